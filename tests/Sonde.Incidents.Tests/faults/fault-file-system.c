#include "fault-file-system.h"
#include "fault.h"

#include <stdio.h>

static char mount_point[600];

static void unmount(void)
{
    fault_run("umount '%s' || umount -l '%s'", mount_point, mount_point);
}

const char *file_system_mount(long megabytes, const char *options)
{
    const char *directory = fault_directory("/tmp");
    snprintf(mount_point, sizeof mount_point, "%s/mnt", directory);
    fault_must_run("truncate -s %ldM '%s/image'", megabytes, directory);
    fault_must_run("mkfs.ext4 -q -F %s '%s/image'", options, directory);
    fault_must_run("mkdir '%s'", mount_point);
    fault_at_end(unmount);
    fault_must_run("mount -o loop '%s/image' '%s'", directory, mount_point);
    return mount_point;
}
