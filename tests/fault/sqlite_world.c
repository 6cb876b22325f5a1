/*
 * sqlite_world.c: two computers' records.
 */
#include "tests/fault/sqlite_world.h"
#include "data/database/database_file.h"
#include "data/journal/journal.h"
#include "data/merge/journal_merge.h"
#include "tests/support/check.h"
#include "tests/support/ledger.h"
#include "tests/support/take_in.h"
#include <stdlib.h>

/* 2026-11-30T12:00:00Z, in milliseconds: no clock is wrong that was right after the program was
 * made.
 */
static const int64_t sqlite_world_later = 1796040000000;

struct sqlite_world sqlite_world;

static int64_t sqlite_world_tell_clock(void *arg)
{
    (void)arg;
    return sqlite_world.clock;
}

static bool sqlite_world_take_entry(void *arg, const struct entry *entry)
{
    (void)arg;
    assert_true(sqlite_world.count < SQLITE_WORLD_ENTRIES);
    entry_copy(entry, &sqlite_world.theirs[sqlite_world.count++]);
    return true;
}

static void sqlite_world_forget(void)
{
    while (sqlite_world.count > 0)
        entry_free(&sqlite_world.theirs[--sqlite_world.count]);
}

void sqlite_world_take(struct store *store)
{
    struct li_error err = {0};
    const struct entry_scan all = {0};
    sqlite_world_forget();
    assert_int_equal(entry_scan(store, &all, sqlite_world_take_entry, NULL, &err), LI_OK);
}

static struct store *sqlite_world_set_up(struct store *store)
{
    store_set_author(store, "Ann");
    store_set_clock(store, sqlite_world_tell_clock, NULL);
    return store;
}

struct store *sqlite_world_open(struct sqlite_trial *trial)
{
    return sqlite_world_set_up(place_open(trial->place, STORE_WRITE));
}

struct store *sqlite_world_open_ahead(struct sqlite_trial *trial)
{
    struct store *store = sqlite_world_open(trial);
    struct li_error err = {0};
    struct journal_merged merged;
    sqlite_world.clock = sqlite_world_later + 3 * (int64_t)SQLITE_WORLD_DAY;
    sqlite_world_write(store, "Ahead", "UPDATE area SET position = position + 1");
    sqlite_world_write(store, "More ahead", "UPDATE area SET position = position + 1");
    assert_int_equal(take_in(store, sqlite_world.theirs, sqlite_world.count, &merged, &err), LI_OK);
    sqlite_world.clock = sqlite_world_later;
    return store;
}

void sqlite_world_write(struct store *store, const char *label, const char *sql)
{
    struct li_error err = {0};
    struct ledger_writing writing = {.sql = sql};
    if (journal_write(store, label, ledger_run, &writing, NULL, &err))
        fail_msg("%s: %s", label, err.message);
}

static const char sqlite_world_sql[] =
    "INSERT INTO country (id, code, name) VALUES (x'01900000000070008000000000000001', 'AU',"
    " 'Australia');"
    "INSERT INTO region (id, name, country) VALUES (x'01900000000070008000000000000002',"
    " 'Oceania', x'01900000000070008000000000000001');"
    "INSERT INTO country (id, code, name) VALUES (x'01900000000070008000000000000006', 'NZ',"
    " 'New Zealand');"
    "INSERT INTO region (id, name) VALUES (x'01900000000070008000000000000007', 'South');"
    "INSERT INTO area (id, name, position) VALUES (x'01900000000070008000000000000003', 'Ethics',"
    " 1), (x'01900000000070008000000000000004', 'Equity', 2),"
    " (x'01900000000070008000000000000005', 'Law', 3)";

/* A database in which both sides went on from the same records: each changed what the other changed
   or removed, added what the other added, and refers to what the other removed. */
static void sqlite_world_make(struct place *place)
{
    struct ledger *other = ledger_new();
    struct journal_merged merged;
    database_file_remove(place->path);
    ledger_write(other, "Start", sqlite_world_sql, NULL, NULL);
    sqlite_world_take(other->store);
    sqlite_world.clock = ledger_noon + 1000;
    struct store *store = sqlite_world_set_up(place_open(place, STORE_CREATE));
    assert_int_equal(
        take_in(store, sqlite_world.theirs, sqlite_world.count, &merged, &place->err), LI_OK);
    sqlite_world_write(store, "Rename", "UPDATE area SET name = 'Ethics now' WHERE position = 1");
    sqlite_world_write(store, "Remove",
        "DELETE FROM area WHERE position = 3; DELETE FROM country WHERE code = 'NZ'");
    sqlite_world_write(store, "Move",
        "UPDATE area SET position = 20 WHERE position = 2;"
        "INSERT INTO area (id, name, position) VALUES (x'01900000000070008000000000000008', 'Own',"
        " 30)");
    other->clock = ledger_noon + 500;
    ledger_write(other, "Theirs",
        "UPDATE area SET name = 'Ethics there', archived_on = '2026-03-01' WHERE position = 1;"
        "UPDATE area SET name = 'Law there' WHERE position = 3;"
        "INSERT INTO area (id, name, position) VALUES (x'01900000000070008000000000000008',"
        " 'There', 31);"
        "DELETE FROM area WHERE position = 2",
        NULL, NULL);
    other->clock = ledger_noon + 1500;
    ledger_write(other, "Refer",
        "UPDATE region SET country = x'01900000000070008000000000000006' WHERE name = 'South';"
        "INSERT INTO region (id, name, country) VALUES (x'01900000000070008000000000000009',"
        " 'West', x'01900000000070008000000000000006');"
        "DELETE FROM area WHERE position = 31",
        NULL, NULL);
    other->clock = ledger_noon + 2000;
    ledger_write(other, "Remove", "DELETE FROM region; DELETE FROM country", NULL, NULL);
    other->clock = ledger_noon + 2 * (int64_t)SQLITE_WORLD_DAY;
    ledger_write(other, "From the future", "UPDATE area SET position = 9", NULL, NULL);
    sqlite_world_take(other->store);
    ledger_free(other);
    store_close(store);
}

void sqlite_world_run(struct place *place, const struct sqlite_work *works, void *arg)
{
    struct sqlite_trial trial;
    sqlite_world_make(place);
    sqlite_trial_begin(&trial, place);
    trial.arg = arg;
    for (; works->name; works++)
        sqlite_trial_run(&trial, works);
    sqlite_trial_end(&trial);
    sqlite_world_forget();
}
