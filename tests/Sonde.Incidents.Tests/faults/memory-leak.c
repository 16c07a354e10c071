/*
 * memory-leak SECONDS [MEGABYTES_PER_SECOND=200] [MOST_MEGABYTES=4096]: one process whose memory only grows.
 * Shows in: VmRSS and RssAnon in /proc/PID/status, MemAvailable in /proc/meminfo, minor faults in /proc/PID/stat.
 */
#include "fault.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

enum { steps_per_second = 20 };

static long step_bytes, bytes, most_bytes;

static void leak(void)
{
    if (bytes + step_bytes > most_bytes)
        return;
    void *memory = mmap(NULL, (size_t)step_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        fault_unable("mmap: %s", strerror(errno));
    memset(memory, 'x', (size_t)step_bytes);
    bytes += step_bytes;
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    step_bytes = (fault_number(0, 200) << 20) / steps_per_second;
    most_bytes = fault_number(1, 4096) << 20;
    fault_ready();
    fault_hold(1000 / steps_per_second, leak);
    fault_end();
}
