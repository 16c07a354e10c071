/*
 * tx-drops SECONDS [PACKETS_PER_SECOND=5000]: packets leave by the TUN device sonde-tx, whose owner never reads them, so that its queue is full.
 * Shows in: drop under Transmit in /proc/net/dev, /sys/class/net/sonde-tx/statistics/tx_dropped.
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
    struct sockaddr_in peer = {.sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = inet_addr("198.18.4.2")};
    for (long i = 0; i < per_round; i++)
        sendto(sender, packet, sizeof packet, 0, (struct sockaddr *)&peer, sizeof peer);
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    per_round = fault_number(0, 5000) / 100;
    net_tun("sonde-tx");
    sender = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    for (int i = 0; i < 50; i++)
        send_round();
    fault_ready();
    fault_hold(10, send_round);
    fault_end();
}
