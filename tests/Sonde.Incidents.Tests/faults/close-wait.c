/*
 * close-wait SECONDS [SOCKETS=2000] [MORE_PER_SECOND=100]: a server (comm close-wait) that never closes a connection whose client
 * (comm close-wait-peer) has closed it.
 * Shows in: sockets in CLOSE-WAIT in /proc/net/tcp and ss, held by the server; inuse of TCP in /proc/net/sockstat; entries of /proc/PID/fd.
 */
#include "fault-net.h"
#include "fault.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static struct sockaddr_in address;
static int listener;
static long sockets, more;

static void come_and_go(void *unused)
{
    (void)unused;
    close(listener);
    for (long i = 0;; i++) {
        int connection = net_socket(0);
        if (connect(connection, (struct sockaddr *)&address, sizeof address) != 0)
            fault_unable("connect: %s", strerror(errno));
        close(connection);
        if (i > sockets)
            usleep((useconds_t)(1000000 / more));
    }
}

static void accept_and_forget(void *first)
{
    for (long held = 0; !fault_over(); held++) {
        if (accept(listener, NULL, NULL) < 0)
            fault_unable("accept: %s", strerror(errno));
        if (held >= sockets)
            *(volatile bool *)first = true;
    }
}

int main(int argc, char **argv)
{
    static volatile bool full;
    fault_start(argc, argv);
    sockets = fault_number(0, 2000);
    more = fault_number(1, 100);
    long limit = fault_raise_descriptors();
    if (limit < 2 * sockets)
        fault_unable("at most %ld descriptors", limit);
    listener = net_listen(1024, &address);
    fault_at_end(net_forget);
    fault_child("close-wait-peer", come_and_go, NULL);
    fault_thread(NULL, accept_and_forget, (void *)&full);
    while (!full && !fault_over())
        fault_sleep(0.05);
    fault_ready();
    fault_hold(100, NULL);
    fault_end();
}
