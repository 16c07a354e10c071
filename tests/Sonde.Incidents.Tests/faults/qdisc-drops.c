/*
 * qdisc-drops SECONDS [PACKETS_PER_SECOND=5000]: packets of 1 kB leave by the interface sonde-qdisc, whose token bucket filter passes 1 Mbit/s and
 * queues 10 kB; its other end is in a network namespace of its own.
 * Shows in: drops and overlimits of the qdisc (tc -s qdisc, RTM_GETQDISC); not in /proc/net/dev.
 */
#include "fault-net.h"
#include "fault.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

static int sender;
static long per_round;

static void send_round(void)
{
    static char packet[1000];
    struct sockaddr_in peer = {.sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = inet_addr("198.18.0.2")};
    for (long i = 0; i < per_round; i++)
        sendto(sender, packet, sizeof packet, 0, (struct sockaddr *)&peer, sizeof peer);
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    per_round = fault_number(0, 5000) / 100;
    net_pair("sonde-qdisc");
    fault_must_run("tc qdisc add dev sonde-qdisc root tbf rate 1mbit burst 2kb limit 10kb");
    sender = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    fault_ready();
    fault_hold(10, send_round);
    fault_end();
}
