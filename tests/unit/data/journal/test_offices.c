/*
 * test_offices.c: offices that share one association, told by seed: what people do there, through
 * the kinds, with all that is kept of records; whose clock is how wrong; who sends what to whom;
 * what is copied, and restored from a backup.
 *
 * Once all clocks are right and all have sent all to all, every office has the same records and the
 * same journal, which are what the plain journal says, and what is kept of records holds.
 * LIAISE_SEEDS, or the first argument, says how many seeds are tried.
 */
#include "core/cache/cache_check.h"
#include "core/function/sql_functions.h"
#include "core/open.h"
#include "data/base/memory.h"
#include "data/check/journal_check.h"
#include "data/database/database_backup.h"
#include "data/database/database_check.h"
#include "data/store/query.h"
#include "tests/support/office_work.h"
#include "tests/support/sharing.h"
#include "tests/support/take_in.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ROUNDS = 5, ROUNDS_OF_SENDING = 12 };

static const int64_t hour = 3600000, year = (int64_t)366 * 24 * 3600000;

/* --- sites ------------------------------------------------------------------------------------ */

static int64_t site_clock(void *arg)
{
    const struct site *site = arg;
    return site->dead ? 0 : site->story->time + site->off;
}

static void site_open(struct site *site)
{
    office_reopen(site->office);
    store_set_clock(site->office->context->store, site_clock, site);
}

static void copy_file(const char *from, const char *to)
{
    char room[65536];
    size_t size;
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    assert_non_null(in);
    assert_non_null(out);
    while ((size = fread(room, 1, sizeof room, in)) > 0)
        assert_int_equal(fwrite(room, 1, size, out), size);
    fclose(in);
    assert_int_equal(fclose(out), 0);
}

static void site_back_up(struct site *site)
{
    struct li_error err;
    if (site->backup)
        remove(site->backup);
    else
        site->backup = li_format("%s/backup.db", site->office->folder);
    assert_int_equal(database_backup(site->office->context->store, site->backup, &err), LI_OK);
}

/* In place of what an office has, under whatever name that goes. */
static void site_put_in_place(struct site *site, const char *file)
{
    context_close(site->office->context);
    site->office->context = NULL;
    copy_file(file, site->office->path);
    site_open(site);
}

static void site_clock_goes_wrong(struct site *site)
{
    static const int hours[] = {0, 0, 0, 0, 1, -1, 48, -48, 24 * 400, -24 * 400, 24 * 1100};
    struct chance *chance = &site->story->chance;
    site->off = hours[chance_below(chance, 11)] * hour + chance_below(chance, 1000);
    site->dead = chance_of(chance, 8);
}

/* --- sending ---------------------------------------------------------------------------------- */

struct export_reader {
    struct entry *entries;
    size_t count;
};

static bool parcel_visit(void *arg, const struct entry *entry)
{
    struct export_reader *parcel = arg;
    parcel->entries = li_realloc(parcel->entries, parcel->count + 1, sizeof *parcel->entries);
    entry_copy(entry, &parcel->entries[parcel->count++]);
    return true;
}

/* Before anything leaves it is kept how far, so that it stays as it is. */
static void site_tell_shared(struct site *site)
{
    struct li_error err;
    struct store *store = site->office->context->store;
    struct query *query =
        query_new(store, "SELECT max(seq) FROM journal_entry WHERE replica = ?1", &err);
    query_bind_id(query, 1, store_replica(store));
    assert_int_equal(query_step(query, &err), 1);
    int64_t last = query_int(query, 0);
    query_free(query);
    if (last)
        sharing_mark(store, last);
}

/* Everything, last first. Returns how much of it was new there. */
static size_t site_send(struct site *from, struct site *to)
{
    struct li_error err = {0};
    struct export_reader parcel = {0};
    struct journal_merged merged;
    const struct entry_scan all = {.newest_first = true};
    if (chance_of(&from->story->chance, 70))
        site_tell_shared(from);
    assert_int_equal(
        entry_scan(from->office->context->store, &all, parcel_visit, &parcel, &err), LI_OK);
    if (take_in(to->office->context->store, parcel.entries, parcel.count, &merged, &err) != LI_OK)
        fail_msg("%s", err.message);
    for (size_t i = 0; i < parcel.count; i++)
        entry_free(&parcel.entries[i]);
    free(parcel.entries);
    return merged.taken;
}

/* --- the end ---------------------------------------------------------------------------------- */

static void say_finding(void *arg, const char *finding)
{
    print_error("%s\n", finding);
    ++*(int *)arg;
}

static void site_is_sound(struct site *site)
{
    int findings = 0;
    struct li_error err = {0};
    struct context *context = site->office->context;
    enum li_err code = database_check(context->store, say_finding, &findings, &err);
    if (code == LI_OK)
        code = journal_check(
            context->store, sql_functions_add, context, say_finding, &findings, NULL, NULL, &err);
    if (code == LI_OK)
        code = cache_check_rows(context, say_finding, &findings, &err);
    if (code != LI_OK)
        fail_msg("%s", err.message);
    assert_int_equal(findings, 0);
}

static void site_is_plain(struct site *site)
{
    struct plain_journal plain = {.schema = site->story->schema};
    plain_journal_read(&plain, site->office->context->store);
    plain_journal_run(&plain);
    char *says = plain_journal_differs(&plain, site->office->context->store);
    if (says)
        fail_msg("%s", says);
    plain_journal_clear(&plain);
}

/* Whoever was ahead dates what it wrote anew. */
static void set_clocks_right(struct story *story)
{
    for (int i = 0; i < OFFICES; i++) {
        story->sites[i].off = 0;
        story->sites[i].dead = false;
        deed_add_affiliate(&story->sites[i]);
    }
}

static void send_until_nothing_is_new(struct story *story)
{
    size_t taken = 1;
    for (int round = 0; taken > 0; round++) {
        assert_in_range(round, 0, ROUNDS_OF_SENDING);
        taken = 0;
        for (int i = 0; i < OFFICES; i++)
            for (int j = 0; j < OFFICES; j++)
                if (i != j)
                    taken += site_send(&story->sites[i], &story->sites[j]);
    }
}

static char *site_journal(struct site *site)
{
    return office_ask(site->office, "SELECT group_concat(hex(hash) || state, ' ') FROM (SELECT *"
                                    " FROM journal_entry ORDER BY hlc, replica, hash)");
}

static void all_are_the_same(struct story *story)
{
    char *first = site_journal(&story->sites[0]);
    for (int i = 0; i < OFFICES; i++) {
        char *journal = site_journal(&story->sites[i]);
        assert_string_equal(journal, first);
        free(journal);
        site_is_plain(&story->sites[i]);
        site_is_sound(&story->sites[i]);
    }
    free(first);
}

/* --- the story -------------------------------------------------------------------------------- */

/* The second is a copy of the first, the third one of its own that took in all of the first's. */
static void story_begin(struct story *story)
{
    for (int i = 0; i < OFFICES; i++) {
        struct site *site = &story->sites[i];
        *site = (struct site){.story = story, .office = office_new()};
        store_set_clock(site->office->context->store, site_clock, site);
        char *last = office_ask(site->office, "SELECT max(hlc) >> 16 FROM journal_entry");
        if (story->time < atoll(last) + hour)
            story->time = atoll(last) + hour;
        free(last);
    }
    for (int i = 0; i < 3; i++) {
        deed_add_affiliate(&story->sites[0]);
        deed_add_person(&story->sites[0]);
    }
    site_back_up(&story->sites[0]);
    site_put_in_place(&story->sites[1], story->sites[0].backup);
    site_send(&story->sites[0], &story->sites[2]);
}

static void story_round(struct story *story)
{
    for (int i = 0; i < OFFICES; i++) {
        struct site *site = &story->sites[i];
        site_clock_goes_wrong(site);
        for (int times = chance_below(&story->chance, 6); times > 0; times--)
            deed_by_chance(site);
        if (chance_of(&story->chance, 15))
            site_back_up(site);
        else if (site->backup && chance_of(&story->chance, 15))
            site_put_in_place(site, site->backup);
    }
    for (int times = chance_below(&story->chance, 4); times > 0; times--) {
        int from = chance_below(&story->chance, OFFICES);
        int to = (from + 1 + chance_below(&story->chance, OFFICES - 1)) % OFFICES;
        site_send(&story->sites[from], &story->sites[to]);
    }
}

static void story_end(struct story *story)
{
    for (int i = 0; i < OFFICES; i++) {
        if (story->sites[i].backup)
            remove(story->sites[i].backup);
        free(story->sites[i].backup);
        office_free(story->sites[i].office);
    }
}

static int seeds_wanted;

static void test_offices_converge(void **state)
{
    for (int seed = 1; seed <= seeds_wanted; seed++) {
        struct story story = {.chance = {(uint64_t)seed * 1000003u + 7},
            .schema = *state,
            .time = 1793491200000 + year};
        print_message("offices: seed %d of %d\r", seed, seeds_wanted);
        story_begin(&story);
        for (int round = 0; round < ROUNDS; round++)
            story_round(&story);
        set_clocks_right(&story);
        send_until_nothing_is_new(&story);
        story.time += 5 * year; /* what others dated in the future is due */
        send_until_nothing_is_new(&story);
        all_are_the_same(&story);
        story_end(&story);
        plain_schema_forget(*state);
    }
    print_message("offices: seeds 1 to %d hold   \n", seeds_wanted);
}

int main(int argc, char **argv)
{
    seeds_wanted = chance_seeds(argc, argv, 3);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_offices_converge),
    };
    return cmocka_run_group_tests_name("offices", tests, plain_set_up, plain_tear_down);
}
