/*
 * test_store_wait.c: another program that is writing is waited for as long as its work goes on.
 */
#include "data/database/fact.h"
#include "data/journal/journal.h"
#include "data/store/query.h"
#include "data/store/store_wait.h"
#include "data/store/transaction.h"
#include "data/store_open.h"
#include "tests/support/temp_folder.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { LONGER_THAN_SQLITE_WAITS = 30 /* fifths of a second: it would give up after 25 */ };

/* Begins a write, says so, and goes on with it until it was long enough. */
static void write_long(struct place *place, int go, int begun)
{
    struct li_error err = {0};
    struct store *store;
    char sign;
    if (read(go, &sign, 1) != 1 ||
        store_open(&store, place->path, STORE_WRITE, NULL, NULL, &err) != LI_OK ||
        query_run(store, "PRAGMA cache_size = 1", NULL) != LI_OK ||
        query_run(store, "BEGIN IMMEDIATE", NULL) != LI_OK || write(begun, "", 1) != 1)
        _exit(1);
    for (int i = 0; i < LONGER_THAN_SQLITE_WAITS; i++) {
        if (query_run(store, "INSERT INTO local_fact VALUES (random(), hex(randomblob(9999)))",
                NULL) != LI_OK)
            _exit(1);
        nanosleep(&(struct timespec){.tv_nsec = 200000000}, NULL);
    }
    enum li_err code = query_run(store, "COMMIT", NULL);
    store_close(store);
    _exit(code == LI_OK ? 0 : 1);
}

static bool count_calls(void *arg, double seconds)
{
    double *longest = arg;
    *longest = seconds > *longest ? seconds : *longest;
    return true;
}

static void test_work_goes_on(void **state)
{
    struct place *place = *state;
    int go[2], begun[2], status = 1;
    char sign;
    double longest = 0;
    assert_int_equal(pipe(go), 0);
    assert_int_equal(pipe(begun), 0);
    pid_t child = fork();
    if (child == 0)
        write_long(place, go[0], begun[1]);
    struct store *store = place_open(place, STORE_CREATE);
    assert_int_equal(write(go[1], "", 1), 1);
    assert_int_equal(read(begun[0], &sign, 1), 1);
    store_wait_set_observer(count_calls, &longest);
    place_add_country(place, store, "AU");
    store_wait_set_observer(NULL, NULL);
    assert_true(longest > 5);
    assert_int_equal(place_countries(store), 1);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    store_close(store);
}

static bool stop_soon(void *arg, double seconds)
{
    (void)arg;
    return seconds < 0.1;
}

static bool stop_at_once(void *arg)
{
    (void)arg;
    return true;
}

static enum li_err set_fact(struct store *store, void *arg, struct li_error *err)
{
    (void)arg;
    return fact_save(store, "you", "Ann", err);
}

static void test_stopped(void **state)
{
    struct place *place = *state;
    struct store *one = place_open(place, STORE_CREATE), *other = place_open(place, STORE_WRITE);
    struct li_error *err = &place->err;
    assert_int_equal(query_run(one, "BEGIN IMMEDIATE", err), LI_OK);
    store_wait_set_observer(stop_soon, NULL);
    assert_int_equal(journal_write(other, "Add", place_country, "AU", NULL, err), LI_INTERRUPTED);
    assert_string_equal(err->message, "Stopped waiting; nothing was changed.");
    store_wait_set_observer(NULL, NULL);
    /* Without an observer, what stops a statement stops the wait. */
    store_on_progress(other, stop_at_once, NULL);
    assert_int_equal(journal_write(other, "Add", place_country, "AU", NULL, err), LI_INTERRUPTED);
    store_on_progress(other, NULL, NULL);
    /* What belongs to this file alone is not waited for at all. */
    assert_int_equal(transaction_write_local(other, set_fact, NULL, err), LI_BUSY);
    assert_int_equal(query_run(one, "COMMIT", err), LI_OK);
    assert_int_equal(transaction_write_local(other, set_fact, NULL, err), LI_OK);
    place_add_country(place, other, "AU");
    store_close(one);
    store_close(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(test_work_goes_on),
        PLACE_TEST(test_stopped),
    };
    return cmocka_run_group_tests_name("wait", tests, NULL, NULL);
}
