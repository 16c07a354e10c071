/*
 * blocked-vfork SECONDS [TASKS=20]: tasks in uninterruptible sleep without any I/O: each has called vfork(2) and its child does not exec.
 * Shows in: state D in /proc/PID/stat, /proc/loadavg (one for each), wchan; neither procs_blocked in /proc/stat nor PSI counts them.
 */
#include "fault.h"

#include <sys/prctl.h>
#include <unistd.h>

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

static void wait_for_child(void *unused)
{
    (void)unused;
    if (vfork() == 0) {
        prctl(PR_SET_NAME, "vfork-child");
        prctl(PR_SET_PDEATHSIG, 9);
        for (;;)
            pause();
    }
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    long tasks = fault_number(0, 20);
    for (long i = 0; i < tasks; i++)
        fault_child(NULL, wait_for_child, NULL);
    fault_sleep(0.2);
    fault_ready();
    fault_hold(100, NULL);
    fault_end();
}
