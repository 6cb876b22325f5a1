/*
 * store_wait.c: waiting for another program that writes.
 *
 * Its progress shows in the sizes and times of the database, its log and its journal. The files are
 * asked about by name, never opened (file_guard.h).
 */
#include "data/store/store_wait.h"
#include "data/base/memory.h"
#include "data/store/store_state.h"
#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum { STORE_WAIT_STEP = 20 /* ms */, STORE_WAIT_LEAST = 1, STORE_WAIT_FILES = 3 };
static const double store_wait_patience = 30; /* seconds without progress */

struct store_wait_sign {
    off_t size;
    struct timespec changed;
};

/* One wait at a time: a program has one thread. */
static struct {
    double began, moved; /* seconds */
    struct store_wait_sign seen[STORE_WAIT_FILES];
    store_wait_observer observer; /* NULL: none */
    void *arg;
} store_waiting;

void store_wait_set_observer(store_wait_observer observer, void *arg)
{
    store_waiting.observer = observer;
    store_waiting.arg = arg;
}

static double store_wait_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Whether any of the files is another than when it was last looked at. */
static bool store_wait_moved(const struct store *store)
{
    static const char *const suffixes[STORE_WAIT_FILES] = {"", "-wal", "-journal"};
    bool moved = false;
    for (int i = 0; i < STORE_WAIT_FILES; i++) {
        struct store_wait_sign sign;
        struct stat about;
        memset(&sign, 0, sizeof sign);
        char *path = li_format("%s%s", store->file ? store->file : "", suffixes[i]);
        if (stat(path, &about) == 0) {
            sign.size = about.st_size;
            sign.changed = about.st_mtim;
        }
        free(path);
        moved = moved || memcmp(&sign, &store_waiting.seen[i], sizeof sign) != 0;
        store_waiting.seen[i] = sign;
    }
    return moved;
}

/* The observer decides; without one, whatever may stop a running statement. */
static bool store_wait_is_stopped(struct store *store, double waited)
{
    if (store_waiting.observer)
        return !store_waiting.observer(store_waiting.arg, waited);
    return store->stop && store->stop(store->stop_arg);
}

static void store_wait_sleep(int count)
{
    long step = count == 0 ? STORE_WAIT_LEAST : STORE_WAIT_STEP;
    nanosleep(&(struct timespec){.tv_nsec = step * 1000000}, NULL);
}

/* SQLite's busy handler: called again and again while something is locked; 0 gives up. */
static int store_wait_for_other(void *arg, int count)
{
    struct store *store = arg;
    double now = store_wait_now();
    if (store->impatient)
        return 0;
    if (count == 0)
        store_waiting.began = now;
    if (store_wait_moved(store) || count == 0)
        store_waiting.moved = now;
    store->stopped = store_wait_is_stopped(store, now - store_waiting.began);
    if (store->stopped || now - store_waiting.moved > store_wait_patience)
        return 0;
    store_wait_sleep(count);
    return 1;
}

void store_wait_attach(struct store *store)
{
    assert(store && store->db);
    sqlite3_busy_handler(store->db, store_wait_for_other, store);
}
