/*
 * thread-flood SECONDS [THREADS=5000] [MORE_PER_SECOND=200] [MOST=8000]: a process that starts a thread for everything.
 * Shows in: Threads in /proc/PID/status, the second number of the fourth field of /proc/loadavg, processes in /proc/stat.
 */
#include "fault.h"

#include <unistd.h>

static long threads, most, more;

static void wait_for_nothing(void *unused)
{
    (void)unused;
    for (;;)
        pause();
}

static void start_one(void)
{
    if (threads < most) {
        fault_thread(NULL, wait_for_nothing, NULL);
        threads++;
    }
}

static void start_more(void)
{
    for (long i = 0; i < more / 10; i++)
        start_one();
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    long first = fault_number(0, 5000);
    more = fault_number(1, 200);
    most = fault_number(2, 8000);
    while (threads < first && !fault_over())
        start_one();
    fault_ready();
    fault_hold(100, start_more);
    fault_end();
}
