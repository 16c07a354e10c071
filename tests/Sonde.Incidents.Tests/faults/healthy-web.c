/*
 * healthy-web SECONDS [PERCENT=50]: busy, not ill: an epoll web server (comm healthy-web) with a thread for each CPU answers kept connections of a
 * paced client (comm web-client) at PERCENT of what the CPUs can do.
 * Shows in: CPU use of about PERCENT on each CPU, hardly any run-queue wait, no drop, no retransmit.
 */
#include "fault-net.h"
#include "fault.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { connections_each = 8, work_microseconds = 400 };

static struct sockaddr_in address;
static long cpus, pause_microseconds;

static void answer(int connection)
{
    static const char response[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    char request[1024];
    if (read(connection, request, sizeof request) <= 0) {
        close(connection);
        return;
    }
    fault_burn(work_microseconds);
    if (write(connection, response, sizeof response - 1) < 0)
        close(connection);
}

static void serve(void *given)
{
    int poll = epoll_create1(EPOLL_CLOEXEC);
    for (int i = 0; i < connections_each; i++) {
        int connection = accept4(*(int *)given, NULL, NULL, SOCK_CLOEXEC);
        struct epoll_event event = {.events = EPOLLIN, .data.fd = connection};
        epoll_ctl(poll, EPOLL_CTL_ADD, connection, &event);
    }
    while (!fault_over()) {
        struct epoll_event events[connections_each];
        int count = epoll_wait(poll, events, connections_each, 100);
        for (int i = 0; i < count; i++)
            answer(events[i].data.fd);
    }
}

static void request(int connection)
{
    static const char get[] = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    char response[1024];
    if (write(connection, get, sizeof get - 1) < 0 || read(connection, response, sizeof response) <= 0)
        fault_unable("request: %s", strerror(errno));
}

static void ask(void *unused)
{
    (void)unused;
    int connections[connections_each];
    for (int i = 0; i < connections_each; i++) {
        connections[i] = net_socket(0);
        if (connect(connections[i], (struct sockaddr *)&address, sizeof address) != 0)
            fault_unable("connect: %s", strerror(errno));
    }
    double next = fault_now();
    for (int i = 0;; i = (i + 1) % connections_each) {
        request(connections[i]);
        next += (double)(work_microseconds + pause_microseconds) / 1e6;
        double early = next - fault_now();
        if (early > 0)
            usleep((useconds_t)(early * 1e6));
        else
            next = fault_now();
    }
}

int main(int argc, char **argv)
{
    fault_start(argc, argv);
    cpus = sysconf(_SC_NPROCESSORS_ONLN);
    pause_microseconds = work_microseconds * (100 - fault_number(0, 50)) / fault_number(0, 50);
    int listener = net_listen(1024, &address);
    fault_at_end(net_forget);
    for (long i = 0; i < cpus; i++) {
        fault_child("web-client", ask, NULL);
        fault_thread(NULL, serve, &listener);
    }
    fault_sleep(0.5);
    fault_ready();
    fault_hold(100, NULL);
    fault_end();
}
