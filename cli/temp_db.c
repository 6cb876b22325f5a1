/*
 * temp_db.c: a database that is to go away.
 */
#include "cli/temp_db.h"
#include "data/base/memory.h"
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};
static const int endings[] = {SIGINT, SIGTERM, SIGHUP};
enum { FILES = sizeof suffixes / sizeof *suffixes, ENDINGS = sizeof endings / sizeof *endings };

/* A signal handler is given nothing, so what it takes away is kept here. */
static struct {
    char *files[FILES], *folder;
    struct sigaction before[ENDINGS];
} minded;

/* Calls only what is safe in a signal handler. */
static void take_away(void)
{
    for (int i = 0; i < FILES; i++)
        if (minded.files[i])
            unlink(minded.files[i]);
    if (minded.folder)
        rmdir(minded.folder);
}

/* The handler is reset as it is called, so the signal raised again ends the program. */
static void end(int number)
{
    take_away();
    raise(number);
}

void leftover_mind(const char *path, const char *folder)
{
    for (int i = 0; i < FILES; i++)
        minded.files[i] = li_format("%s%s", path, suffixes[i]);
    minded.folder = li_strdup(folder);
    li_when_out_of_memory(take_away);
    const struct sigaction ending = {.sa_handler = end, .sa_flags = (int)SA_RESETHAND};
    for (int i = 0; i < ENDINGS; i++)
        sigaction(endings[i], &ending, &minded.before[i]);
}

void leftover_keep(void)
{
    for (int i = 0; i < ENDINGS; i++)
        sigaction(endings[i], &minded.before[i], NULL);
    for (int i = 0; i < FILES; i++) {
        free(minded.files[i]);
        minded.files[i] = NULL;
    }
    free(minded.folder);
    minded.folder = NULL;
}

void leftover_remove(void)
{
    take_away();
    leftover_keep();
}
