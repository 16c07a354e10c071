/*
 * dentry-storm SECONDS [MOST=2000000]: a process that looks for files under ever new names, none of which exists; the kernel keeps a negative
 * dentry for each. They go with the directory at the end.
 * Shows in: first and fifth number of /proc/sys/fs/dentry-state, dentry in /proc/slabinfo, SReclaimable in /proc/meminfo.
 */
#include "fault.h"

#include <stdio.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    long most = fault_number(0, 2000000);
    const char *directory = fault_directory("/var/tmp");
    char path[700];
    fault_ready();
    for (long i = 0; !fault_over(); i = (i + 1) % most) {
        snprintf(path, sizeof path, "%s/%ld", directory, i);
        access(path, F_OK);
    }
    fault_end();
}
