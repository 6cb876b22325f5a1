/*
 * growth.c: what sharing costs by how much is there already.
 *
 * growth [ENTRIES...]: for each size two laptops under the real schema, caches and triggers on. One
 * writes so many entries, nine of ten of which add a record, and syncs; the other joins, and syncs.
 * Printed is what that costs, what a sync with nothing new costs, and one entry that comes late.
 */
#include "data/base/memory.h"
#include "data/journal/journal.h"
#include "data/store/query.h"
#include "tests/support/check.h"
#include "tests/support/take_in.h"
#include "tests/sync/cost.h"
#include "tests/sync/fleet.h"
#include "tests/sync/wire.h"
#include <stdio.h>
#include <stdlib.h>

enum { GROWTH_TRIES = 21, GROWTH_LATER = 100 };

static struct {
    int count;
    char **sizes;
} growth_asked;

/* --- writing ---------------------------------------------------------------------------------- */

/* A journal_fn: a person, or another name for one. */
static enum li_err growth_write_one(struct store *store, void *arg, struct li_error *err)
{
    const int64_t *number = arg;
    char *name = li_format("Person number %lld", (long long)*number);
    bool sets = *number % 10 == 9;
    struct query *query = query_new(store,
        sets ? "UPDATE person SET name = ?2, email = 'changed@example.org' WHERE id = ?1"
             : "INSERT INTO person (id, name, email, title) VALUES (?1, ?2, 'a@example.org', "
               "'Chair')",
        err);
    struct id id = {{1}};
    int64_t of = sets ? *number - 3 : *number;
    for (int i = 0; i < 8; i++)
        id.byte[ID_SIZE - 1 - i] = (unsigned char)(of >> 8 * i);
    query_bind_id(query, 1, &id);
    query_bind_plain(query, 2, name);
    enum li_err code = query_finish(query, err);
    query_free(query);
    free(name);
    return code;
}

static void growth_write(struct laptop *laptop, int64_t first, int64_t count)
{
    struct li_error err = {0};
    struct store *store = laptop_open(laptop);
    for (int64_t i = first; i < first + count; i++) {
        laptop->site.story->time += 1000;
        if (journal_write(store, "Write", growth_write_one, &i, NULL, &err))
            fail_msg("%s", err.message);
    }
}

/* --- measuring -------------------------------------------------------------------------------- */

static int growth_compare(const void *a, const void *b)
{
    const double *one = a, *other = b;
    return (*one > *other) - (*one < *other);
}

static double growth_median(double *times, int count)
{
    qsort(times, (size_t)count, sizeof *times, growth_compare);
    return 1000 * times[count / 2];
}

/* Milliseconds of a sync with nothing new, as they pass, commits being waited for. */
static double growth_nothing(struct laptop *laptop)
{
    double times[GROWTH_TRIES];
    laptop_close(laptop);
    laptop->pool->durable = true;
    laptop_sync(laptop, "main");
    for (int i = 0; i < GROWTH_TRIES; i++) {
        struct cost before = cost_now();
        assert_int_equal(laptop_sync(laptop, "main"), 0);
        times[i] = cost_since(before).wall;
    }
    laptop_close(laptop);
    laptop->pool->durable = false;
    return growth_median(times, GROWTH_TRIES);
}

static struct entry growth_last(struct laptop *laptop)
{
    struct li_error err = {0};
    struct hash hash;
    struct entry entry;
    struct store *store = laptop_open(laptop);
    struct query *query = query_new(
        store, "SELECT hash FROM journal_entry WHERE replica = ?1 ORDER BY seq DESC LIMIT 1", &err);
    query_bind_id(query, 1, store_replica(store));
    assert_int_equal(query_step(query, &err), 1);
    assert_true(query_hash(query, 0, &hash));
    query_free(query);
    assert_int_equal(entry_find(store, &hash, &entry, &err), LI_OK);
    return entry;
}

/* Milliseconds of CPU that it takes to merge one entry that is older than many which are there, and
   meets one of them. */
static double growth_late(struct fleet *fleet, int64_t entries)
{
    double times[GROWTH_TRIES];
    struct laptop *founder = &fleet->laptops[0], *other = &fleet->laptops[1];
    struct entry late[GROWTH_TRIES];
    for (int i = 0; i < GROWTH_TRIES; i++) {
        growth_write(other, 9 + 10 * i, 1);
        late[i] = growth_last(other);
    }
    for (int i = 0; i < GROWTH_TRIES; i++)
        growth_write(founder, 9 + 10 * i, 1);
    growth_write(founder, entries, GROWTH_LATER);
    for (int i = 0; i < GROWTH_TRIES; i++) {
        struct li_error err = {0};
        struct journal_merged merged;
        struct cost before = cost_now();
        if (take_in(laptop_open(founder), &late[i], 1, &merged, &err))
            fail_msg("%s", err.message);
        times[i] = cost_since(before).cpu;
        entry_free(&late[i]);
    }
    return growth_median(times, GROWTH_TRIES);
}

static void growth_measure(int64_t entries)
{
    struct fleet fleet;
    wire = (struct wire){0};
    fleet_begin(&fleet, 2, 1, 0, 1);
    fleet_join_all(&fleet);
    struct laptop *founder = &fleet.laptops[0], *other = &fleet.laptops[1];
    struct cost before = cost_now();
    growth_write(founder, 0, entries);
    double writing = cost_since(before).cpu;
    before = cost_now();
    laptop_sync(founder, "main");
    double going = cost_since(before).cpu;
    before = cost_now();
    assert_in_range(laptop_sync(other, "main"), entries, entries + 10);
    double coming = cost_since(before).cpu, nothing = growth_nothing(founder);
    printf("%8lld  %7.0f  %7.0f  %7.0f  %3.0f MiB  %7.1f  %7.1f  %7.2f  %6.0f\n",
        (long long)entries, (double)entries / writing, (double)entries / going,
        (double)entries / coming, cost_peak_memory(), nothing, growth_nothing(other),
        growth_late(&fleet, entries), (double)wire.read / (double)entries);
    fflush(stdout);
    fleet_end(&fleet);
}

static void test_growth(void **state)
{
    (void)state;
    printf(" entries  written     sent     came  memory    nothing new, ms    late  on the wire\n"
           "         a second of CPU                     there     here       ms  bytes each\n");
    for (int i = 0; i < growth_asked.count; i++)
        growth_measure(strtol(growth_asked.sizes[i], NULL, 10));
}

int main(int argc, char **argv)
{
    static char *usual[] = {"10000", "100000", "1000000"};
    growth_asked.count = argc > 1 ? argc - 1 : 3;
    growth_asked.sizes = argc > 1 ? argv + 1 : usual;
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_growth)};
    return cmocka_run_group_tests_name("growth", tests, NULL, NULL);
}
