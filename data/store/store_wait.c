/*
 * store_wait.c: waiting for another program that writes, as long as its work goes on.
 *
 * That it goes on shows in the files: sizes and times of the database, its log and its journal. The
 * files are asked about by name, never opened (store_guard.h).
 */
#include "data/base/memory.h"
#include "data/store/store_internal.h"
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum { WAIT_STEP = 20 /* ms */, WAIT_LEAST = 1, WAIT_FILES = 3 };
static const double store_wait_patience = 30; /* seconds in which nothing moves */

struct wait_sign {
    off_t size;
    struct timespec changed;
};

/* One wait at a time: a program has one thread. */
static struct {
    double began, moved; /* seconds */
    struct wait_sign seen[WAIT_FILES];
    store_waiting tell; /* NULL: nobody */
    void *arg;
} waiting;

void store_on_wait(store_waiting tell, void *arg)
{
    waiting.tell = tell;
    waiting.arg = arg;
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
    static const char *const suffixes[WAIT_FILES] = {"", "-wal", "-journal"};
    bool moved = false;
    for (int i = 0; i < WAIT_FILES; i++) {
        struct wait_sign sign;
        struct stat about;
        memset(&sign, 0, sizeof sign);
        char *path = li_format("%s%s", store->file ? store->file : "", suffixes[i]);
        if (stat(path, &about) == 0) {
            sign.size = about.st_size;
            sign.changed = about.st_mtim;
        }
        free(path);
        moved = moved || memcmp(&sign, &waiting.seen[i], sizeof sign) != 0;
        waiting.seen[i] = sign;
    }
    return moved;
}

/* Whoever shows the wait decides; else whoever may stop any statement. */
static bool store_wait_is_stopped(struct store *store, double waited)
{
    if (waiting.tell)
        return !waiting.tell(waiting.arg, waited);
    return store->stop && store->stop(store->stop_arg);
}

static void store_wait_sleep(int count)
{
    long step = count == 0 ? WAIT_LEAST : WAIT_STEP;
    nanosleep(&(struct timespec){.tv_nsec = step * 1000000}, NULL);
}

/* SQLite's busy handler: called again and again while something is locked; 0 gives up. */
static int store_wait_for_other(void *arg, int count)
{
    struct store *store = arg;
    double now = store_wait_now();
    if (store->hasty)
        return 0;
    if (count == 0)
        waiting.began = now;
    if (store_wait_moved(store) || count == 0)
        waiting.moved = now;
    store->stopped = store_wait_is_stopped(store, now - waiting.began);
    if (store->stopped || now - waiting.moved > store_wait_patience)
        return 0;
    store_wait_sleep(count);
    return 1;
}

void store_wait_begin(struct store *store)
{
    sqlite3_busy_handler(store->db, store_wait_for_other, store);
}
