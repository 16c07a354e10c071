/*
 * cpu-throttled SECONDS [PERCENT=20] [THREADS=2]: a busy process in a cgroup that may use PERCENT of one CPU.
 * Shows in: nr_throttled and throttled_time (v1) or throttled_usec (v2) in cpu.stat of the group sonde-throttle-PID.
 */
#include "fault-group.h"
#include "fault.h"

enum { period_microseconds = 100000 };

static void burn(void *unused)
{
    (void)unused;
    for (;;)
        fault_burn(10000);
}

static void burn_in_group(void *threads)
{
    group_enter();
    for (long i = 1; i < *(long *)threads; i++)
        fault_thread(NULL, burn, NULL);
    burn(NULL);
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    long quota = fault_number(0, 20) * period_microseconds / 100, threads = fault_number(1, 2);
    group_create("cpu", "throttle");
    if (group_is_version2()) {
        group_set("", "cpu.max", "%ld %d", quota, period_microseconds);
    } else {
        group_set("cpu.cfs_period_us", "", "%d", period_microseconds);
        group_set("cpu.cfs_quota_us", "", "%ld", quota);
    }
    fault_child(NULL, burn_in_group, &threads);
    fault_ready();
    fault_hold(100, NULL);
    fault_end();
}
