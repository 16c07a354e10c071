/*
 * syscall-storm SECONDS [THREADS=1]: getppid(2) in a loop, a system call that does nothing.
 * Shows in: stime over utime in /proc/PID/stat with hardly any context switch; raw_syscalls:sys_enter where tracepoints may be read.
 */
#include "fault.h"

#include <sys/syscall.h>
#include <unistd.h>

static void call(void *unused)
{
    (void)unused;
    while (!fault_over())
        for (int i = 0; i < 10000; i++)
            syscall(SYS_getppid);
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    long threads = fault_number(0, 1);
    for (long i = 0; i < threads; i++)
        fault_thread(NULL, call, NULL);
    fault_ready();
    fault_hold(100, NULL);
    fault_end();
}
