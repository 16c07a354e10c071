/*
 * udp-overflow SECONDS [PACKETS_PER_SECOND=20000]: a socket that is never read (comm udp-overflow) gets packets (from comm udp-sender) until its
 * small receive buffer is full.
 * Shows in: RcvbufErrors and InErrors of Udp in /proc/net/snmp; drops of the socket in /proc/net/udp.
 */
#include "fault-net.h"
#include "fault.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static struct sockaddr_in address;
static int sink;
static long per_round;

static void send_on(void *unused)
{
    (void)unused;
    close(sink);
    int sender = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    char packet[100] = "sonde";
    for (;;) {
        for (long i = 0; i < per_round; i++)
            sendto(sender, packet, sizeof packet, 0, (struct sockaddr *)&address, sizeof address);
        usleep(5000);
    }
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    per_round = fault_number(0, 20000) / 200;
    sink = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    int smallest = 1;
    setsockopt(sink, SOL_SOCKET, SO_RCVBUF, &smallest, sizeof smallest);
    address = net_address(0);
    socklen_t length = sizeof address;
    if (bind(sink, (struct sockaddr *)&address, length) != 0 || getsockname(sink, (struct sockaddr *)&address, &length) != 0)
        fault_unable("bind: %s", strerror(errno));
    fault_child("udp-sender", send_on, NULL);
    fault_sleep(0.2);
    fault_ready();
    fault_hold(100, NULL);
    fault_end();
}
