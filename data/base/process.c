/*
 * process.c: a process is known by its id, its start, and the boot since which that is counted.
 * Where the system does not give the last two, the id alone must do.
 */
#include "data/base/process.h"
#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

enum { PROCESS_BOOT_SIZE = 40, PROCESS_STAT_SIZE = 1024 };

/* Reads a file below /proc; "" where it cannot be read. */
static void process_read_small(const char *path, char *out, int size)
{
    FILE *file = fopen(path, "re");
    size_t length = file ? fread(out, 1, (size_t)size - 1, file) : 0;
    out[length] = '\0';
    if (file)
        fclose(file);
}

static void process_read_boot(char out[PROCESS_BOOT_SIZE])
{
    process_read_small("/proc/sys/kernel/random/boot_id", out, PROCESS_BOOT_SIZE);
    out[strcspn(out, "\n ")] = '\0';
    if (!*out)
        strcpy(out, "-");
}

/* In ticks since the boot; 0: not known. *ended: it has ended, and only waits to be reaped by its
   parent. */
static unsigned long long process_read_start(pid_t pid, bool *ended)
{
    char path[64], stat[PROCESS_STAT_SIZE], state = '?';
    unsigned long long start = 0;
    snprintf(path, sizeof path, "/proc/%ld/stat", (long)pid);
    process_read_small(path, stat, sizeof stat);
    const char *after_name = strrchr(stat, ')');
    if (after_name && sscanf(after_name,
                          ") %c %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s"
                          " %*s %*s %llu",
                          &state, &start) != 2)
        start = 0;
    *ended = state == 'Z' || state == 'X';
    return start;
}

const char *process_text(pid_t pid, char out[PROCESS_TEXT_SIZE])
{
    char boot[PROCESS_BOOT_SIZE];
    bool ended;
    process_read_boot(boot);
    snprintf(
        out, PROCESS_TEXT_SIZE, "%ld %llu %s", (long)pid, process_read_start(pid, &ended), boot);
    return out;
}

bool process_runs(const char *text)
{
    assert(text);
    char boot[PROCESS_BOOT_SIZE], boot_then[PROCESS_BOOT_SIZE];
    unsigned long long start_then;
    long pid;
    bool ended;
    if (sscanf(text, "%ld %llu %39s", &pid, &start_then, boot_then) != 3 || pid <= 0)
        return false;
    process_read_boot(boot);
    if (strcmp(boot, boot_then) != 0 || (kill((pid_t)pid, 0) < 0 && errno != EPERM))
        return false;
    unsigned long long start = process_read_start((pid_t)pid, &ended);
    return !ended && (start == 0 || start_then == 0 || start == start_then);
}
