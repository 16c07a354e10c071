/*
 * fork-storm SECONDS [FORKS_PER_SECOND=2000]: one parent whose children live for microseconds, too short for any process list.
 * Shows in: processes in /proc/stat, system time; cutime and cstime in /proc/PID/stat name the parent.
 */
#include "fault.h"

#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    double gap = 1.0 / (double)fault_number(0, 2000);
    fault_ready();
    double next = fault_now();
    while (!fault_over()) {
        pid_t child = fork();
        if (child == 0)
            _exit(0);
        if (child > 0)
            waitpid(child, NULL, 0);
        next += gap;
        double early = next - fault_now();
        if (early > 0.001)
            usleep((useconds_t)(early * 1e6));
        else if (early < -0.1)
            next = fault_now();
    }
    fault_end();
}
