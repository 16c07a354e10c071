/*
 * healthy-build SECONDS [JOBS=CPUs+1]: busy, not ill: a build at nice 19, short jobs (comm healthy-build) on every CPU that compute and write a
 * small file each.
 * Shows in: nice time in /proc/stat; idle near 0. Anything else that wants a CPU gets it.
 */
#include "fault.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *directory;

static void compile(long number)
{
    char path[600], text[65536] = {0};
    snprintf(path, sizeof path, "%s/%ld.o", directory, number);
    fault_burn(100000 + (long)(fault_random() % 300000));
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (write(file, text, sizeof text) < 0)
        fault_unable("no room for %s", path);
}

static void run_jobs(void *number)
{
    setpriority(PRIO_PROCESS, 0, 19);
    for (;;) {
        pid_t job = fork();
        if (job == 0) {
            compile((long)number);
            _exit(0);
        }
        waitpid(job, NULL, 0);
    }
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    long jobs = fault_number(0, sysconf(_SC_NPROCESSORS_ONLN) + 1);
    directory = fault_directory("/var/tmp");
    for (long i = 0; i < jobs; i++)
        fault_child(NULL, run_jobs, (void *)i);
    fault_sleep(0.5);
    fault_ready();
    fault_hold(100, NULL);
    fault_end();
}
