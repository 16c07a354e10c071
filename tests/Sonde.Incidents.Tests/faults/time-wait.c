/*
 * time-wait SECONDS [SOCKETS=12000] [MORE_PER_SECOND=1000]: a client (comm time-wait) that opens a connection for every request and closes it
 * first; its server is time-wait-serve. Sockets already in TIME_WAIT at the end are destroyed where the kernel can, else they last 60 s.
 * Shows in: tw of TCP in /proc/net/sockstat, TW in /proc/net/netstat, ActiveOpens in /proc/net/snmp.
 */
#include "fault-net.h"
#include "fault.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { rounds_per_second = 50 };

static struct sockaddr_in address;
static int listener;
static long per_round;

static void serve(void *unused)
{
    (void)unused;
    char byte;
    for (;;) {
        int connection = accept(listener, NULL, NULL);
        /* The client closes first: wait for its end of file. */
        while (read(connection, &byte, 1) > 0)
            continue;
        close(connection);
    }
}

static void request(void)
{
    int connection = net_socket(0);
    if (connect(connection, (struct sockaddr *)&address, sizeof address) != 0 && errno != EADDRNOTAVAIL)
        fault_unable("connect: %s", strerror(errno));
    close(connection);
}

static void request_more(void)
{
    for (long i = 0; i < per_round; i++)
        request();
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    long sockets = fault_number(0, 12000);
    per_round = fault_number(1, 1000) / rounds_per_second;
    listener = net_listen(1024, &address);
    fault_at_end(net_forget);
    fault_child("time-wait-serve", serve, NULL);
    for (long i = 0; i < sockets && !fault_over(); i++)
        request();
    fault_ready();
    fault_hold(1000 / rounds_per_second, request_more);
    fault_end();
}
