/* A small ext4 file system of the program's own, on a loop device; unmounted and removed at the end. */
#ifndef FAULT_FILE_SYSTEM_H
#define FAULT_FILE_SYSTEM_H

/* Makes and mounts it; options go to mkfs.ext4. Returns the mount point /tmp/sonde-fault-PID/mnt; unable without loop devices. */
const char *file_system_mount(long megabytes, const char *options);

#endif
