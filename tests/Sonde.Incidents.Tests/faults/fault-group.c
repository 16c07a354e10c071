#include "fault-group.h"
#include "fault.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char path[256];
static bool version2;

static void remove_group(void)
{
    /* A killed child leaves the group a moment after it was reaped. */
    for (int i = 0; i < 100 && rmdir(path) != 0 && errno == EBUSY; i++)
        usleep(20000);
}

static bool has_controller(const char *file, const char *controller)
{
    char line[512] = " ";
    FILE *list = fopen(file, "re");
    if (list == NULL)
        return false;
    if (fgets(line + 1, sizeof line - 2, list) == NULL)
        line[1] = '\0';
    fclose(list);
    line[strcspn(line, "\n")] = ' ';
    char word[64];
    snprintf(word, sizeof word, " %s ", controller);
    return strstr(line, word) != NULL;
}

void group_create(const char *controller, const char *name)
{
    char file[256];
    snprintf(file, sizeof file, "/sys/fs/cgroup/%s/tasks", controller);
    if (access(file, F_OK) == 0) {
        snprintf(path, sizeof path, "/sys/fs/cgroup/%s/sonde-%s-%d", controller, name, (int)getpid());
    } else if (has_controller("/sys/fs/cgroup/cgroup.controllers", controller)) {
        version2 = true;
        fault_write("/sys/fs/cgroup/cgroup.subtree_control", "+%s", controller);
        snprintf(path, sizeof path, "/sys/fs/cgroup/sonde-%s-%d", name, (int)getpid());
    } else {
        fault_unable("no cgroup hierarchy under /sys/fs/cgroup has the controller %s", controller);
    }
    if (mkdir(path, 0755) != 0)
        fault_unable("mkdir %s: %s", path, strerror(errno));
    fault_at_end(remove_group);
}

bool group_is_version2(void)
{
    return version2;
}

void group_set(const char *version1_file, const char *version2_file, const char *format, ...)
{
    char text[128], file[512];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    snprintf(file, sizeof file, "%s/%s", path, version2 ? version2_file : version1_file);
    if (!fault_write(file, "%s", text))
        fault_unable("write %s to %s: %s", text, file, strerror(errno));
}

void group_enter(void)
{
    char file[512];
    snprintf(file, sizeof file, "%s/cgroup.procs", path);
    if (!fault_write(file, "%d", (int)getpid()))
        fault_unable("enter %s: %s", path, strerror(errno));
}
