/*
 * cgroup-limit SECONDS [LIMIT_MEGABYTES=64] [DIRECTORY=/var/tmp]: a process in a memory cgroup reads a file four times the limit, again and
 * again, so that the group reclaims what it needs next.
 * Shows in: memory.failcnt (v1) or max in memory.events (v2) of the group sonde-limit-PID, workingset_refault_file in /proc/vmstat,
 * /proc/pressure/memory.
 */
#include "fault-group.h"
#include "fault.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static long megabytes;
static const char *directory;

static void read_over_and_over(void *unused)
{
    (void)unused;
    group_enter();
    char path[600];
    snprintf(path, sizeof path, "%s/data", directory);
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        fault_unable("open %s: %s", path, strerror(errno));
    size_t length = (size_t)megabytes * 4 << 20, page = 4096;
    if (posix_fallocate(file, 0, (off_t)length) != 0)
        fault_unable("no room for %s", path);
    volatile const char *text = mmap(NULL, length, PROT_READ, MAP_SHARED, file, 0);
    if (text == MAP_FAILED)
        fault_unable("mmap: %s", strerror(errno));
    madvise((void *)text, length, MADV_RANDOM);
    for (;;)
        (void)text[fault_random() % (length / page) * page];
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    megabytes = fault_number(0, 64);
    directory = fault_directory(fault_text(1, "/var/tmp"));
    group_create("memory", "limit");
    group_set("memory.limit_in_bytes", "memory.max", "%ld", megabytes << 20);
    fault_child(NULL, read_over_and_over, NULL);
    fault_sleep(0.5);
    fault_ready();
    fault_hold(100, NULL);
    fault_end();
}
