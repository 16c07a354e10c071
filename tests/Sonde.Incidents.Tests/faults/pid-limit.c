/*
 * pid-limit SECONDS [LIMIT=50]: a cgroup at pids.max, where every further fork(2) fails with EAGAIN.
 * Shows in: max in pids.events, pids.current equal to pids.max, both of the group sonde-pids-PID.
 */
#include "fault-group.h"
#include "fault.h"

#include <sys/wait.h>
#include <unistd.h>

static void fork_on(void *unused)
{
    (void)unused;
    group_enter();
    pid_t parent = getpid();
    for (;;) {
        /* The children wait for the parent's end, which the group's removal at the end depends on. */
        if (fork() == 0)
            while (getppid() == parent)
                usleep(100000);
        if (getpid() != parent)
            _exit(0);
        usleep(1000);
    }
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    group_create("pids", "pids");
    group_set("pids.max", "pids.max", "%ld", fault_number(0, 50));
    fault_child(NULL, fork_on, NULL);
    fault_sleep(0.3);
    fault_ready();
    fault_hold(100, NULL);
    fault_end();
}
