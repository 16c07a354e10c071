/*
 * cpu-hog SECONDS [THREADS=8]: every CPU wanted by one process with more threads than CPUs.
 * Shows in: /proc/stat (idle near 0, procs_running above the CPU count), /proc/pressure/cpu some, /proc/PID/schedstat run-queue wait.
 */
#include "fault.h"

static void burn(void *unused)
{
    (void)unused;
    while (!fault_over())
        fault_burn(10000);
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    long threads = fault_number(0, 8);
    for (long i = 0; i < threads; i++)
        fault_thread(NULL, burn, NULL);
    fault_ready();
    fault_hold(100, NULL);
    fault_end();
}
