/*
 * connect-refused SECONDS [PER_SECOND=2000]: a client that keeps connecting to a port on which nobody listens.
 * Shows in: AttemptFails and OutRsts of Tcp in /proc/net/snmp.
 */
#include "fault-net.h"
#include "fault.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static long per_round;

static void connect_in_vain(void)
{
    struct sockaddr_in address = net_address(9);
    for (long i = 0; i < per_round; i++) {
        int connection = net_socket(0);
        if (connect(connection, (struct sockaddr *)&address, sizeof address) == 0 || errno != ECONNREFUSED)
            fault_unable("connect was not refused but: %s", strerror(errno));
        close(connection);
    }
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    per_round = fault_number(0, 2000) / 100;
    fault_ready();
    fault_hold(10, connect_in_vain);
    fault_end();
}
