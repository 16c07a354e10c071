/*
 * disk-direct SECONDS [THREADS=32] [DIRECTORY=/var/tmp] [MEGABYTES=1024]: threads that read and write 4 KiB at random places of one file,
 * past the page cache.
 * Shows in: io_ticks, weighted time and latencies in /proc/diskstats, /proc/pressure/io, state D, read_bytes and write_bytes in /proc/PID/io.
 */
#include "fault.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { block = 4096 };

static int file;
static long blocks;

static void read_and_write(void *unused)
{
    (void)unused;
    void *buffer;
    if (posix_memalign(&buffer, block, block) != 0)
        return;
    memset(buffer, 'x', block);
    while (!fault_over()) {
        off_t place = (off_t)(fault_random() % (uint64_t)blocks) * block;
        ssize_t done = fault_random() % 2 == 0 ? pread(file, buffer, block, place) : pwrite(file, buffer, block, place);
        if (done != block)
            fault_unable("direct I/O: %s", done < 0 ? strerror(errno) : "short");
    }
}

static void make_file(const char *directory, long megabytes)
{
    char path[600];
    snprintf(path, sizeof path, "%s/data", directory);
    file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    static char megabyte[1 << 20];
    memset(megabyte, 'x', sizeof megabyte);
    for (long i = 0; i < megabytes && !fault_over(); i++)
        if (write(file, megabyte, sizeof megabyte) != sizeof megabyte)
            fault_unable("write %s: %s", path, strerror(errno));
    fsync(file);
    close(file);
    file = open(path, O_RDWR | O_DIRECT | O_CLOEXEC);
    if (file < 0)
        fault_unable("open %s for direct I/O: %s", path, strerror(errno));
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    long threads = fault_number(0, 32), megabytes = fault_number(2, 1024);
    blocks = megabytes * ((1 << 20) / block);
    make_file(fault_directory(fault_text(1, "/var/tmp")), megabytes);
    for (long i = 0; i < threads; i++)
        fault_thread(NULL, read_and_write, NULL);
    fault_ready();
    fault_hold(100, NULL);
    fault_end();
}
