/*
 * fs-full SECONDS [MEGABYTES=64]: a process has filled a file system and keeps failing to write to it, with ENOSPC.
 * Shows in: statfs(2) of the mount point /tmp/sonde-fault-PID/mnt (no block available); the file is open in the process.
 */
#include "fault-file-system.h"
#include "fault.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *mount_point;
static char block[4096];

static int fill(void)
{
    char path[700];
    snprintf(path, sizeof path, "%s/application.log", mount_point);
    int file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    while (write(file, block, sizeof block) > 0)
        continue;
    return errno == ENOSPC ? file : -1;
}

static void write_on(void *unused)
{
    (void)unused;
    int file = fill();
    for (;;) {
        if (write(file, block, sizeof block) >= 0 || errno != ENOSPC)
            fault_unable("writing did not fail with ENOSPC but: %s", strerror(errno));
        usleep(10000);
    }
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    mount_point = file_system_mount(fault_number(0, 64), "-m 0");
    fault_child(NULL, write_on, NULL);
    fault_sleep(1);
    fault_ready();
    fault_hold(100, NULL);
    fault_end();
}
