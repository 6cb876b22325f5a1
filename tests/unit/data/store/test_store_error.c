/*
 * test_store_error.c: what is said when the system opens a file in no way, or not in the way asked.
 */
#include "data/journal/journal.h"
#include "data/store/query.h"
#include "data/store/transaction.h"
#include "data/store_open.h"
#include "tests/support/check.h"
#include "tests/support/temp_folder.h"
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What SQLite opens with these flags, and a name that ends so, fails with that errno; and so does a
   new file of ours. 0: nothing. */
enum { ANY_FLAGS = -1 };
static struct {
    const char *ending;
    int flags, why, probe;
} refused;

static int open_unless_refused(const char *path, int flags, int mode)
{
    size_t length = strlen(path), end = refused.ending ? strlen(refused.ending) : 0;
    bool meant = refused.flags == ANY_FLAGS || (flags & O_ACCMODE) == refused.flags;
    if (refused.why && meant && length >= end && strcmp(path + length - end, refused.ending) == 0) {
        errno = refused.why;
        return -1;
    }
    return open(path, flags, mode);
}

/* In place of libc's. */
int mkstemp(char *name)
{
    errno = refused.probe;
    return refused.probe ? -1 : open(name, O_RDWR | O_CREAT, 0600);
}

static void refuse(const char *ending, int flags, int why)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    refused.ending = ending;
    refused.flags = flags;
    refused.why = why;
    sqlite3_syscall_ptr call = why ? (sqlite3_syscall_ptr)open_unless_refused : NULL;
    assert_int_equal(vfs->xSetSystemCall(vfs, "open", call), SQLITE_OK);
}

static void assert_said(const struct place *place, const char *words)
{
    if (!strstr(place->err.message, words))
        fail_msg("\"%s\" does not say \"%s\"", place->err.message, words);
}

/* SQLite then opens it for reading, and says so only when something is written. */
static void test_opened_for_reading_only(void **state)
{
    struct place *place = *state;
    store_close(place_open(place, STORE_CREATE));
    refuse(".db", O_RDWR, EACCES);
    struct store *store = place_open(place, STORE_WRITE);
    assert_int_equal(journal_write(store, "Add", place_country, "AU", NULL, &place->err), LI_IO);
    assert_said(place, "could only be opened read-only; nothing was changed. Try again.");
    store_close(store);
    refuse(NULL, 0, 0);
    store = place_open(place, STORE_WRITE);
    place_add_country(place, store, "AU");
    store_close(store);
}

/* What a refused write says of the change is true also where a part of the work was saved before.
 */
static void test_read_only_in_a_series(void **state)
{
    struct place *place = *state;
    struct store *store = place_open(place, STORE_CREATE);
    static const char *const saved[] = {NULL, "AU"};
    static const char *const said[] = {
        " is read-only; nothing was changed.", " is read-only; what came before stays."};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        transaction_series_begin(store);
        if (saved[i])
            place_add_country(place, store, saved[i]);
        assert_int_equal(query_run(store, "PRAGMA query_only = 1", &place->err), LI_OK);
        assert_int_equal(
            journal_write(store, "Add", place_country, "NZ", NULL, &place->err), LI_IO);
        assert_said(place, said[i]);
        assert_int_equal(query_run(store, "PRAGMA query_only = 0", &place->err), LI_OK);
        transaction_series_end(store);
    }
    assert_int_equal(place_countries(store), 1);
    store_close(store);
}

/* The log is missing and can't be made. Why, another new file beside it tells. */
static void test_no_log(void **state)
{
    static const struct {
        int probe;
        const char *said;
    } cases[] = {{0, "a file next to it could not be created; try again."},
        {ENOSPC, "The disk is full: "}, {EIO, "could not be opened: Input/output error."}};
    struct place *place = *state;
    store_close(place_open(place, STORE_CREATE));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct store *store;
        refused.probe = cases[i].probe;
        refuse("-wal", O_RDWR, ENOENT);
        assert_int_equal(
            store_open(&store, place->path, STORE_WRITE, NULL, NULL, &place->err), LI_IO);
        assert_said(place, cases[i].said);
        assert_null(store);
        refused.probe = 0;
        refuse(NULL, 0, 0);
    }
    assert_int_equal(place_count(place), 1);
}

/* A file that can't be opened is said so at once. */
static void test_not_opened(void **state)
{
    struct place *place = *state;
    struct store *store;
    store_close(place_open(place, STORE_CREATE));
    refuse(".db", ANY_FLAGS, EIO);
    assert_int_equal(store_open(&store, place->path, STORE_READ, NULL, NULL, &place->err), LI_IO);
    refuse(NULL, 0, 0);
    assert_said(place, "could not be opened: Input/output error.");
    assert_null(store);
}

static ssize_t write_nothing(int file, const void *bytes, size_t size, off_t at)
{
    (void)file, (void)bytes, (void)size, (void)at;
    errno = ENOSPC;
    return -1;
}

static void fill_disk(bool full)
{
    static const char *const calls[] = {"pwrite", "pwrite64", "write"};
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        vfs->xSetSystemCall(vfs, calls[i], full ? (sqlite3_syscall_ptr)write_nothing : NULL);
}

/* A change too large to be kept in memory is written before it is committed. */
static enum li_err write_much(struct store *store, void *arg, struct li_error *err)
{
    (void)arg;
    enum li_err code = query_run(store, "PRAGMA cache_size = 10", err);
    return code ? code
                : query_run(store,
                      "INSERT INTO country (id, code, name) VALUES (randomblob(16), 'XX',"
                      " hex(randomblob(4000000)))",
                      err);
}

static void test_disk_is_full(void **state)
{
    struct place *place = *state;
    struct store *store = place_open(place, STORE_CREATE);
    fill_disk(true);
    assert_int_equal(journal_write(store, "Add", write_much, NULL, NULL, &place->err), LI_IO);
    fill_disk(false);
    assert_said(place, "The disk is full: nothing was changed in ");
    assert_int_equal(place_countries(store), 0);
    place_add_country(place, store, "AU");
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(test_opened_for_reading_only),
        PLACE_TEST(test_read_only_in_a_series),
        PLACE_TEST(test_no_log),
        PLACE_TEST(test_not_opened),
        PLACE_TEST(test_disk_is_full),
    };
    return cmocka_run_group_tests_name("store errors", tests, NULL, NULL);
}
