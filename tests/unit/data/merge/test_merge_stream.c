/*
 * test_merge_stream.c: entries added one after another: what is refused harms nothing else, what
 * was committed stays, and what counts follows from the team.
 */
#include "data/base/memory.h"
#include "data/entry/entry_hash.h"
#include "data/entry/entry_name.h"
#include "data/journal/journal.h"
#include "data/merge/journal_merge.h"
#include "data/store/query.h"
#include "tests/support/ledger.h"
#include "tests/support/take_in.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct entry entry_of(struct ledger *ledger, int64_t seq)
{
    struct entry entry;
    struct entry_name name = ledger_entry(ledger, seq);
    assert_int_equal(entry_find(ledger->store, &name.hash, &entry, &ledger->err), LI_OK);
    return entry;
}

static void run(struct ledger *ledger, const char *sql)
{
    if (query_run(ledger->store, sql, &ledger->err))
        fail_msg("%s", ledger->err.message);
}

static void assert_value(struct ledger *ledger, const char *sql, const char *wanted)
{
    const char *value = ledger_value(ledger, sql);
    if (strcmp(value, wanted) != 0)
        fail_msg("%s: %s, not %s", sql, value, wanted);
}

static void write_areas(struct ledger *ledger, int count)
{
    for (int i = 0; i < count; i++) {
        struct id id = id_new();
        ledger_write(ledger, "Add", ledger_add_area, &id, NULL);
    }
}

static void rejudge(struct ledger *ledger)
{
    if (journal_merge_rejudge(ledger->store, &ledger->err))
        fail_msg("%s", ledger->err.message);
    ledger_is_sound(ledger);
}

/* --- the stream ------------------------------------------------------------------------------- */

/* One that is damaged, and what follows it, are left out; the others come in. */
static void test_refused_alone(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new(), *third = ledger_new();
    struct journal_merged merged;
    write_areas(other, 3);
    write_areas(third, 2);
    struct journal_merge *merge = journal_merge_new(ledger->store, &ledger->err);
    assert_non_null(merge);
    enum li_err expected[] = {LI_OK, LI_CORRUPT, LI_REFUSED};
    for (int i = 0; i < 3; i++) {
        struct entry entry = entry_of(other, i + 1);
        if (i == 1)
            entry.hlc++;
        assert_int_equal(journal_merge_add(merge, &entry, &ledger->err), expected[i]);
        entry_free(&entry);
    }
    assert_non_null(strstr(ledger->err.message, "which is missing"));
    for (int i = 0; i < 2; i++) {
        struct entry entry = entry_of(third, i + 1);
        assert_int_equal(journal_merge_add(merge, &entry, &ledger->err), LI_OK);
        assert_int_equal(journal_merge_add(merge, &entry, &ledger->err), LI_OK);
        entry_free(&entry);
    }
    assert_int_equal(journal_merge_end(merge, &merged, &ledger->err), LI_OK);
    journal_merge_free(merge);
    assert_int_equal(merged.taken, 3);
    assert_int_equal(merged.known, 2);
    assert_int_equal(merged.refused, 2);
    assert_value(ledger, "SELECT count(*) FROM area", "3");
    ledger_is_sound(ledger);
    ledger_free(other);
    ledger_free(third);
}

static bool stop_at_once(void *arg)
{
    (void)arg;
    return true;
}

/* Stopped in its second batch, it does not claim that nothing was changed. */
static void end_stopped(struct ledger *ledger, struct journal_merge *merge)
{
    struct journal_merged merged;
    store_on_progress(ledger->store, stop_at_once, NULL);
    assert_int_equal(journal_merge_end(merge, &merged, &ledger->err), LI_INTERRUPTED);
    store_on_progress(ledger->store, NULL, NULL);
    assert_string_equal(ledger->err.message, "Stopped; what came before stays.");
    assert_int_equal(merged.taken, 4096);
}

/* A merge that is stopped, or never ends, leaves what it committed, and another goes on. */
static void test_goes_on(void **state)
{
    enum { STOPPED = 4200, UNENDED = 5100, MANY = 6000 };
    struct ledger *ledger = *state, *other = ledger_new();
    struct journal_merged merged;
    write_areas(other, MANY);
    for (int stop = STOPPED; stop <= MANY; stop += UNENDED - STOPPED) {
        struct journal_merge *merge = journal_merge_new(ledger->store, &ledger->err);
        for (int i = 1; i <= stop; i++) {
            struct entry entry = entry_of(other, i);
            assert_int_equal(journal_merge_add(merge, &entry, &ledger->err), LI_OK);
            entry_free(&entry);
        }
        if (stop == STOPPED)
            end_stopped(ledger, merge);
        else if (stop == MANY)
            assert_int_equal(journal_merge_end(merge, &merged, &ledger->err), LI_OK);
        journal_merge_free(merge);
        assert_value(ledger, "SELECT count(*) FROM area", stop == MANY ? "6000" : "4096");
        ledger_is_sound(ledger);
    }
    assert_int_equal(merged.known, 4096);
    assert_int_equal(merged.taken, MANY - 4096);
    ledger_free(other);
}

/* A team's act is kept as any entry, and changes no table. */
static void test_team_act(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new();
    struct journal_merged merged;
    write_areas(other, 2);
    struct entry act = entry_of(other, 2);
    act.sort = ENTRY_TEAM;
    act.name.hash = entry_hash(&act);
    struct entry first = entry_of(other, 1);
    const struct entry both[] = {first, act};
    assert_int_equal(take_in(ledger->store, both, 2, &merged, &ledger->err), LI_OK);
    assert_int_equal(merged.waiting, 0);
    assert_value(ledger, "SELECT count(*) FROM area", "1");
    assert_value(ledger, "SELECT sort || state || length(effect) FROM journal_entry WHERE seq = 2",
        "2applied0");
    ledger_is_sound(ledger);
    entry_free(&first);
    entry_free(&act);
    ledger_free(other);
}

/* --- rowids ----------------------------------------------------------------------------------- */

/* What comes late is no reason to renumber what it meets. */
static void test_rowid_stays(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new();
    struct id country = id_new(), region = id_new(), early = id_new();
    ledger->clock += 2000;
    ledger_write(ledger, "Add", ledger_add_country, &country, NULL);
    ledger_write(ledger, "Add", ledger_add_region, &country, &region);
    static const char rowids[] = "SELECT (SELECT rowid FROM country c WHERE EXISTS (SELECT 1 FROM"
                                 " region WHERE country = c.id)) || ' ' || (SELECT rowid FROM"
                                 " region)";
    char *before = li_strdup(ledger_value(ledger, rowids));
    /* The same country, added earlier elsewhere, and one more. */
    other->clock += 1000;
    ledger_write(other, "Add", ledger_add_country, &country, NULL);
    ledger_write(other, "Add", ledger_add_country, &early, NULL);
    ledger_take(ledger, other, LI_OK);
    assert_value(ledger, rowids, before);
    assert_value(ledger, "SELECT count(DISTINCT rowid) FROM country", "2");
    ledger_is_sound(ledger);
    free(before);
    ledger_free(other);
}

/* --- standing --------------------------------------------------------------------------------- */

/* Only the entries of those who may write count, up to the cut. */
static void test_standing(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new();
    write_areas(ledger, 1);
    write_areas(other, 3);
    run(ledger,
        "INSERT INTO local_standing (replica, writes) SELECT replica, 1 FROM journal_entry");
    ledger_take(ledger, other, LI_OK);
    assert_value(ledger, "SELECT count(*) FROM area", "1");
    assert_value(ledger, "SELECT count(*) FROM journal_entry WHERE state = 'waiting'", "3");
    ledger_is_sound(ledger);
    run(ledger, "INSERT INTO local_standing (replica, writes) SELECT DISTINCT replica, 1 FROM"
                " journal_entry WHERE state = 'waiting'");
    rejudge(ledger);
    assert_value(ledger, "SELECT count(*) FROM area", "4");
    /* Revoked after its second entry. */
    run(ledger,
        "UPDATE local_standing SET writes = 0, cut = (SELECT hash FROM journal_entry"
        " WHERE seq = 2) WHERE replica = (SELECT replica FROM journal_entry WHERE seq = 2)");
    run(ledger, "INSERT INTO local_led SELECT hash FROM journal_entry WHERE seq <= 2 AND replica ="
                " (SELECT replica FROM journal_entry WHERE seq = 2)");
    rejudge(ledger);
    assert_value(ledger, "SELECT count(*) FROM area", "3");
    assert_value(ledger, "SELECT seq FROM journal_entry WHERE state = 'waiting'", "3");
    /* Admitted again after it: what the other cut led to counts no more. */
    run(ledger, "UPDATE local_standing SET writes = 1 WHERE cut IS NOT NULL");
    rejudge(ledger);
    assert_value(ledger, "SELECT count(*) FROM area", "2");
    run(ledger, "DELETE FROM local_standing");
    rejudge(ledger);
    assert_value(ledger, "SELECT count(*) FROM area", "4");
    ledger_free(other);
}

/* What depends on an entry that no longer counts is put in without it, and again with it. */
static void test_standing_of_what_others_need(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new();
    struct id country = id_new(), region = id_new();
    ledger_write(other, "Add", ledger_add_country, &country, NULL);
    ledger_take(ledger, other, LI_OK);
    ledger->clock += 1000;
    ledger_write(ledger, "Add", ledger_add_region, &country, &region);
    run(ledger, "INSERT INTO local_standing (replica, writes) SELECT replica, label = 'x' OR"
                " rowid > 1 FROM journal_entry");
    rejudge(ledger);
    assert_value(ledger, "SELECT count(*) FROM country", "0");
    assert_value(ledger, "SELECT country FROM region", "null");
    run(ledger, "UPDATE local_standing SET writes = 1");
    rejudge(ledger);
    assert_value(ledger, "SELECT country = (SELECT id FROM country) FROM region", "1");
    assert_value(ledger, "SELECT count(*) FROM journal_conflict", "0");
    ledger_free(other);
}

/* An entry that another stands for never counts, whichever came first. */
static void test_stands_for(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new(), *third = ledger_new();
    struct journal_merged merged;
    write_areas(other, 2);
    write_areas(third, 1);
    struct entry entries[] = {entry_of(other, 1), entry_of(other, 2), entry_of(third, 1)};
    entries[2].stands_for = entries[1].name.hash;
    entries[2].name.hash = entry_hash(&entries[2]);
    struct ledger *fourth = ledger_new();
    for (int i = 0; i < 3; i++)
        assert_int_equal(take_in(ledger->store, &entries[i], 1, &merged, &ledger->err), LI_OK);
    assert_int_equal(take_in(fourth->store, &entries[2], 1, &merged, &fourth->err), LI_OK);
    assert_int_equal(take_in(fourth->store, entries, 2, &merged, &fourth->err), LI_OK);
    assert_int_equal(merged.waiting, 1);
    struct ledger *at_once = ledger_new();
    assert_int_equal(take_in(at_once->store, entries, 3, &merged, &at_once->err), LI_OK);
    struct ledger *all[] = {ledger, fourth, at_once};
    for (int i = 0; i < 3; i++) {
        assert_value(all[i], "SELECT count(*) FROM area", "2");
        assert_value(all[i], "SELECT seq FROM journal_entry WHERE state = 'waiting'", "2");
        ledger_is_sound(all[i]);
    }
    for (int i = 0; i < 3; i++)
        entry_free(&entries[i]);
    ledger_free(other);
    ledger_free(third);
    ledger_free(fourth);
    ledger_free(at_once);
}

/* --- the index of what entries touch -----------------------------------------------------------
 */

/* Nothing is listed while alone; once something late was merged, check finds what is missing. */
static void test_listing(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new();
    char said[2000] = "";
    ledger->clock += 10000;
    write_areas(ledger, 1);
    assert_value(ledger, "SELECT count(*) FROM local_touch_range", "0");
    write_areas(other, 1);
    ledger_take(ledger, other, LI_OK);
    ledger_import(other, 200);
    ledger_take(ledger, other, LI_OK);
    assert_value(ledger, "SELECT count(*) FROM local_touch_many", "1");
    ledger_is_sound(ledger);
    run(ledger, "DELETE FROM local_touch_many");
    assert_int_equal(ledger_check(ledger, said), LI_OK);
    assert_non_null(strstr(said, "for which local_touch does not list it"));
    ledger_free(other);
}

/* What comes in order is listed once something late comes, and meets that. */
static void test_listing_is_put_off(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new(), *third = ledger_new();
    struct id id = id_new();
    ledger_write(other, "Add", ledger_add_area, &id, NULL);
    ledger_take(third, other, LI_OK);
    third->clock += 1000;
    other->clock += 2000;
    ledger_write(third, "Rename", "UPDATE area SET name = 'Late', position = 3", NULL, NULL);
    ledger_write(other, "Rename", "UPDATE area SET name = 'Equity'", NULL, NULL);
    ledger_import(other, 200);
    ledger_take(ledger, other, LI_OK);
    assert_value(ledger, "SELECT count(*) FROM local_touch_range", "0");
    ledger_is_sound(ledger);
    ledger_take(ledger, third, LI_OK);
    assert_value(ledger, "SELECT count(*) FROM local_touch_range", "1");
    assert_value(ledger, "SELECT count(*) FROM local_touch_many", "1");
    assert_value(ledger, "SELECT name || position FROM area WHERE name = 'Equity'", "Equity3");
    assert_value(ledger, "SELECT lost || ' ' || kept FROM journal_conflict", "Late Equity");
    ledger_is_sound(ledger);
    ledger_free(other);
    ledger_free(third);
}

/* Once much is listed, what no entry can meet any more is forgotten; one that comes late all the
   same is put in its place. */
static void test_listing_is_pruned(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new(), *third = ledger_new();
    static const char early[] =
        "SELECT count(*) FROM local_touch WHERE hlc < (SELECT max(hlc) FROM journal_entry)";
    struct id id = id_new();
    ledger_write(third, "Add late", ledger_add_area, &id, NULL);
    ledger->clock += 2500;
    other->clock += 2000;
    write_areas(ledger, 1);
    write_areas(other, 2);
    ledger_take(ledger, other, LI_OK);
    assert_value(ledger, early, "2");
    other->clock += 1000;
    write_areas(other, 1);
    ledger_import(other, 200);
    run(ledger, "UPDATE local_touch_range SET added = 1000000");
    ledger_take(ledger, other, LI_OK);
    assert_value(ledger, early, "0");
    assert_value(ledger, "SELECT added < 1000 FROM local_touch_range", "1");
    ledger_is_sound(ledger);
    ledger_write(ledger, "Rename", "UPDATE area SET name = 'Equity'", NULL, NULL);
    ledger_take(ledger, third, LI_OK);
    assert_value(ledger, "SELECT count(*) FROM area WHERE name = 'Equity'", "204");
    assert_value(ledger, "SELECT count(*) FROM area", "205");
    ledger_is_sound(ledger);
    ledger_free(other);
    ledger_free(third);
}

/* After a failure to write nothing more is taken, and the end says why. */
static void test_failure_stays(void **state)
{
    struct ledger *ledger = *state, *other = ledger_new();
    struct journal_merged merged;
    write_areas(other, 1);
    struct entry entry = entry_of(other, 1);
    struct journal_merge *merge = journal_merge_new(ledger->store, &ledger->err);
    assert_int_equal(journal_merge_add(merge, &entry, &ledger->err), LI_OK);
    run(ledger, "PRAGMA query_only = 1");
    assert_int_equal(journal_merge_end(merge, &merged, &ledger->err), LI_IO);
    run(ledger, "PRAGMA query_only = 0");
    ledger->err = (struct li_error){0};
    assert_int_equal(journal_merge_add(merge, &entry, &ledger->err), LI_IO);
    assert_non_null(strstr(ledger->err.message, "read-only"));
    assert_int_equal(journal_merge_end(merge, &merged, &ledger->err), LI_IO);
    assert_int_equal(merged.taken, 0);
    journal_merge_free(merge);
    entry_free(&entry);
    ledger_take(ledger, other, LI_OK);
    ledger_free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LEDGER_TEST(test_refused_alone),
        LEDGER_TEST(test_failure_stays),
        LEDGER_TEST(test_goes_on),
        LEDGER_TEST(test_team_act),
        LEDGER_TEST(test_rowid_stays),
        LEDGER_TEST(test_standing),
        LEDGER_TEST(test_standing_of_what_others_need),
        LEDGER_TEST(test_stands_for),
        LEDGER_TEST(test_listing),
        LEDGER_TEST(test_listing_is_put_off),
        LEDGER_TEST(test_listing_is_pruned),
    };
    return cmocka_run_group_tests_name("merge stream", tests, NULL, NULL);
}
