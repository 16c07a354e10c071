/*
 * switch-storm SECONDS [PAIRS=4]: pairs of threads that pass one byte back and forth through pipes, and threads that only yield.
 * Each rests a moment now and then: without, the kernel's own workers starve on some virtual machines, and every exit beside it hangs.
 * Shows in: ctxt in /proc/stat, voluntary_ctxt_switches (pipes) and nonvoluntary_ctxt_switches (yields) in /proc/PID/task/TID/status.
 */
#include "fault.h"

#include <errno.h>
#include <sched.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct end {
    int from, to;
};

static void rest(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 50 * 1000}, NULL);
}

static void play(void *given)
{
    struct end *end = given;
    char ball;
    for (int turn = 1; !fault_over() && read(end->from, &ball, 1) == 1 && write(end->to, &ball, 1) == 1; turn++)
        if (turn % 100 == 0)
            rest();
}

static void yield(void *unused)
{
    (void)unused;
    while (!fault_over()) {
        for (int i = 0; i < 100; i++)
            sched_yield();
        rest();
    }
}

int main(int argc, char **argv)
{
    enum { most_pairs = 64 };
    static struct end ends[2 * most_pairs];
    fault_start(argc, argv);
    long pairs = fault_number(0, 4);
    for (long i = 0; i < pairs && i < most_pairs; i++) {
        int there[2], back[2];
        if (pipe(there) != 0 || pipe(back) != 0)
            fault_unable("pipe: %s", strerror(errno));
        ends[2 * i] = (struct end){back[0], there[1]};
        ends[2 * i + 1] = (struct end){there[0], back[1]};
        fault_thread(NULL, play, &ends[2 * i]);
        fault_thread(NULL, play, &ends[2 * i + 1]);
        if (write(there[1], "o", 1) != 1)
            fault_unable("write: %s", strerror(errno));
    }
    fault_thread(NULL, yield, NULL);
    fault_thread(NULL, yield, NULL);
    fault_ready();
    fault_hold(100, NULL);
    fault_end();
}
