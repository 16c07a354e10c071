/*
 * dirty-backlog SECONDS [DIRECTORY=/var/tmp] [MEGABYTES=2048] [LIMIT_MEGABYTES=256]: two buffered writers that outrun the disk, so that they
 * wait for the write-back of dirty pages. vm.dirty_bytes is lowered to LIMIT_MEGABYTES for the time, so that this takes seconds and little
 * memory; 0 leaves it as it is.
 * Shows in: Dirty and Writeback in /proc/meminfo; nr_dirty against nr_dirty_threshold in /proc/vmstat; wchan balance_dirty_pages, state D.
 */
#include "fault.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *directory;
static long megabytes;
static char megabyte[1 << 20];

/* Setting a limit in bytes clears the one in percent, and the other way round: remember all four. */
static struct limit {
    const char *path;
    long long value;
} limits[] = {
    {"/proc/sys/vm/dirty_background_ratio", 0},
    {"/proc/sys/vm/dirty_background_bytes", 0},
    {"/proc/sys/vm/dirty_ratio", 0},
    {"/proc/sys/vm/dirty_bytes", 0},
};

static void restore_limits(void)
{
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        if (limits[i].value != 0)
            fault_write(limits[i].path, "%lld", limits[i].value);
}

static void lower_limits(long limit_megabytes)
{
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        if (!fault_read_number(limits[i].path, &limits[i].value))
            fault_unable("read %s: %s", limits[i].path, strerror(errno));
    fault_at_end(restore_limits);
    if (!fault_write("/proc/sys/vm/dirty_background_bytes", "%ld", limit_megabytes << 19) ||
        !fault_write("/proc/sys/vm/dirty_bytes", "%ld", limit_megabytes << 20))
        fault_unable("write /proc/sys/vm/dirty_bytes: %s", strerror(errno));
}

static void write_on(void *number)
{
    char path[600];
    snprintf(path, sizeof path, "%s/data-%ld", directory, (long)number);
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        fault_unable("open %s: %s", path, strerror(errno));
    for (off_t place = 0;; place = (place + (1 << 20)) % ((off_t)megabytes << 19))
        if (pwrite(file, megabyte, sizeof megabyte, place) != sizeof megabyte)
            fault_unable("write %s: %s", path, strerror(errno));
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    directory = fault_directory(fault_text(0, "/var/tmp"));
    megabytes = fault_number(1, 2048);
    long limit = fault_number(2, 256);
    if (limit > 0)
        lower_limits(limit);
    memset(megabyte, 'x', sizeof megabyte);
    fault_child(NULL, write_on, (void *)0);
    fault_child(NULL, write_on, (void *)1);
    fault_sleep(1);
    fault_ready();
    fault_hold(100, NULL);
    fault_end();
}
