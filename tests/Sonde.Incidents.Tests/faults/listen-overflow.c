/*
 * listen-overflow SECONDS [BACKLOG=8]: a server (comm listen-overflow) that never accepts; clients (comm overflow-client) keep connecting.
 * Shows in: ListenOverflows and ListenDrops in /proc/net/netstat; Recv-Q above Send-Q of the listener in ss -ltn; SYN-SENT sockets.
 */
#include "fault-net.h"
#include "fault.h"

#include <sys/socket.h>
#include <unistd.h>

enum { clients = 64 };

static struct sockaddr_in address;
static int listener;

static void connect_on(void *unused)
{
    (void)unused;
    close(listener);
    int sockets[clients];
    for (;;) {
        for (int i = 0; i < clients; i++) {
            sockets[i] = net_socket(SOCK_NONBLOCK);
            connect(sockets[i], (struct sockaddr *)&address, sizeof address);
        }
        usleep(200000);
        for (int i = 0; i < clients; i++)
            net_reset(sockets[i]);
    }
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    long backlog = fault_number(0, 8);
    listener = net_listen((int)backlog, &address);
    /* These wait in the queue for an accept(2) that never comes. */
    for (long i = 0; i <= backlog; i++)
        connect(net_socket(SOCK_NONBLOCK), (struct sockaddr *)&address, sizeof address);
    fault_child("overflow-client", connect_on, NULL);
    fault_sleep(0.3);
    fault_ready();
    fault_hold(100, NULL);
    fault_end();
}
