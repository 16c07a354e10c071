#include "fault-net.h"
#include "fault.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

static pid_t owner;
static char namespace[32];

struct sockaddr_in net_address(int port)
{
    /* Children must use their parent's address: the first caller fixes it. */
    if (owner == 0)
        owner = getpid();
    uint32_t host = 127u << 24 | (uint32_t)(owner & 0xffff) << 8 | 7;
    return (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(host)};
}

int net_socket(int flags)
{
    int made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | flags, 0);
    if (made < 0)
        fault_unable("socket: %s", strerror(errno));
    return made;
}

int net_listen(int backlog, struct sockaddr_in *address)
{
    int listener = net_socket(0);
    socklen_t length = sizeof *address;
    *address = net_address(0);
    if (bind(listener, (struct sockaddr *)address, length) != 0 || listen(listener, backlog) != 0 ||
        getsockname(listener, (struct sockaddr *)address, &length) != 0)
        fault_unable("listen: %s", strerror(errno));
    return listener;
}

void net_reset(int socket)
{
    struct linger reset = {.l_onoff = 1, .l_linger = 0};
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    close(socket);
}

void net_forget(void)
{
    uint32_t host = ntohl(net_address(0).sin_addr.s_addr);
    close_range(3, ~0u, 0);
    /* Twice: the first may find connections that still close. */
    for (int i = 0; i < 2; i++)
        fault_run("ss -K state all dst 127.%u.%u.7", host >> 16 & 255, host >> 8 & 255);
}

static void remove_namespace(void)
{
    fault_run("ip netns del %s", namespace);
}

const char *net_pair(const char *name)
{
    snprintf(namespace, sizeof namespace, "sonde-%d", (int)getpid());
    fault_must_run("ip netns add %s", namespace);
    /* With the namespace goes the peer, and with the peer the host's end. */
    fault_at_end(remove_namespace);
    fault_must_run("ip link add %s type veth peer name peer netns %s", name, namespace);
    fault_must_run("ip addr add 198.18.0.1/30 dev %s && ip link set %s up", name, name);
    fault_must_run("ip -n %s addr add 198.18.0.2/30 dev peer && ip -n %s link set peer up && ip -n %s link set lo up", namespace, namespace, namespace);
    return namespace;
}

int net_tun(const char *name)
{
    int tun = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
    struct ifreq request = {.ifr_flags = IFF_TUN | IFF_NO_PI};
    strncpy(request.ifr_name, name, IFNAMSIZ - 1);
    if (tun < 0 || ioctl(tun, TUNSETIFF, &request) != 0)
        fault_unable("no TUN device: %s", strerror(errno));
    fault_must_run("ip addr add 198.18.4.1/24 dev %s && ip link set %s up", name, name);
    return tun;
}
