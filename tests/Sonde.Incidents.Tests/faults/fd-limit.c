/*
 * fd-limit SECONDS [LIMIT=1024]: a process at its limit of open descriptors, where every further open(2) fails with EMFILE.
 * Shows in: entries of /proc/PID/fd equal to "Max open files" of /proc/PID/limits.
 */
#include "fault.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>

static void open_one_more(void)
{
    for (int i = 0; i < 10; i++)
        if (open("/dev/null", O_RDONLY) >= 0 || errno != EMFILE)
            fault_unable("open did not fail with EMFILE but: %s", strerror(errno));
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    rlim_t most = (rlim_t)fault_number(0, 1024);
    struct rlimit limit = {.rlim_cur = most, .rlim_max = most};
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0)
        fault_unable("setrlimit: %s", strerror(errno));
    while (open("/dev/null", O_RDONLY) >= 0)
        continue;
    fault_ready();
    fault_hold(10, open_one_more);
    fault_end();
}
