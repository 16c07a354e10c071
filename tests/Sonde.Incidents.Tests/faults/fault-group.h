/* One control group for the program: version 1 or version 2, whichever has the controller. Removed at the end. */
#ifndef FAULT_GROUP_H
#define FAULT_GROUP_H

#include <stdbool.h>

/* Creates the group sonde-NAME-PID for a controller such as "cpu"; unable where no hierarchy has it. */
void group_create(const char *controller, const char *name);

/* True where the group is of cgroup version 2. */
bool group_is_version2(void);

/* Writes a control file, named for version 1 and for version 2; unable where that fails. */
void group_set(const char *version1_file, const char *version2_file, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Moves the calling process into the group. */
void group_enter(void);

#endif
