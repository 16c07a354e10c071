/*
 * fsync-heavy SECONDS [DIRECTORY=/var/tmp] [VICTIMS=4]: a process writes 256 MB and syncs it, again and again; small writers (comm fsync-victim)
 * that sync 4 KiB wait behind it in the file system's journal and the disk's queue.
 * Shows in: state D and wchan of both, blkio delay (field 42 of /proc/PID/stat), /proc/pressure/io, write latency and flushes in
 * /proc/diskstats.
 */
#include "fault.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *directory;
static char megabyte[1 << 20];

static int open_file(const char *name, long number)
{
    char path[600];
    snprintf(path, sizeof path, "%s/%s-%ld", directory, name, number);
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        fault_unable("open %s: %s", path, strerror(errno));
    return file;
}

static void write_little(void *number)
{
    int file = open_file("victim", (long)number);
    for (off_t place = 0;; place = (place + 4096) % (16 << 20)) {
        if (pwrite(file, megabyte, 4096, place) != 4096 || fsync(file) != 0)
            fault_unable("write: %s", strerror(errno));
        /* A database commits when there is something to commit, not as fast as it can. */
        usleep(5000);
    }
}

static void write_much(void *unused)
{
    (void)unused;
    int file = open_file("heavy", 0);
    for (;;) {
        /* Truncating first makes every round allocate, so that the journal has to wait for the data. */
        if (ftruncate(file, 0) != 0 || lseek(file, 0, SEEK_SET) != 0)
            fault_unable("ftruncate: %s", strerror(errno));
        for (int i = 0; i < 256; i++)
            if (write(file, megabyte, sizeof megabyte) != sizeof megabyte)
                fault_unable("write: %s", strerror(errno));
        fsync(file);
    }
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    directory = fault_directory(fault_text(0, "/var/tmp"));
    memset(megabyte, 'x', sizeof megabyte);
    long victims = fault_number(1, 4);
    fault_child(NULL, write_much, NULL);
    for (long i = 0; i < victims; i++)
        fault_child("fsync-victim", write_little, (void *)i);
    fault_ready();
    fault_hold(100, NULL);
    fault_end();
}
