/*
 * port-exhaustion SECONDS: a client that holds every ephemeral port towards one server, so that every further connect(2) fails with
 * EADDRNOTAVAIL. All in a network namespace of its own, with 1,000 ports; look from inside: nsenter --net=/proc/PID/ns/net.
 * Shows in: TCP sockets towards one address and port equal to the width of net.ipv4.ip_local_port_range.
 */
#include "fault-net.h"
#include "fault.h"

#include <errno.h>
#include <sched.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { first_port = 40000, last_port = 40999 };

static struct sockaddr_in address;

static bool connect_once(void)
{
    int connection = net_socket(0);
    bool connected = connect(connection, (struct sockaddr *)&address, sizeof address) == 0;
    if (!connected && errno != EADDRNOTAVAIL)
        fault_unable("connect: %s", strerror(errno));
    if (!connected)
        close(connection);
    return connected;
}

static void fail_to_connect(void)
{
    for (int i = 0; i < 5; i++)
        connect_once();
}

static void serve(void *given)
{
    for (;;)
        if (accept(*(int *)given, NULL, NULL) < 0)
            fault_unable("accept: %s", strerror(errno));
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    if (fault_raise_descriptors() < 2 * (last_port - first_port))
        fault_unable("too few descriptors for %d connections", last_port - first_port + 1);
    if (unshare(CLONE_NEWNET) != 0)
        fault_unable("unshare: %s", strerror(errno));
    fault_must_run("ip link set lo up");
    if (!fault_write("/proc/sys/net/ipv4/ip_local_port_range", "%d %d", first_port, last_port))
        fault_unable("net.ipv4.ip_local_port_range: %s", strerror(errno));
    int listener = net_socket(0);
    address = net_address(443);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 2048) != 0)
        fault_unable("listen: %s", strerror(errno));
    fault_child("port-server", serve, &listener);
    while (connect_once())
        continue;
    fault_ready();
    fault_hold(10, fail_to_connect);
    fault_end();
}
