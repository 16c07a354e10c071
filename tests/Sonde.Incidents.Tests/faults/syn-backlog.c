/*
 * syn-backlog SECONDS [BACKLOG=64] [SYNS_PER_SECOND=2000]: connection requests that never complete fill a listener's SYN queue. They come in by
 * the TUN device sonde-syn from 198.18.4.0/24, where nobody answers, as from spoofed addresses.
 * Shows in: TCPReqQFullDoCookies and SyncookiesSent (or TCPReqQFullDrop without cookies) in /proc/net/netstat; SYN-RECV sockets in ss.
 */
#include "fault-net.h"
#include "fault.h"

#include <errno.h>
#include <linux/tcp.h>
#include <netinet/ip.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { bursts_per_second = 100 };

static int tun;
static struct sockaddr_in address;
static long burst;

static uint16_t checksum(const void *bytes, size_t length, uint32_t sum)
{
    const uint8_t *byte = bytes;
    for (size_t i = 0; i < length; i += 2)
        sum += (uint32_t)byte[i] << 8 | byte[i + 1];
    while (sum >> 16 != 0)
        sum = (sum & 0xffff) + (sum >> 16);
    return htons((uint16_t)~sum);
}

static void send_syn(void)
{
    struct {
        struct iphdr ip;
        struct tcphdr tcp;
    } packet = {0};
    uint32_t source = 198u << 24 | 18u << 16 | 4u << 8 | (uint32_t)(2 + fault_random() % 250);
    packet.ip = (struct iphdr){.version = 4, .ihl = 5, .tot_len = htons(sizeof packet), .ttl = 64, .protocol = IPPROTO_TCP, .saddr = htonl(source),
        .daddr = address.sin_addr.s_addr};
    packet.ip.check = checksum(&packet.ip, sizeof packet.ip, 0);
    packet.tcp = (struct tcphdr){.source = htons((uint16_t)(1024 + fault_random() % 60000)), .dest = address.sin_port,
        .seq = (uint32_t)fault_random(), .doff = 5, .syn = 1, .window = htons(65535)};
    uint32_t pseudo = (source >> 16) + (source & 0xffff) + (198u << 8 | 18) + (4u << 8 | 1) + IPPROTO_TCP + sizeof packet.tcp;
    packet.tcp.check = checksum(&packet.tcp, sizeof packet.tcp, pseudo);
    if (write(tun, &packet, sizeof packet) != sizeof packet)
        fault_unable("write to the TUN device: %s", strerror(errno));
}

static void send_burst(void)
{
    for (long i = 0; i < burst; i++)
        send_syn();
    /* The answers are taken and thrown away, or they would be drops of the device. */
    char answer[256];
    while (read(tun, answer, sizeof answer) > 0)
        continue;
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    long backlog = fault_number(0, 64);
    burst = fault_number(1, 2000) / bursts_per_second;
    tun = net_tun("sonde-syn");
    address = (struct sockaddr_in){.sin_family = AF_INET, .sin_addr.s_addr = htonl(198u << 24 | 18u << 16 | 4u << 8 | 1)};
    int listener = net_socket(0);
    socklen_t length = sizeof address;
    if (bind(listener, (struct sockaddr *)&address, length) != 0 || listen(listener, (int)backlog) != 0 ||
        getsockname(listener, (struct sockaddr *)&address, &length) != 0)
        fault_unable("listen: %s", strerror(errno));
    for (int i = 0; i < bursts_per_second / 4; i++)
        send_burst();
    fault_ready();
    fault_hold(1000 / bursts_per_second, send_burst);
    fault_end();
}
