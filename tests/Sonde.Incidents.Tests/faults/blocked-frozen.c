/*
 * blocked-frozen SECONDS [WRITERS=8]: writers (comm frozen-writer) stuck in uninterruptible sleep in front of a file system that is frozen,
 * as by a snapshot that does not end.
 * Shows in: state D in /proc/PID/stat, /proc/loadavg, wchan percpu_rwsem_wait; neither procs_blocked in /proc/stat nor PSI counts them.
 */
#include "fault-file-system.h"
#include "fault.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const char *mount_point;

static void write_on(void *number)
{
    char path[700];
    snprintf(path, sizeof path, "%s/data-%ld", mount_point, (long)number);
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    while (pwrite(file, path, sizeof path, 0) > 0)
        usleep(10000);
    fault_unable("write %s: %s", path, strerror(errno));
}

static int freeze(unsigned long request)
{
    int directory = open(mount_point, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int result = ioctl(directory, request, 0);
    int error = errno;
    close(directory);
    errno = error;
    return result;
}

static void thaw(void)
{
    freeze(FITHAW);
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    mount_point = file_system_mount(64, "");
    long writers = fault_number(0, 8);
    for (long i = 0; i < writers; i++)
        fault_child("frozen-writer", write_on, (void *)i);
    fault_sleep(0.3);
    /* A writer that is stuck cannot be killed. */
    fault_before_stop(thaw);
    if (freeze(FIFREEZE) != 0)
        fault_unable("freeze %s: %s", mount_point, strerror(errno));
    fault_sleep(0.3);
    fault_ready();
    fault_hold(100, NULL);
    fault_end();
}
