/*
 * swap-thrash SECONDS [LIMIT_MEGABYTES=64]: a process touches three times the memory its cgroup may have; the rest is in a swap
 * area of 1 GB on a zram device made for it. The machine's other memory is not touched.
 * Shows in: pswpin and pswpout in /proc/vmstat, VmSwap in /proc/PID/status, /proc/pressure/memory, SwapFree in /proc/meminfo.
 */
#include "fault-group.h"
#include "fault.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static long long device = -1;

static void remove_device(void)
{
    fault_run("swapoff /dev/zram%lld", device);
    char path[64];
    snprintf(path, sizeof path, "/sys/block/zram%lld/reset", device);
    fault_write(path, "1");
    fault_write("/sys/class/zram-control/hot_remove", "%lld", device);
}

static void make_swap(void)
{
    if (!fault_read_number("/sys/class/zram-control/hot_add", &device))
        fault_unable("no zram device can be added: /sys/class/zram-control/hot_add: %s", strerror(errno));
    fault_at_end(remove_device);
    char path[64];
    snprintf(path, sizeof path, "/sys/block/zram%lld/disksize", device);
    if (!fault_write(path, "%d", 1 << 30))
        fault_unable("%s: %s", path, strerror(errno));
    snprintf(path, sizeof path, "/dev/zram%lld", device);
    for (int i = 0; i < 100 && access(path, F_OK) != 0; i++)
        usleep(10000);
    fault_must_run("mkswap %s", path);
    fault_must_run("swapon %s", path);
}

static void touch(void *megabytes)
{
    group_enter();
    size_t length = (size_t)*(long *)megabytes * 3 << 20, page = 4096;
    char *memory = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        fault_unable("mmap: %s", strerror(errno));
    madvise(memory, length, MADV_NOHUGEPAGE);
    for (size_t i = 0; i < length; i += sizeof(uint64_t))
        *(uint64_t *)(memory + i) = i % 64 < 32 ? fault_random() : 0;
    /* In turn, so that each is away when it is touched; and with rests: where all were just used, the kernel swaps none but kills the process. */
    for (size_t i = 1;; i++) {
        memory[i % (length / page) * page]++;
        if (i % 64 == 0)
            usleep(500);
    }
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    long megabytes = fault_number(0, 64);
    make_swap();
    group_create("memory", "swap");
    group_set("memory.limit_in_bytes", "memory.max", "%ld", megabytes << 20);
    fault_child(NULL, touch, &megabytes);
    fault_sleep(1);
    fault_ready();
    fault_hold(100, NULL);
    fault_end();
}
