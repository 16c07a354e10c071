/*
 * cgroup-oom SECONDS [LIMIT_MEGABYTES=64]: a process is killed for its cgroup's memory limit once a second and started again (comm oom-victim).
 * Shows in: oom_kill in /proc/vmstat, oom_kill in memory.oom_control (v1) or memory.events (v2) of the group sonde-oom-PID, kernel log.
 */
#include "fault-group.h"
#include "fault.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void allocate(void *megabytes)
{
    group_enter();
    for (long i = 0; i < 4 * *(long *)megabytes; i++)
        memset(malloc(1 << 20), 'x', 1 << 20);
    pause();
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    long megabytes = fault_number(0, 64);
    group_create("memory", "oom");
    group_set("memory.limit_in_bytes", "memory.max", "%ld", megabytes << 20);
    fault_ready();
    while (!fault_over()) {
        fault_child("oom-victim", allocate, &megabytes);
        fault_sleep(1);
        fault_stop_children();
    }
    fault_end();
}
