/*
 * lock-contention SECONDS [THREADS=16]: all work of a process is done under one mutex, so its threads sleep in futex(2) for it.
 * Shows in: at most one CPU used by many threads, voluntary_ctxt_switches of each, wchan futex_wait_queue (6.x) or futex_do_wait (6.14+).
 */
#include "fault.h"

#include <pthread.h>

static pthread_mutex_t everything = PTHREAD_MUTEX_INITIALIZER;

static void work(void *unused)
{
    (void)unused;
    while (!fault_over()) {
        pthread_mutex_lock(&everything);
        fault_burn(200);
        pthread_mutex_unlock(&everything);
    }
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    long threads = fault_number(0, 16);
    for (long i = 0; i < threads; i++)
        fault_thread(NULL, work, NULL);
    fault_ready();
    fault_hold(100, NULL);
    fault_end();
}
