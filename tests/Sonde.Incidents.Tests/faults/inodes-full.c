/*
 * inodes-full SECONDS [INODES=1024]: a process has used every inode of a file system that has room, and keeps failing to create files.
 * Shows in: statfs(2) of the mount point /tmp/sonde-fault-PID/mnt (f_ffree 0, f_bavail not).
 */
#include "fault-file-system.h"
#include "fault.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *mount_point;

static void create_files(void *unused)
{
    (void)unused;
    char path[700];
    for (long i = 0;; i++) {
        snprintf(path, sizeof path, "%s/session-%ld", mount_point, i);
        int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        if (file >= 0)
            close(file);
        else if (errno == ENOSPC)
            usleep(10000);
        else
            fault_unable("creating a file did not fail with ENOSPC but: %s", strerror(errno));
    }
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    char options[64];
    snprintf(options, sizeof options, "-N %ld", fault_number(0, 1024));
    mount_point = file_system_mount(64, options);
    fault_child(NULL, create_files, NULL);
    fault_sleep(0.5);
    fault_ready();
    fault_hold(100, NULL);
    fault_end();
}
