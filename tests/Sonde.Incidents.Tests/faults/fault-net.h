/* Sockets on the loopback addresses of this program alone, and devices and namespaces of its own. */
#ifndef FAULT_NET_H
#define FAULT_NET_H

#include <netinet/in.h>

/* Address 127.x.y.z of this process, so that two programs and the host's own services never meet; port 0 chooses one. */
struct sockaddr_in net_address(int port);

/* A TCP listener on net_address; *address receives where it listens. */
int net_listen(int backlog, struct sockaddr_in *address);

/* A TCP socket, non-blocking where asked; unable where there is none. */
int net_socket(int flags);

/* Closes a TCP connection with a reset, so that neither end keeps a trace. */
void net_reset(int socket);

/* Destroys what is left on net_address once both ends are closed, TIME_WAIT for the most part; for fault_at_end. */
void net_forget(void);

/* A network namespace sonde-PID, joined by the device pair NAME (host, 198.18.0.1/30) and peer (namespace, 198.18.0.2); removed at the end. */
const char *net_pair(const char *name);

/* A TUN device with the address 198.18.4.1/24, whose packets nobody takes unless the returned descriptor is read; removed at the end. */
int net_tun(const char *name);

#endif
