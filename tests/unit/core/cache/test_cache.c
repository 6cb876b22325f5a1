/*
 * test_cache.c: what is kept of records follows the records through writes, undo and replay.
 */
#include "core/cache/cache_check.h"
#include "core/cache/cache_refresh.h"
#include "core/cache/cache_schema.h"
#include "core/kind/affiliate.h"
#include "core/kind/agreement.h"
#include "core/kind/assignment.h"
#include "core/kind/attendance.h"
#include "core/kind/event.h"
#include "core/kind/goal.h"
#include "core/kind/milestone.h"
#include "core/kind/person.h"
#include "core/kind/progress.h"
#include "core/query/listing.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "data/journal/journal.h"
#include "data/journal/journal_undo.h"
#include "data/store/query.h"
#include "tests/support/cache_rows.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants those before it */
#include <cmocka.h>

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
    assert_int_equal(record_load(office->context, kind, id, &record, &err), LI_OK);
    record_set(record, field, value);
    if (record_save(office->context, record, &err) != LI_OK)
        fail_msg("%s", err.message);
    record_free(record);
}

static void words_follow_the_record(void **state)
{
    struct office *office = *state;
    struct id id = add_affiliate(office);
    static const char words[] = "SELECT replace(words, char(10), '|') FROM local_cache_affiliate";
    office_expect(office, words, "taituara|stmou");
    set(office, &kind_affiliate, &id, AFFILIATE_NAME, "SOLGM");
    office_expect(office, words, "solgm|stmou");
    set(office, &kind_affiliate, &id, AFFILIATE_CODE, NULL);
    office_expect(office, words, "solgm|");
    set(office, &kind_affiliate, &id, AFFILIATE_NOTES, "Not searched");
    office_expect(office, words, "solgm|");
    cache_rows_expect_rebuilt(office);
}

static void words_follow_undo_and_redo(void **state)
{
    struct office *office = *state;
    struct journal_undo_result undone;
    struct li_error err;
    struct id id = add_affiliate(office);
    set(office, &kind_affiliate, &id, AFFILIATE_NAME, "Other");
    for (int i = 0; i < 2; i++) {
        assert_int_equal(journal_undo(office->context->store, NULL, NULL, &undone, &err), LI_OK);
        free(undone.label);
        cache_rows_expect_rebuilt(office);
    }
    office_expect(office, "SELECT count(*) FROM local_cache_affiliate", "0");
    assert_int_equal(journal_redo(office->context->store, NULL, &undone, &err), LI_OK);
    free(undone.label);
    office_expect(office, "SELECT replace(words, char(10), '|') FROM local_cache_affiliate",
        "taituara|stmou");
    cache_rows_expect_rebuilt(office);
}

/* Numbers so far apart that the rows between them would not be computed at once. */
static enum li_err add_far_apart(struct store *store, void *arg, struct li_error *err)
{
    (void)arg;
    static const char *const sqls[] = {
        "INSERT INTO person (rowid, id, name) VALUES (3, randomblob(16), 'Ana Lima')",
        "INSERT INTO person (rowid, id, name) VALUES (700001, randomblob(16), 'Bo Far')"};
    enum li_err code = query_run(store, sqls[0], err);
    return code ? code : query_run(store, sqls[1], err);
}

static enum li_err rename_all(struct store *store, void *arg, struct li_error *err)
{
    (void)arg;
    return query_run(store, "UPDATE person SET name = name || ' Jr.'", err);
}

static void rows_far_apart_follow(void **state)
{
    static const char words[] = "SELECT group_concat(words) FROM local_cache_person";
    struct office *office = *state;
    struct li_error err;
    struct store *store = office->context->store;
    assert_int_equal(journal_write(store, "Add", add_far_apart, NULL, NULL, &err), LI_OK);
    office_expect(office, words, "ana lima,bo far");
    assert_int_equal(journal_write(store, "Rename", rename_all, NULL, NULL, &err), LI_OK);
    office_expect(office, words, "ana lima jr.,bo far jr.");
    cache_rows_expect_rebuilt(office);
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

static void what_is_kept_of_a_goal_follows_its_entries(void **state)
{
    struct office *office = *state;
    static const char kept[] = "SELECT round(fraction * 30, 2) || ' ' || latest || ' ' || latest_on"
                               " FROM local_cache_goal ORDER BY fraction DESC";
    struct li_error err;
    add_affiliate(office);
    add_goal(office, "Train");
    struct id other = add_goal(office, "Visit");
    char other_text[ID_TEXT_SIZE];
    office_expect(office, "SELECT count(latest) FROM local_cache_goal", "0");
    struct id late = log_value(office, "train", "2026-05-01", "7");
    log_value(office, "train", "2026-03-01", "5");
    office_expect(office, kept, "12.0 7.0 2026-05-01");
    log_value(office, "train", "2026-05-01", "2.5");
    office_expect(office, kept, "14.5 2.5 2026-05-01");
    set(office, &kind_progress, &late, PROGRESS_VALUE, "1");
    office_expect(office, kept, "8.5 2.5 2026-05-01");
    set(office, &kind_progress, &late, PROGRESS_DAY, "2026-06-01");
    office_expect(office, kept, "8.5 1.0 2026-06-01");
    assert_int_equal(record_archive(office->context, &kind_progress, &late, true, &err), LI_OK);
    office_expect(office, kept, "7.5 2.5 2026-05-01");
    assert_int_equal(record_archive(office->context, &kind_progress, &late, false, &err), LI_OK);
    set(office, &kind_progress, &late, PROGRESS_GOAL, id_text(&other, other_text));
    office_expect(office, "SELECT count(latest) FROM local_cache_goal", "2");
    office_expect(office, kept, "7.5 2.5 2026-05-01");
    cache_rows_expect_rebuilt(office);
}

/* Logs that value on so many goals, in one write. */
struct logging {
    int value, goals;
};

static enum li_err log_on_some(struct store *store, void *arg, struct li_error *err)
{
    const struct logging *logging = arg;
    struct query *query = query_new(store,
        "INSERT INTO progress (id, goal, day, value)"
        " SELECT randomblob(16), id, '2026-06-30', ?1 FROM goal ORDER BY title LIMIT ?2",
        err);
    if (!query)
        return err->code;
    query_bind_int(query, 1, logging->value);
    query_bind_int(query, 2, logging->goals);
    enum li_err code = query_finish(query, err);
    query_free(query);
    return code;
}

static struct id add_affiliate_with_code(struct office *office, int number)
{
    char code[16];
    snprintf(code, sizeof code, "a%d", number);
    return office_add(office, &kind_affiliate, "code", code, "name", code, "kind", "state", NULL);
}

/* Some are computed one by one, more by marks; and where a goal's health changes, its affiliate's
   does. */
static void many_goals_follow_their_entries(void **state)
{
    static const struct logging loggings[] = {
        {1, 1}, {2, 5}, {3, 64}, {20, 65}, {1, 100}, {30, 3}, {0, 100}};
    struct office *office = *state;
    for (int i = 0; i < 100; i++) {
        char title[16], code[16];
        if (i % 2 == 0)
            add_affiliate_with_code(office, i);
        snprintf(title, sizeof title, "Goal %02d", i);
        snprintf(code, sizeof code, "a%d", i / 2 * 2);
        office_add(office, &kind_goal, "affiliate", code, "title", title, "measure", "total",
            "target", "30", "start", "2026-01-01", "due", "2026-12-31", NULL);
    }
    for (size_t i = 0; i < sizeof loggings / sizeof *loggings; i++) {
        struct li_error err;
        struct logging logging = loggings[i];
        assert_int_equal(
            journal_write(office->context->store, "Log", log_on_some, &logging, NULL, &err), LI_OK);
        office_expect(office, "SELECT count(*) FROM local_stale_goal", "0");
        cache_rows_expect_right(office);
    }
}

/* One assignment feeds all affiliates of its region: few in one region, many in the other. */
static void many_affiliates_follow_one_assignment(void **state)
{
    struct office *office = *state;
    office_add(office, &kind_person, "name", "Ada", NULL);
    for (int i = 0; i < 100; i++) {
        char code[16];
        snprintf(code, sizeof code, "a%d", i);
        office_add(office, &kind_affiliate, "code", code, "name", code, "kind", "state", "region",
            i < 10 ? "Midwest" : "Southeast", NULL);
    }
    for (int i = 0; i < 2; i++) {
        office_add(office, &kind_assignment, "person", "Ada", "role", "Staff liaison", "region",
            i ? "Southeast" : "Midwest", NULL);
        office_expect(office, "SELECT count(*) FROM local_stale_affiliate", "0");
        cache_rows_expect_right(office);
    }
}

static void a_goal_whose_entries_are_all_undone_has_nothing_logged(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct journal_undo_result undone;
    add_affiliate(office);
    add_goal(office, "Train");
    log_value(office, "train", "2026-05-01", "7");
    assert_int_equal(journal_undo(office->context->store, NULL, NULL, &undone, &err), LI_OK);
    free(undone.label);
    office_expect(office, "SELECT count(latest) FROM local_cache_goal", "0");
    cache_rows_expect_rebuilt(office);
}

/* Health goes up: from an entry to its goal, to the affiliate; from one agreement to the other. */
static void what_is_fed_follows_what_feeds_it(void **state)
{
    struct office *office = *state;
    static const char affiliate[] = "SELECT health FROM local_cache_affiliate";
    static const char states[] =
        "SELECT group_concat(state) FROM (SELECT state FROM local_cache_agreement ORDER BY words)";
    add_affiliate(office);
    office_expect(office, affiliate, "no-data");
    office_add(office, &kind_goal, "affiliate", "stmou", "title", "Train", "measure", "total",
        "target", "30", "start", "2026-01-01", "due", "2026-12-31", NULL);
    struct id entry = log_value(office, "train", "2026-06-01", "14");
    office_expect(office, affiliate, "on-track");
    set(office, &kind_progress, &entry, PROGRESS_VALUE, "1");
    office_expect(office, affiliate, "off-track");
    set(office, &kind_progress, &entry, PROGRESS_VALUE, "20");
    office_add(office, &kind_agreement, "affiliate", "stmou", "title", "First", "signed_on",
        "2024-01-01", "from", "2024-01-01", "to", "2026-01-01", NULL);
    office_expect(office, states, "lapsed");
    office_expect(office, affiliate, "at-risk");
    office_add(office, &kind_agreement, "affiliate", "stmou", "title", "Second", "renews", "First",
        "signed_on", "2025-12-01", "from", "2026-01-01", NULL);
    office_expect(office, states, "renewed,in-force");
    office_expect(office, affiliate, "on-track");
    cache_rows_expect_rebuilt(office);
}

/* What feeds through a record without facts of its own goes on: from who came, by the event, to its
   host; and a record that has only words, a milestone, feeds its goal. */
static void what_is_fed_is_passed_on(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct journal_undo_result undone;
    add_affiliate(office);
    office_add(office, &kind_person, "name", "Ada", NULL);
    struct id bea = office_add(office, &kind_person, "name", "Bea", "organization", "stmou", NULL);
    struct id ours = office_add(office, &kind_event, "title", "Ours", "from", "2026-02-01", NULL);
    office_add(office, &kind_event, "title", "Theirs", "host", "stmou", "from", "2026-01-01", NULL);
    office_add(
        office, &kind_attendance, "event", "Ours", "person", "Bea", "state", "attended", NULL);
    struct id came = office_add(
        office, &kind_attendance, "event", "Theirs", "person", "Ada", "state", "attended", NULL);
    cache_rows_expect_rebuilt(office);
    set(office, &kind_attendance, &came, ATTENDANCE_STATE, "declined");
    cache_rows_expect_rebuilt(office);
    assert_int_equal(record_archive(office->context, &kind_attendance, &came, true, &err), LI_OK);
    cache_rows_expect_rebuilt(office);
    assert_int_equal(journal_undo(office->context->store, NULL, NULL, &undone, &err), LI_OK);
    free(undone.label);
    cache_rows_expect_rebuilt(office);
    set(office, &kind_event, &ours, EVENT_FROM, "2020-02-01");
    cache_rows_expect_rebuilt(office);
    set(office, &kind_person, &bea, PERSON_ORGANIZATION, NULL);
    cache_rows_expect_rebuilt(office);
    office_add(office, &kind_goal, "affiliate", "stmou", "title", "Steps", "measure", "milestones",
        "start", "2026-01-01", "due", "2026-12-31", NULL);
    struct id step = office_add(office, &kind_milestone, "goal", "Steps", "title", "One", NULL);
    office_expect(office, "SELECT fraction FROM local_cache_goal", "0");
    set(office, &kind_milestone, &step, MILESTONE_DONE_ON, "2026-06-01");
    office_expect(office, "SELECT fraction FROM local_cache_goal", "1");
    cache_rows_expect_rebuilt(office);
}

/* On another day what is kept may hold no longer: lists work it out then, and say the same. */
static void what_holds_no_longer_is_worked_out(void **state)
{
    struct office *office = *state;
    struct li_error err;
    add_affiliate(office);
    office_add(office, &kind_goal, "affiliate", "stmou", "title", "Train", "measure", "total",
        "target", "30", "start", "2026-01-01", "due", "2026-12-31", NULL);
    log_value(office, "train", "2026-06-01", "14");
    static const struct {
        const char *day, *health;
    } days[] = {{"2025-12-31", "not-started"}, {"2026-06-30", "on-track"},
        {"2026-08-01", "at-risk"}, {"2027-01-01", "overdue"}};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        for (size_t other = 0; other < sizeof days / sizeof *days; other++) {
            char *filter = li_format("health:%s", days[other].health);
            struct listing goals = {.kind = &kind_goal, .filter = filter};
            office->context->today = date_parse(days[i].day);
            assert_int_equal(listing_count(office->context, &goals, &err), i == other);
            free(filter);
        }
}

/* Freshening makes what is kept hold on the day it is, of what feeds and what is fed alike. */
static void what_holds_no_longer_is_freshened(void **state)
{
    struct office *office = *state;
    add_affiliate(office);
    office_add(office, &kind_goal, "affiliate", "stmou", "title", "Train", "measure", "total",
        "target", "30", "start", "2026-01-01", "due", "2026-12-31", NULL);
    log_value(office, "train", "2026-06-01", "14");
    office_expect(office, "SELECT health FROM local_cache_goal", "on-track");
    office->context->today = date_parse("2026-09-01");
    struct cache_refresh *freshening = cache_refresh_new(office->context);
    while (cache_refresh_work(freshening))
        ;
    cache_refresh_free(freshening);
    office_expect(office, "SELECT health FROM local_cache_goal", "at-risk");
    office_expect(office, "SELECT health FROM local_cache_affiliate", "at-risk");
    cache_rows_expect_rebuilt(office);
}

static void count_finding(void *arg, const char *finding)
{
    ++*(int *)arg;
    assert_non_null(strstr(finding, "The search index is out of date for 1 affiliate;"));
}

static void a_check_finds_what_is_kept_wrongly(void **state)
{
    struct office *office = *state;
    static const char *const wrongs[] = {"DELETE FROM local_cache_affiliate RETURNING 1",
        "UPDATE local_cache_affiliate SET words = 'other' RETURNING 1",
        "UPDATE local_cache_affiliate SET health = 'on-track' RETURNING 1"};
    struct li_error err;
    add_affiliate(office);
    for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
        int findings = 0;
        free(office_ask(office, wrongs[i]));
        assert_int_equal(cache_check_rows(office->context, count_finding, &findings, &err), LI_OK);
        assert_int_equal(findings, 1);
        assert_int_equal(cache_schema_rebuild(office->context, NULL, NULL, &err), LI_OK);
        cache_rows_expect_rebuilt(office);
    }
}

static void health_is_computed_from_its_parts(void **state)
{
    struct office *office = *state;
    add_affiliate(office);
    static const char health[] =
        "SELECT goal_health(" GOAL_FACTS_SQL("r") ") FROM goal r ORDER BY r.title LIMIT 1";
    char *affiliate =
        li_format("SELECT %s FROM affiliate r", kind_affiliate.fields[AFFILIATE_HEALTH].sql);
    office_expect(office, affiliate, "no-data");
    office_add(office, &kind_goal, "affiliate", "stmou", "title", "Train", "measure", "total",
        "target", "30", "start", "2026-01-01", "due", "2026-12-31", NULL);
    office_expect(office, health, "no-data");
    log_value(office, "train", "2026-06-01", "14");
    office_expect(office, health, "on-track");
    office_expect(office, affiliate, "on-track");
    free(affiliate);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(words_follow_the_record),
        OFFICE_TEST(words_follow_undo_and_redo),
        OFFICE_TEST(rows_far_apart_follow),
        OFFICE_TEST(what_is_kept_of_a_goal_follows_its_entries),
        OFFICE_TEST(many_goals_follow_their_entries),
        OFFICE_TEST(many_affiliates_follow_one_assignment),
        OFFICE_TEST(a_goal_whose_entries_are_all_undone_has_nothing_logged),
        OFFICE_TEST(what_is_fed_follows_what_feeds_it),
        OFFICE_TEST(what_is_fed_is_passed_on),
        OFFICE_TEST(what_holds_no_longer_is_worked_out),
        OFFICE_TEST(what_holds_no_longer_is_freshened),
        OFFICE_TEST(a_check_finds_what_is_kept_wrongly),
        OFFICE_TEST(health_is_computed_from_its_parts),
    };
    return cmocka_run_group_tests_name("derived", tests, NULL, NULL);
}
