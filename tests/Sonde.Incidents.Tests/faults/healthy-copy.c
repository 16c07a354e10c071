/*
 * healthy-copy SECONDS [PERCENT=50] [DIRECTORY=/var/tmp]: busy, not ill: a sequential copy of a 512 MB file that nobody waits for, buffered, at
 * PERCENT of the disk's write speed, which is measured first.
 * Shows in: disk utilization of about PERCENT, Dirty in /proc/meminfo far below its limits, write_bytes in /proc/PID/io.
 */
#include "fault.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { megabytes = 512 };

static char megabyte[1 << 20];
static int from, to;

static int open_in(const char *directory, const char *name)
{
    char path[600];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        fault_unable("open %s: %s", path, strerror(errno));
    return file;
}

/* Megabytes a second, to the disk and not to the page cache. */
static double measure(void)
{
    double start = fault_now();
    memset(megabyte, 'x', sizeof megabyte);
    for (off_t i = 0; i < megabytes && !fault_over(); i++)
        if (pwrite(from, megabyte, sizeof megabyte, i << 20) != sizeof megabyte)
            fault_unable("write: %s", strerror(errno));
    fsync(from);
    return megabytes / (fault_now() - start);
}

static void copy(double speed)
{
    double next = fault_now();
    for (off_t i = 0; !fault_over(); i = (i + 1) % megabytes) {
        ssize_t count = pread(from, megabyte, sizeof megabyte, i << 20);
        if (count <= 0 || pwrite(to, megabyte, (size_t)count, i << 20) != count)
            fault_unable("copy: %s", strerror(errno));
        /* Hand each part to the disk soon, as a copy onto a slow disk would: a steady stream, no bursts. */
        if (i % 8 == 7)
            sync_file_range(to, (i - 7) << 20, 8 << 20, SYNC_FILE_RANGE_WRITE);
        next += 1 / speed;
        if (next > fault_now())
            fault_sleep(next - fault_now());
    }
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    double share = (double)fault_number(0, 50) / 100;
    const char *directory = fault_directory(fault_text(1, "/var/tmp"));
    from = open_in(directory, "from");
    to = open_in(directory, "to");
    double speed = measure();
    fault_ready();
    copy(speed * share);
    fault_end();
}
