/*
 * zombie-parent SECONDS [CHILDREN=1000]: a parent that never waits for its children (comm zombie-child).
 * Shows in: state Z in /proc/PID/stat of the children, whose ppid names the parent.
 */
#include "fault.h"


static void exit_at_once(void *unused)
{
    (void)unused;
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    long count = fault_number(0, 1000);
    for (long i = 0; i < count && !fault_over(); i++)
        fault_child("zombie-child", exit_at_once, NULL);
    fault_sleep(0.2);
    fault_ready();
    fault_hold(100, NULL);
    fault_end();
}
