/*
 * rx-drops SECONDS [PACKETS_PER_SECOND=5000]: frames of a protocol that the host does not know (Ethernet type 0x88b5, for experiments) come in by
 * the interface sonde-rx, sent from a network namespace of the program's own.
 * Shows in: drop under Receive in /proc/net/dev, /sys/class/net/sonde-rx/statistics/rx_dropped.
 */
#include "fault-net.h"
#include "fault.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const char *namespace;
static long per_round;

static void send_on(void *unused)
{
    (void)unused;
    char path[64], frame[100] = {0};
    snprintf(path, sizeof path, "/run/netns/%s", namespace);
    if (setns(open(path, O_RDONLY | O_CLOEXEC), CLONE_NEWNET) != 0)
        fault_unable("setns %s: %s", path, strerror(errno));
    int sender = socket(AF_PACKET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    struct sockaddr_ll everyone = {.sll_family = AF_PACKET, .sll_protocol = htons(0x88b5), .sll_ifindex = (int)if_nametoindex("peer"), .sll_halen = 6};
    memset(everyone.sll_addr, 0xff, 6);
    for (;;) {
        for (long i = 0; i < per_round; i++)
            if (sendto(sender, frame, sizeof frame, 0, (struct sockaddr *)&everyone, sizeof everyone) < 0 && errno != ENOBUFS)
                fault_unable("sendto: %s", strerror(errno));
        usleep(10000);
    }
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    per_round = fault_number(0, 5000) / 100;
    namespace = net_pair("sonde-rx");
    fault_child(NULL, send_on, NULL);
    fault_sleep(0.3);
    fault_ready();
    fault_hold(100, NULL);
    fault_end();
}
