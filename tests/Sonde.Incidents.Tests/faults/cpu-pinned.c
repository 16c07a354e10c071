/*
 * cpu-pinned SECONDS [CPU=last]: one busy thread that may run on one CPU only, while the other CPUs idle.
 * Shows in: /proc/stat (one cpuN at 100 %, the rest idle), /proc/PID/task/TID/stat, Cpus_allowed_list in /proc/PID/status.
 */
#include "fault.h"

#include <errno.h>
#include <sched.h>
#include <string.h>
#include <unistd.h>

static void burn(void *cpu)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET((size_t)*(long *)cpu, &set);
    if (sched_setaffinity(0, sizeof set, &set) != 0)
        fault_unable("cannot run on CPU %ld: %s", *(long *)cpu, strerror(errno));
    while (!fault_over())
        fault_burn(10000);
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    static long cpu;
    cpu = fault_number(0, sysconf(_SC_NPROCESSORS_ONLN) - 1);
    if (sysconf(_SC_NPROCESSORS_ONLN) < 2)
        fault_unable("one CPU only: no other CPU can idle");
    fault_thread(NULL, burn, &cpu);
    fault_ready();
    fault_hold(100, NULL);
    fault_end();
}
