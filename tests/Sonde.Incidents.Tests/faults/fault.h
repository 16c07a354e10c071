/*
 * What every fault program shares: its arguments, its end, its clean-up, its children.
 *
 *     NAME SECONDS [ARGUMENT...]
 *
 * prints the line "ready" once the fault is in force, holds it for SECONDS (fractions allowed) or until SIGTERM or SIGINT, undoes what
 * it did, and exits 0; exits 77 with the reason on stderr where the machine cannot show the fault, 64 on wrong usage.
 * SIGKILL leaves no process behind, but may leave a mount, a swap area, a sysctl or a cgroup.
 */
#ifndef FAULT_H
#define FAULT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Reads SECONDS and arranges for the signals. Call it first. */
void fault_start(int argc, char **argv);

/* The argument after SECONDS with this index from 0, or the fallback. */
long fault_number(int index, long fallback);
const char *fault_text(int index, const char *fallback);

/* Says that the fault is in force; SECONDS count from here. */
void fault_ready(void);

/* True once the time is up or a signal asked for the end. */
bool fault_over(void);

/* Waits for the end, calling tick (may be NULL) every so many milliseconds. */
void fault_hold(int milliseconds, void (*tick)(void));

/* Sleeps, but no longer than the fault lasts. */
void fault_sleep(double seconds);

/* Registers an action of the end; the last one registered runs first. */
void fault_at_end(void (*undo)(void));

/* Registers the one action of the end that runs before the children are killed. */
void fault_before_stop(void (*undo)(void));

/* Stops the children, undoes everything, exits 0. */
_Noreturn void fault_end(void);

/* The machine cannot show the fault: undoes everything, says why, exits 77. In a child, it makes the program do so. */
_Noreturn void fault_unable(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Forks a child that has the name comm, runs body, and is killed at the end, or when the program dies. */
pid_t fault_child(const char *comm, void (*body)(void *), void *argument);

/* Starts a detached thread with the name comm; NULL keeps the program's. */
void fault_thread(const char *comm, void (*body)(void *), void *argument);

/* Kills and reaps the children of fault_child; the end does so by itself. */
void fault_stop_children(void);

/* Runs a shell command with its output hidden; true where it exits 0. fault_must_run is unable without it. */
bool fault_run(const char *format, ...) __attribute__((format(printf, 1, 2)));
void fault_must_run(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Writes a small file of /proc, /sys or a cgroup; false with errno. */
bool fault_write(const char *path, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Reads the number at the start of a small file; false with errno. */
bool fault_read_number(const char *path, long long *number);

/* Raises the soft limit of open descriptors to the hard one and returns it. */
long fault_raise_descriptors(void);

/* A new directory DIRECTORY/sonde-fault-PID, removed with all it holds at the end. */
const char *fault_directory(const char *parent);

/* A fast pseudo-random number; each thread has its own sequence. */
uint64_t fault_random(void);

/* Burns CPU for so many microseconds of wall-clock time. */
void fault_burn(long microseconds);

double fault_now(void);

#endif
