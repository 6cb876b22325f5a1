/*
 * test_team_counts.c: entries that wait, and entries that others have, told apart by replica.
 */
#include "core/team/team_counts.h"
#include "tests/support/check.h"
#include "tests/support/temp_folder.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct id replica(int byte)
{
    struct id id;
    memset(id.byte, byte, sizeof id.byte);
    return id;
}

/* That id as SQL writes it. */
static const char *literal(int byte, char out[48])
{
    int at = sprintf(out, "x'");
    for (int i = 0; i < ID_SIZE; i++)
        at += sprintf(out + at, "%02x", (unsigned)byte);
    sprintf(out + at, "'");
    return out;
}

/* An entry as the journal has it, but for what is not counted. */
static void add_entry(const struct place *place, int of, int seq, int hlc, const char *state)
{
    char sql[1024], id[48];
    snprintf(sql, sizeof sql,
        "INSERT INTO journal_entry (hash, sort, replica, seq, hlc, at, schema, author, label, last,"
        " before, size, changeset, state) VALUES (randomblob(32), 1, %s, %d, %d,"
        " '2026-06-30T10:00:00Z', 1, 'Ann', 'x', 1, zeroblob(32), 0, x'', '%s')",
        literal(of, id), seq, hlc, state);
    place_raw(place->path, sql);
}

static void add_head(const struct place *place, int of, int seq)
{
    char sql[1024], id[48];
    snprintf(sql, sizeof sql, "INSERT INTO local_told_most VALUES (%s, %d)", literal(of, id), seq);
    place_raw(place->path, sql);
}

static void expect(
    const struct team_counts *counts, int of, int64_t waiting, uint64_t first, int64_t missing)
{
    struct id id = replica(of);
    struct team_count count = team_counts_find(counts, &id);
    assert_int_equal(count.waiting, waiting);
    assert_int_equal(count.first_waiting, first);
    assert_int_equal(count.missing, missing);
}

static void each_replica_has_its_own(void **state)
{
    struct place *place = *state;
    struct team_counts counts;
    store_close(place_open(place, STORE_CREATE));
    add_entry(place, 1, 1, 50, "applied");
    add_entry(place, 1, 2, 70, "waiting");
    add_entry(place, 1, 3, 60, "waiting");
    add_entry(place, 3, 1, 10, "waiting");
    add_head(place, 1, 5);
    add_head(place, 2, 7);
    add_head(place, 3, 1);
    struct store *store = place_open(place, STORE_READ);
    assert_int_equal(team_counts_load(store, &counts, &place->err), LI_OK);
    assert_int_equal(counts.count, 3);
    expect(&counts, 1, 2, 60, 2);
    expect(&counts, 2, 0, 0, 7);
    expect(&counts, 3, 1, 10, 0);
    expect(&counts, 4, 0, 0, 0);
    team_counts_clear(&counts);
    store_close(store);
}

static void none_has_any(void **state)
{
    struct place *place = *state;
    struct team_counts counts;
    struct store *store = place_open(place, STORE_CREATE);
    assert_int_equal(team_counts_load(store, &counts, &place->err), LI_OK);
    assert_int_equal(counts.count, 0);
    expect(&counts, 1, 0, 0, 0);
    team_counts_clear(&counts);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(each_replica_has_its_own),
        PLACE_TEST(none_has_any),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
