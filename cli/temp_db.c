/*
 * temp_db.c: a temporary database.
 *
 * Invariant: temp_current holds paths exactly from temp_db_begin to temp_db_remove or _keep, and
 * only then are its signal handlers in place.
 */
#include "cli/temp_db.h"
#include "data/base/memory.h"
#include <assert.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const temp_suffixes[] = {"", "-wal", "-shm", "-journal"};
static const int temp_endings[] = {SIGINT, SIGTERM, SIGHUP};
enum {
    FILES = sizeof temp_suffixes / sizeof *temp_suffixes,
    ENDINGS = sizeof temp_endings / sizeof *temp_endings
};

/* Static, because a signal handler gets no argument. */
static struct {
    char *files[FILES], *folder;
    struct sigaction before[ENDINGS];
} temp_current;

/* Calls only what is safe in a signal handler. */
static void temp_remove_files(void)
{
    for (int i = 0; i < FILES; i++)
        if (temp_current.files[i])
            unlink(temp_current.files[i]);
    if (temp_current.folder)
        rmdir(temp_current.folder);
}

/* The handler is reset as it is called, so the signal raised again ends the program. */
static void temp_end(int number)
{
    temp_remove_files();
    raise(number);
}

void temp_db_begin(const char *path, const char *folder)
{
    assert(!temp_current.files[0]);
    for (int i = 0; i < FILES; i++)
        temp_current.files[i] = li_format("%s%s", path, temp_suffixes[i]);
    temp_current.folder = li_strdup(folder);
    li_when_out_of_memory(temp_remove_files);
    const struct sigaction ending = {.sa_handler = temp_end, .sa_flags = (int)SA_RESETHAND};
    for (int i = 0; i < ENDINGS; i++)
        sigaction(temp_endings[i], &ending, &temp_current.before[i]);
}

void temp_db_keep(void)
{
    for (int i = 0; i < ENDINGS; i++)
        sigaction(temp_endings[i], &temp_current.before[i], NULL);
    for (int i = 0; i < FILES; i++) {
        free(temp_current.files[i]);
        temp_current.files[i] = NULL;
    }
    free(temp_current.folder);
    temp_current.folder = NULL;
}

void temp_db_remove(void)
{
    temp_remove_files();
    temp_db_keep();
}
