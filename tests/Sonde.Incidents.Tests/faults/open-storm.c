/*
 * open-storm SECONDS: a process that opens and closes files it could have kept open, and looks for ones that do not exist.
 * Shows in: system time of the process, syscalls:sys_enter_openat; no disk I/O, no context switches.
 */
#include "fault.h"

#include <fcntl.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    fault_ready();
    while (!fault_over())
        for (int i = 0; i < 100; i++) {
            close(open("/etc/passwd", O_RDONLY | O_CLOEXEC));
            close(open("/etc/sonde-not-there", O_RDONLY | O_CLOEXEC));
        }
    fault_end();
}
