/*
 * test_derived.c: folded words and tallies follow the records through writes, undo and replay.
 */
#include "../../core/expression.h"
#include "../../core/kind/affiliate.h"
#include "../../core/kind/goal.h"
#include "../../core/kind/person.h"
#include "../../core/kind/progress.h"
#include "../../data/memory.h"
#include "office.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Everything the derived tables hold, as one text. */
static char *derived_text(struct office *office)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    for (size_t i = 0; i < kind_count; i++) {
        if (!expression_has_words(kinds[i]))
            continue;
        char *sql = li_format("SELECT group_concat(rid || '=' || words, char(10)) FROM"
                              " (SELECT * FROM local_fold_%s ORDER BY rid)",
            kinds[i]->name);
        char *words = office_ask(office, sql);
        fprintf(out, "%s:\n%s\n", kinds[i]->name, words ? words : "");
        free(words);
        free(sql);
    }
    char *tally = office_ask(office,
        "SELECT group_concat(hex(goal) || entries || ' ' || total || ' ' || latest || ' '"
        " || latest_on, char(10)) FROM (SELECT * FROM local_goal_tally ORDER BY goal)");
    fprintf(out, "tally:\n%s\n", tally ? tally : "");
    free(tally);
    fclose(out);
    return text;
}

/* What the triggers kept is what building afresh gives. */
static void is_as_built_afresh(struct office *office)
{
    struct li_error err;
    char *kept = derived_text(office);
    if (li_rederive(office->li->store, &err) != LI_OK)
        fail_msg("%s", err.message);
    char *built = derived_text(office);
    assert_string_equal(kept, built);
    free(kept);
    free(built);
}

static void expects(struct office *office, const char *sql, const char *expected)
{
    char *got = office_ask(office, sql);
    if (!got || strcmp(got, expected) != 0)
        fail_msg("%s gave %s, not %s", sql, got ? got : "null", expected);
    free(got);
}

static struct id add_affiliate(struct office *office)
{
    return office_add(office, &kind_affiliate, "code", "STMO\xC3\x9A", "name", "Taituar\xC4\x81",
        "kind", "national", NULL);
}

static void set(struct office *office, const struct kind *kind, const struct id *id, int field,
    const char *value)
{
    struct record *record;
    struct li_error err;
    assert_int_equal(record_load(office->li, kind, id, &record, &err), LI_OK);
    record_set(record, field, value);
    if (record_save(office->li, record, &err) != LI_OK)
        fail_msg("%s", err.message);
    record_free(record);
}

static void words_follow_the_record(void **state)
{
    struct office *office = *state;
    struct id id = add_affiliate(office);
    static const char words[] = "SELECT trim(words) FROM local_fold_affiliate";
    expects(office, words, "stmou taituara");
    set(office, &kind_affiliate, &id, AFFILIATE_NAME, "SOLGM");
    expects(office, words, "stmou solgm");
    set(office, &kind_affiliate, &id, AFFILIATE_CODE, NULL);
    expects(office, words, "solgm");
    set(office, &kind_affiliate, &id, AFFILIATE_NOTES, "Not searched");
    expects(office, words, "solgm");
    is_as_built_afresh(office);
}

static void words_follow_undo_and_redo(void **state)
{
    struct office *office = *state;
    struct journal_undone undone;
    struct li_error err;
    struct id id = add_affiliate(office);
    set(office, &kind_affiliate, &id, AFFILIATE_NAME, "Other");
    for (int i = 0; i < 2; i++) {
        assert_int_equal(journal_undo(office->li->store, NULL, NULL, &undone, &err), LI_OK);
        free(undone.label);
        is_as_built_afresh(office);
    }
    expects(office, "SELECT count(*) FROM local_fold_affiliate", "0");
    assert_int_equal(journal_redo(office->li->store, NULL, &undone, &err), LI_OK);
    free(undone.label);
    expects(office, "SELECT trim(words) FROM local_fold_affiliate", "stmou taituara");
    is_as_built_afresh(office);
}

static struct id add_goal(struct office *office, const char *title)
{
    return office_add(office, &kind_goal, "affiliate", "stmou", "title", title, "measure", "total",
        "target", "30", NULL);
}

static struct id log_value(
    struct office *office, const char *goal, const char *day, const char *value)
{
    return office_add(office, &kind_progress, "goal", goal, "day", day, "value", value, NULL);
}

static void the_tally_counts_what_is_not_archived(void **state)
{
    struct office *office = *state;
    static const char tally[] =
        "SELECT entries || ' ' || total || ' ' || latest || ' ' || latest_on FROM local_goal_tally"
        " ORDER BY entries DESC";
    struct li_error err;
    add_affiliate(office);
    add_goal(office, "Train");
    struct id other = add_goal(office, "Visit");
    char other_text[ID_TEXT_SIZE];
    expects(office, "SELECT count(*) FROM local_goal_tally", "0");
    struct id late = log_value(office, "train", "2026-05-01", "7");
    log_value(office, "train", "2026-03-01", "5");
    expects(office, tally, "2 12 7 2026-05-01");
    log_value(office, "train", "2026-05-01", "2.5");
    expects(office, tally, "3 14.5 2.5 2026-05-01");
    set(office, &kind_progress, &late, PROGRESS_VALUE, "1");
    expects(office, tally, "3 8.5 2.5 2026-05-01");
    set(office, &kind_progress, &late, PROGRESS_DAY, "2026-06-01");
    expects(office, tally, "3 8.5 1 2026-06-01");
    assert_int_equal(record_archive(office->li, &kind_progress, &late, true, &err), LI_OK);
    expects(office, tally, "2 7.5 2.5 2026-05-01");
    assert_int_equal(record_archive(office->li, &kind_progress, &late, false, &err), LI_OK);
    set(office, &kind_progress, &late, PROGRESS_GOAL, id_text(&other, other_text));
    expects(office, "SELECT count(*) FROM local_goal_tally", "2");
    expects(office, tally, "2 7.5 2.5 2026-05-01");
    is_as_built_afresh(office);
}

static void a_goal_whose_entries_are_all_undone_has_no_tally(void **state)
{
    struct office *office = *state;
    struct journal_undone undone;
    add_affiliate(office);
    add_goal(office, "Train");
    log_value(office, "train", "2026-05-01", "7");
    assert_int_equal(journal_undo(office->li->store, NULL, NULL, &undone, NULL), LI_OK);
    free(undone.label);
    expects(office, "SELECT count(*) FROM local_goal_tally", "0");
}

static void another_description_builds_them_afresh(void **state)
{
    struct office *office = *state;
    struct li_error err;
    add_affiliate(office);
    assert_int_equal(store_set_fact(office->li->store, "derived", "of old", &err), LI_OK);
    free(office_ask(office, "DELETE FROM local_fold_affiliate RETURNING 1"));
    office_reopen(office);
    expects(office, "SELECT trim(words) FROM local_fold_affiliate", "stmou taituara");
}

static void a_reader_of_an_old_description_brings_it_up_to_date(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct li *reader;
    struct li_options options = {.path = office->path, .mode = STORE_READ, .today = DAY_NONE};
    assert_int_equal(li_open(&reader, &options, &err), LI_OK);
    li_close(reader);
    assert_int_equal(store_set_fact(office->li->store, "derived", "of old", &err), LI_OK);
    assert_int_equal(li_open(&reader, &options, &err), LI_OK);
    char *mark = store_fact(reader->store, "derived");
    assert_string_not_equal(mark, "of old");
    free(mark);
    li_close(reader);
}

static void health_is_computed_from_its_parts(void **state)
{
    struct office *office = *state;
    add_affiliate(office);
    static const char health[] =
        "SELECT goal_health(" GOAL_FACTS_SQL("r") ") FROM goal r ORDER BY r.title LIMIT 1";
    char *affiliate =
        li_format("SELECT %s FROM affiliate r", kind_affiliate.fields[AFFILIATE_HEALTH].sql);
    expects(office, affiliate, "no-data");
    office_add(office, &kind_goal, "affiliate", "stmou", "title", "Train", "measure", "total",
        "target", "30", "start", "2026-01-01", "due", "2026-12-31", NULL);
    expects(office, health, "no-data");
    log_value(office, "train", "2026-06-01", "14");
    expects(office, health, "on-track");
    expects(office, affiliate, "on-track");
    free(affiliate);
}

static void an_office_can_be_seen_as_it_was(void **state)
{
    struct office *office = *state;
    struct li *then;
    struct li_error err;
    add_affiliate(office);
    day_t long_ago = day_parse("2001-01-01");
    assert_int_equal(li_as_of(office->li, long_ago, &then, &err), LI_OK);
    assert_int_equal(then->today, long_ago);
    struct store *now = office->li->store;
    office->li->store = then->store;
    expects(office, "SELECT count(*) FROM affiliate", "0");
    expects(office, "SELECT count(*) FROM local_fold_affiliate", "0");
    office->li->store = now;
    li_close(then);
}

static void a_new_day_is_seen_unless_the_day_is_fixed(void **state)
{
    struct office *office = *state;
    struct li *li = office->li;
    const day_t long_ago = day_parse("2001-01-01");
    assert_false(li_new_day(li));
    expects(office, "SELECT today()", OFFICE_TODAY);
    li->today = long_ago;
    li->day_fixed = false;
    assert_true(li_new_day(li));
    assert_true(li->today > long_ago);
}

static void the_home_organization_has_a_name(void **state)
{
    struct office *office = *state;
    char *org = li_org(office->li);
    assert_string_equal(org, "Home Association");
    free(org);
    assert_string_equal(office->li->as, "Test");
    assert_string_equal(store_author(office->li->store), "Test");
    expects(office, "SELECT today()", OFFICE_TODAY);
    expects(office, "SELECT count(DISTINCT label) FROM journal_entry", "1");
}

#define OFFICE_TEST(test) cmocka_unit_test_setup_teardown(test, office_setup, office_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(words_follow_the_record),
        OFFICE_TEST(words_follow_undo_and_redo),
        OFFICE_TEST(the_tally_counts_what_is_not_archived),
        OFFICE_TEST(a_goal_whose_entries_are_all_undone_has_no_tally),
        OFFICE_TEST(another_description_builds_them_afresh),
        OFFICE_TEST(a_reader_of_an_old_description_brings_it_up_to_date),
        OFFICE_TEST(health_is_computed_from_its_parts),
        OFFICE_TEST(an_office_can_be_seen_as_it_was),
        OFFICE_TEST(a_new_day_is_seen_unless_the_day_is_fixed),
        OFFICE_TEST(the_home_organization_has_a_name),
    };
    return cmocka_run_group_tests_name("derived", tests, NULL, NULL);
}
