/*
 * store_guard.c: the open databases, and the one question about them.
 */
#include "data/store/store_guard.h"
#include "data/base/disk.h"
#include "data/base/memory.h"
#include "data/store/store_internal.h"
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A program has one database open, or two for a moment. */
static struct store *store_guard_open;

void store_guard_add(struct store *store)
{
    const char *path = sqlite3_db_filename(store->db, "main");
    struct stat about;
    if (!path || !*path)
        return;
    store->file = li_strdup(path);
    if (stat(path, &about) == 0) {
        store->device = about.st_dev;
        store->inode = about.st_ino;
    }
    store->next_open = store_guard_open;
    store_guard_open = store;
}

void store_guard_drop(struct store *store)
{
    struct store **at = &store_guard_open;
    while (*at && *at != store)
        at = &(*at)->next_open;
    if (*at)
        *at = store->next_open;
    free(store->file);
    store->file = NULL;
}

/* A file that is there is told by what it is, one that is not by where it would be. */
static bool store_guard_is(const char *own, const char *path, const struct stat *about)
{
    struct stat there;
    if (about)
        return stat(own, &there) == 0 && there.st_dev == about->st_dev &&
               there.st_ino == about->st_ino;
    char *would_be = disk_whole(path), *is = disk_whole(own);
    bool same = strcmp(would_be, is) == 0;
    free(would_be);
    free(is);
    return same;
}

static bool store_guard_is_beside(
    const struct store *store, const char *path, const struct stat *about)
{
    static const char *const suffixes[] = {"-wal", "-shm", "-journal"};
    bool found = false;
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes && !found; i++) {
        char *own = li_format("%s%s", store->file, suffixes[i]);
        found = store_guard_is(own, path, about);
        free(own);
    }
    return found;
}

enum store_part store_guard_part(const char *path)
{
    struct stat found;
    const struct stat *about = stat(path, &found) == 0 ? &found : NULL;
    for (const struct store *store = store_guard_open; store; store = store->next_open) {
        if (about && about->st_dev == store->device && about->st_ino == store->inode)
            return STORE_DATABASE; /* wherever it was moved since */
        if (store_guard_is(store->file, path, about))
            return STORE_DATABASE;
        if (store_guard_is_beside(store, path, about))
            return STORE_BESIDE;
    }
    return STORE_NO_PART;
}

bool store_owns(const char *path)
{
    return store_guard_part(path) != STORE_NO_PART;
}

enum li_err store_spares(const char *path, struct li_error *err)
{
    if (!store_owns(path))
        return LI_OK;
    return li_fail(err, LI_REFUSED, "%s is part of the open database; choose another file.", path);
}
