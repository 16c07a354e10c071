#include "fault.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { most_children = 1024, most_undos = 16 };

static int argument_count;
static char **arguments;
static double length, end_time;
static volatile sig_atomic_t asked_to_end;
static pid_t owner, children[most_children];
static int child_count;
static void (*undos[most_undos])(void);
static int undo_count;
static void (*undo_before_stop)(void);
static char directory[512];

static _Noreturn void end(int status);

static void ask_to_end(int signal)
{
    (void)signal;
    asked_to_end = 1;
}

double fault_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void fault_start(int argc, char **argv)
{
    char *rest = NULL;
    length = argc > 1 ? strtod(argv[1], &rest) : 0;
    if (argc < 2 || rest == argv[1] || *rest != '\0' || !(length >= 0)) {
        fprintf(stderr, "usage: %s SECONDS [ARGUMENT...]\n", argv[0]);
        exit(64);
    }
    argument_count = argc - 2;
    arguments = argv + 2;
    owner = getpid();
    /* Orphans of a killed child come here, where the end reaps them: not every init does. */
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    struct sigaction action = {.sa_handler = ask_to_end};
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

const char *fault_text(int index, const char *fallback)
{
    return index < argument_count ? arguments[index] : fallback;
}

long fault_number(int index, long fallback)
{
    return index < argument_count ? atol(arguments[index]) : fallback;
}

/* True where a child was unable; a dead child stays as it is, for zombies are wanted here too. */
static bool child_was_unable(void)
{
    for (int i = 0; i < child_count; i++) {
        siginfo_t end = {0};
        if (waitid(P_PID, (id_t)children[i], &end, WEXITED | WNOHANG | WNOWAIT) == 0 && end.si_code == CLD_EXITED && end.si_status == 77)
            return true;
    }
    return false;
}

void fault_ready(void)
{
    if (child_was_unable())
        end(77);
    end_time = fault_now() + length;
    puts("ready");
    fflush(stdout);
}

bool fault_over(void)
{
    return asked_to_end || (end_time > 0 && fault_now() >= end_time);
}

void fault_sleep(double seconds)
{
    double now = fault_now(), until = now + seconds;
    if (end_time > 0 && until > end_time)
        until = end_time;
    /* In slices, so that every thread soon sees the end. */
    while (!asked_to_end && (now = fault_now()) < until) {
        double slice = until - now > 0.1 ? 0.1 : until - now;
        struct timespec nap = {.tv_sec = 0, .tv_nsec = (long)(slice * 1e9)};
        nanosleep(&nap, NULL);
    }
}

void fault_hold(int milliseconds, void (*tick)(void))
{
    while (!fault_over()) {
        if (tick != NULL)
            tick();
        fault_sleep(milliseconds / 1e3);
    }
}

void fault_at_end(void (*undo)(void))
{
    if (undo_count == most_undos)
        abort();
    undos[undo_count++] = undo;
}

void fault_before_stop(void (*undo)(void))
{
    undo_before_stop = undo;
}

void fault_stop_children(void)
{
    for (int i = 0; i < child_count; i++)
        kill(children[i], SIGKILL);
    for (int i = 0; i < child_count; i++)
        waitpid(children[i], NULL, 0);
    child_count = 0;
}

static void reap_orphans(void)
{
    for (int i = 0; i < 100; i++) {
        pid_t reaped = waitpid(-1, NULL, WNOHANG);
        if (reaped < 0)
            return;
        if (reaped == 0)
            usleep(10000);
    }
}

static void clean_up(void)
{
    static atomic_flag cleaning = ATOMIC_FLAG_INIT;
    if (getpid() != owner)
        return;
    /* A thread that is unable while another ends the program leaves the end to that one. */
    while (atomic_flag_test_and_set(&cleaning))
        pause();
    /* A second signal must not cut the clean-up short. */
    signal(SIGTERM, SIG_IGN);
    signal(SIGINT, SIG_IGN);
    asked_to_end = 1;
    if (undo_before_stop != NULL)
        undo_before_stop();
    fault_stop_children();
    reap_orphans();
    while (undo_count > 0)
        undos[--undo_count]();
}

static void end(int status)
{
    clean_up();
    _exit(status);
}

void fault_end(void)
{
    end(child_was_unable() ? 77 : 0);
}

void fault_unable(const char *format, ...)
{
    /* What fails after the end was asked for fails because of it. */
    if (fault_over())
        end(0);
    va_list list;
    va_start(list, format);
    vfprintf(stderr, format, list);
    va_end(list);
    fputc('\n', stderr);
    end(77);
}

pid_t fault_child(const char *comm, void (*body)(void *), void *argument)
{
    if (child_count == most_children)
        abort();
    pid_t parent = getpid(), child = fork();
    if (child < 0)
        fault_unable("fork: %s", strerror(errno));
    if (child > 0) {
        children[child_count++] = child;
        return child;
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1);
    signal(SIGTERM, SIG_DFL);
    signal(SIGINT, SIG_IGN);
    child_count = undo_count = 0;
    if (comm != NULL)
        prctl(PR_SET_NAME, comm);
    body(argument);
    _exit(0);
}

struct thread_start {
    const char *comm;
    void (*body)(void *);
    void *argument;
};

static void *run_thread(void *given)
{
    struct thread_start start = *(struct thread_start *)given;
    free(given);
    if (start.comm != NULL)
        prctl(PR_SET_NAME, start.comm);
    start.body(start.argument);
    return NULL;
}

void fault_thread(const char *comm, void (*body)(void *), void *argument)
{
    struct thread_start *start = malloc(sizeof *start);
    *start = (struct thread_start){comm, body, argument};
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 64 * 1024);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_t thread;
    int error = pthread_create(&thread, &attributes, run_thread, start);
    pthread_attr_destroy(&attributes);
    if (error != 0)
        fault_unable("pthread_create: %s", strerror(error));
}

static bool run(const char *format, va_list list)
{
    char command[2048];
    int prefix = snprintf(command, sizeof command, "{ ");
    vsnprintf(command + prefix, sizeof command - (size_t)prefix - 32, format, list);
    strcat(command, "; } >/dev/null 2>&1 </dev/null");
    return system(command) == 0;
}

bool fault_run(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    bool done = run(format, list);
    va_end(list);
    return done;
}

void fault_must_run(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    bool done = run(format, list);
    va_end(list);
    if (!done) {
        char command[1024];
        va_start(list, format);
        vsnprintf(command, sizeof command, format, list);
        va_end(list);
        fault_unable("this failed: %s", command);
    }
}

bool fault_write(const char *path, const char *format, ...)
{
    char text[256];
    va_list list;
    va_start(list, format);
    int count = vsnprintf(text, sizeof text, format, list);
    va_end(list);
    int file = open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    ssize_t written = write(file, text, (size_t)count);
    int error = errno;
    close(file);
    errno = error;
    return written == count;
}

bool fault_read_number(const char *path, long long *number)
{
    char text[64];
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    ssize_t count = read(file, text, sizeof text - 1);
    close(file);
    if (count <= 0)
        return false;
    text[count] = '\0';
    *number = atoll(text);
    return true;
}

long fault_raise_descriptors(void)
{
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    return (long)limit.rlim_cur;
}

static void remove_directory(void)
{
    fault_run("rm -rf '%s'", directory);
}

const char *fault_directory(const char *parent)
{
    snprintf(directory, sizeof directory, "%s/sonde-fault-%d", parent, (int)getpid());
    fault_must_run("mkdir -p '%s'", directory);
    fault_at_end(remove_directory);
    return directory;
}

uint64_t fault_random(void)
{
    static _Thread_local uint64_t state;
    if (state == 0)
        state = ((uint64_t)getpid() << 32) ^ (uint64_t)(fault_now() * 1e9) ^ (uintptr_t)&state;
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

void fault_burn(long microseconds)
{
    double until = fault_now() + (double)microseconds / 1e6;
    while (fault_now() < until)
        for (volatile int i = 0; i < 1000; i++)
            continue;
}
