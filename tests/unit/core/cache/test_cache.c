/*
 * test_cache.c: what is kept of records follows the records through writes, undo and replay.
 */
#include "core/cache/cache_check.h"
#include "core/cache/cache_refresh.h"
#include "core/cache/cache_schema.h"
#include "core/cache/cache_table.h"
#include "core/kind/affiliate.h"
#include "core/kind/agreement.h"
#include "core/kind/attendance.h"
#include "core/kind/event.h"
#include "core/kind/goal.h"
#include "core/kind/milestone.h"
#include "core/kind/person.h"
#include "core/kind/progress.h"
#include "core/open.h"
#include "core/query/listing.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "data/database/fact.h"
#include "data/journal/journal_undo.h"
#include "data/store/query.h"
#include "data/store_open.h"
#include "tests/support/sample_office.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* Everything that is kept, as one text. */
static char *derived_text(struct office *office)
{
    char *text = NULL;
    FILE *out = li_text_open(&text);
    for (size_t i = 0; i < kind_count; i++) {
        if (!cache_table_has(kinds[i]))
            continue;
        struct li_error err;
        char *sql = li_format("SELECT * FROM local_kept_%s", kinds[i]->name);
        struct query *rows = query_new(office->context->store, sql, &err);
        fprintf(out, "%s:\n", kinds[i]->name);
        while (query_step(rows, &err) > 0)
            for (int c = 0; c < query_columns(rows); c++) {
                const char *cell = query_text(rows, c);
                fprintf(out, "%s%c", cell ? cell : "-", c + 1 < query_columns(rows) ? '|' : '\n');
            }
        query_free(rows);
        free(sql);
    }
    li_text_close(out);
    return text;
}

static void say_finding(void *arg, const char *finding)
{
    (void)arg;
    fail_msg("%s", finding);
}

/* What was kept up to the records is what making it afresh gives, and `check` says so. */
static void is_as_built_afresh(struct office *office)
{
    struct li_error err;
    char *kept = derived_text(office);
    assert_int_equal(cache_check_rows(office->context, say_finding, NULL, &err), LI_OK);
    if (cache_schema_rebuild(office->context, NULL, NULL, &err) != LI_OK)
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
    static const char words[] = "SELECT replace(words, char(10), '|') FROM local_kept_affiliate";
    expects(office, words, "taituara|stmou");
    set(office, &kind_affiliate, &id, AFFILIATE_NAME, "SOLGM");
    expects(office, words, "solgm|stmou");
    set(office, &kind_affiliate, &id, AFFILIATE_CODE, NULL);
    expects(office, words, "solgm|");
    set(office, &kind_affiliate, &id, AFFILIATE_NOTES, "Not searched");
    expects(office, words, "solgm|");
    is_as_built_afresh(office);
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
        is_as_built_afresh(office);
    }
    expects(office, "SELECT count(*) FROM local_kept_affiliate", "0");
    assert_int_equal(journal_redo(office->context->store, NULL, &undone, &err), LI_OK);
    free(undone.label);
    expects(
        office, "SELECT replace(words, char(10), '|') FROM local_kept_affiliate", "taituara|stmou");
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

static void what_is_kept_of_a_goal_follows_its_entries(void **state)
{
    struct office *office = *state;
    static const char kept[] = "SELECT round(fraction * 30, 2) || ' ' || latest || ' ' || latest_on"
                               " FROM local_kept_goal ORDER BY fraction DESC";
    struct li_error err;
    add_affiliate(office);
    add_goal(office, "Train");
    struct id other = add_goal(office, "Visit");
    char other_text[ID_TEXT_SIZE];
    expects(office, "SELECT count(latest) FROM local_kept_goal", "0");
    struct id late = log_value(office, "train", "2026-05-01", "7");
    log_value(office, "train", "2026-03-01", "5");
    expects(office, kept, "12.0 7.0 2026-05-01");
    log_value(office, "train", "2026-05-01", "2.5");
    expects(office, kept, "14.5 2.5 2026-05-01");
    set(office, &kind_progress, &late, PROGRESS_VALUE, "1");
    expects(office, kept, "8.5 2.5 2026-05-01");
    set(office, &kind_progress, &late, PROGRESS_DAY, "2026-06-01");
    expects(office, kept, "8.5 1.0 2026-06-01");
    assert_int_equal(record_archive(office->context, &kind_progress, &late, true, &err), LI_OK);
    expects(office, kept, "7.5 2.5 2026-05-01");
    assert_int_equal(record_archive(office->context, &kind_progress, &late, false, &err), LI_OK);
    set(office, &kind_progress, &late, PROGRESS_GOAL, id_text(&other, other_text));
    expects(office, "SELECT count(latest) FROM local_kept_goal", "2");
    expects(office, kept, "7.5 2.5 2026-05-01");
    is_as_built_afresh(office);
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
    expects(office, "SELECT count(latest) FROM local_kept_goal", "0");
    is_as_built_afresh(office);
}

/* Health goes up: from an entry to its goal, to the affiliate; from one agreement to the other. */
static void what_is_fed_follows_what_feeds_it(void **state)
{
    struct office *office = *state;
    static const char affiliate[] = "SELECT health FROM local_kept_affiliate";
    static const char states[] =
        "SELECT group_concat(state) FROM (SELECT state FROM local_kept_agreement ORDER BY words)";
    add_affiliate(office);
    expects(office, affiliate, "no-data");
    office_add(office, &kind_goal, "affiliate", "stmou", "title", "Train", "measure", "total",
        "target", "30", "start", "2026-01-01", "due", "2026-12-31", NULL);
    struct id entry = log_value(office, "train", "2026-06-01", "14");
    expects(office, affiliate, "on-track");
    set(office, &kind_progress, &entry, PROGRESS_VALUE, "1");
    expects(office, affiliate, "off-track");
    set(office, &kind_progress, &entry, PROGRESS_VALUE, "20");
    office_add(office, &kind_agreement, "affiliate", "stmou", "title", "First", "signed_on",
        "2024-01-01", "from", "2024-01-01", "to", "2026-01-01", NULL);
    expects(office, states, "lapsed");
    expects(office, affiliate, "at-risk");
    office_add(office, &kind_agreement, "affiliate", "stmou", "title", "Second", "renews", "First",
        "signed_on", "2025-12-01", "from", "2026-01-01", NULL);
    expects(office, states, "renewed,in-force");
    expects(office, affiliate, "on-track");
    is_as_built_afresh(office);
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
    is_as_built_afresh(office);
    set(office, &kind_attendance, &came, ATTENDANCE_STATE, "declined");
    is_as_built_afresh(office);
    assert_int_equal(record_archive(office->context, &kind_attendance, &came, true, &err), LI_OK);
    is_as_built_afresh(office);
    assert_int_equal(journal_undo(office->context->store, NULL, NULL, &undone, &err), LI_OK);
    free(undone.label);
    is_as_built_afresh(office);
    set(office, &kind_event, &ours, EVENT_FROM, "2020-02-01");
    is_as_built_afresh(office);
    set(office, &kind_person, &bea, PERSON_ORGANIZATION, NULL);
    is_as_built_afresh(office);
    office_add(office, &kind_goal, "affiliate", "stmou", "title", "Steps", "measure", "milestones",
        "start", "2026-01-01", "due", "2026-12-31", NULL);
    struct id step = office_add(office, &kind_milestone, "goal", "Steps", "title", "One", NULL);
    expects(office, "SELECT fraction FROM local_kept_goal", "0");
    set(office, &kind_milestone, &step, MILESTONE_DONE_ON, "2026-06-01");
    expects(office, "SELECT fraction FROM local_kept_goal", "1");
    is_as_built_afresh(office);
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
    expects(office, "SELECT health FROM local_kept_goal", "on-track");
    office->context->today = date_parse("2026-09-01");
    struct cache_refresh *freshening = cache_refresh_new(office->context);
    while (cache_refresh_work(freshening))
        ;
    cache_refresh_free(freshening);
    expects(office, "SELECT health FROM local_kept_goal", "at-risk");
    expects(office, "SELECT health FROM local_kept_affiliate", "at-risk");
    is_as_built_afresh(office);
}

static void count_finding(void *arg, const char *finding)
{
    ++*(int *)arg;
    assert_non_null(strstr(finding, "The search index is out of date for 1 affiliate;"));
}

static void a_check_finds_what_is_kept_wrongly(void **state)
{
    struct office *office = *state;
    static const char *const wrongs[] = {"DELETE FROM local_kept_affiliate RETURNING 1",
        "UPDATE local_kept_affiliate SET words = 'other' RETURNING 1",
        "UPDATE local_kept_affiliate SET health = 'on-track' RETURNING 1"};
    struct li_error err;
    add_affiliate(office);
    for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
        int findings = 0;
        free(office_ask(office, wrongs[i]));
        assert_int_equal(cache_check_rows(office->context, count_finding, &findings, &err), LI_OK);
        assert_int_equal(findings, 1);
        assert_int_equal(cache_schema_rebuild(office->context, NULL, NULL, &err), LI_OK);
        is_as_built_afresh(office);
    }
}

static void another_description_builds_them_afresh(void **state)
{
    struct office *office = *state;
    struct li_error err;
    add_affiliate(office);
    assert_int_equal(fact_save(office->context->store, "derived", "of old", &err), LI_OK);
    free(office_ask(office, "DELETE FROM local_kept_affiliate RETURNING 1"));
    office_reopen(office);
    expects(
        office, "SELECT replace(words, char(10), '|') FROM local_kept_affiliate", "taituara|stmou");
}

/* What somebody who follows the making anew sees, and where they stop it. */
struct follower {
    int told, stops_at; /* 0: never */
    bool dies;
    int64_t done, total;
};

static bool follow(void *arg, int64_t done, int64_t total, int64_t count)
{
    struct follower *follower = arg;
    assert_true(done >= follower->done && done <= total && count >= 0 && count <= done);
    assert_true(follower->told == 0 || total == follower->total);
    follower->done = done;
    follower->total = total;
    if (++follower->told != follower->stops_at)
        return true;
    if (follower->dies)
        _exit(EXIT_SUCCESS);
    return false;
}

/* An office of which what is kept is of an old description, so that opening it makes that anew. */
static enum li_err open_followed(
    struct office *office, struct follower *follower, struct li_error *err)
{
    struct context_options options = {.path = office->path,
        .mode = STORE_WRITE,
        .today = date_parse(OFFICE_TODAY),
        .progress = follow,
        .progress_arg = follower};
    return context_open(&office->context, &options, err);
}

static void make_old(struct office *office)
{
    struct li_error err;
    add_affiliate(office);
    office_add(office, &kind_person, "name", "Ada", NULL);
    free(office_ask(office, "UPDATE local_kept_affiliate SET words = 'of old' RETURNING 1"));
    assert_int_equal(fact_save(office->context->store, "derived", "of old", &err), LI_OK);
    context_close(office->context);
    office->context = NULL;
}

static void is_still_old(struct office *office)
{
    struct store *store;
    struct li_error err;
    assert_int_equal(store_open(&store, office->path, STORE_READ, NULL, NULL, &err), LI_OK);
    struct query *words = query_new(store, "SELECT words FROM local_kept_affiliate", &err);
    assert_int_equal(query_step(words, &err), 1);
    assert_string_equal(query_text(words, 0), "of old");
    query_free(words);
    store_close(store);
}

static void making_anew_is_followed_and_stopped(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct follower stops = {.stops_at = 2}, stays = {.told = 0};
    make_old(office);
    assert_int_equal(open_followed(office, &stops, &err), LI_INTERRUPTED);
    assert_null(office->context);
    is_still_old(office);
    assert_int_equal(open_followed(office, &stays, &err), LI_OK);
    assert_true(stays.told > 2 && stays.done == stays.total);
    is_as_built_afresh(office);
}

static void making_anew_outlives_its_program(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct follower dies = {.stops_at = 2, .dies = true}, stays = {.told = 0};
    int status;
    make_old(office);
    pid_t child = fork();
    if (child == 0) {
        open_followed(office, &dies, &err);
        _exit(EXIT_FAILURE);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS);
    is_still_old(office);
    assert_int_equal(open_followed(office, &stays, &err), LI_OK);
    is_as_built_afresh(office);
}

static void a_reader_of_an_old_description_brings_it_up_to_date(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct context *reader;
    struct context_options options = {.path = office->path, .mode = STORE_READ, .today = DAY_NONE};
    assert_int_equal(context_open(&reader, &options, &err), LI_OK);
    context_close(reader);
    assert_int_equal(fact_save(office->context->store, "derived", "of old", &err), LI_OK);
    assert_int_equal(context_open(&reader, &options, &err), LI_OK);
    char *mark;
    assert_int_equal(fact_load(reader->store, "derived", &mark, &err), LI_OK);
    assert_string_not_equal(mark, "of old");
    free(mark);
    context_close(reader);
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
    struct context *then;
    struct li_error err;
    add_affiliate(office);
    day_t long_ago = date_parse("2001-01-01");
    assert_int_equal(context_as_of(office->context, long_ago, NULL, NULL, &then, &err), LI_OK);
    assert_int_equal(then->today, long_ago);
    struct store *now = office->context->store;
    office->context->store = then->store;
    expects(office, "SELECT count(*) FROM affiliate", "0");
    expects(office, "SELECT count(*) FROM local_kept_affiliate", "0");
    office->context->store = now;
    context_close(then);
}

/* The clock by which entries are dated: noon of a day, which lies after the office was made. */
static int64_t noon(void *day)
{
    return (int64_t)(*(const day_t *)day) * 86400000 + 43200000;
}

static void are_found_by_what_they_were(struct office *office, day_t day)
{
    struct context *then;
    struct li_error err;
    struct follower follower = {.told = 0};
    assert_int_equal(context_as_of(office->context, day, follow, &follower, &then, &err), LI_OK);
    assert_int_equal(follower.done, follower.total);
    struct store *now = office->context->store;
    office->context->store = then->store;
    expects(
        office, "SELECT replace(words, char(10), '|') FROM local_kept_affiliate", "taituara|stmou");
    expects(office, "SELECT latest IS NULL FROM local_kept_goal", "1");
    expects(office, "SELECT count(*) FROM local_stale_affiliate", "0");
    expects(office, "SELECT value FROM local_fact WHERE name = 'org'", "Home Association");
    office->context->store = now;
    context_close(then);
}

/* What is kept of records that changed later is what it was too, and so is what they feed, whether
   what came later is taken out, or what came before is put together. */
static void records_are_found_by_what_they_were(void **state)
{
    struct office *office = *state;
    day_t clock = date_parse("2100-03-01"), between = date_parse("2100-03-20");
    store_set_clock(office->context->store, noon, &clock);
    struct id id = add_affiliate(office);
    office_add(office, &kind_goal, "affiliate", "stmou", "title", "Train", "measure", "total",
        "target", "30", "start", "2026-01-01", "due", "2026-12-31", NULL);
    clock = date_parse("2100-04-01");
    set(office, &kind_affiliate, &id, AFFILIATE_NAME, "Renamed");
    log_value(office, "train", "2026-06-01", "14");
    are_found_by_what_they_were(office, between);
    char *long_story = li_format("%0500000d", 0);
    set(office, &kind_affiliate, &id, AFFILIATE_NOTES, long_story);
    free(long_story);
    are_found_by_what_they_were(office, between);
}

/* A store_on_progress: in the midst of a statement. */
static bool stops_soon(void *arg)
{
    int *asked = arg;
    return ++*asked > 3;
}

static void the_way_to_what_was_can_be_stopped(void **state)
{
    struct office *office = *state;
    struct context *then;
    struct li_error err;
    struct follower back = {.stops_at = 1}, forward = {.stops_at = 2};
    const day_t last_year = office->context->today + 365 * 70, long_ago = date_parse("2001-01-01");
    int asked = 0;
    add_affiliate(office);
    office_add(office, &kind_person, "name", "Ada", NULL);
    assert_int_equal(
        context_as_of(office->context, last_year, follow, &back, &then, &err), LI_INTERRUPTED);
    assert_null(then);
    assert_int_equal(context_as_of(office->context, long_ago, NULL, NULL, &then, &err), LI_OK);
    context_close(then);
    day_t clock = last_year + 1;
    store_set_clock(office->context->store, noon, &clock);
    char *long_story = li_format("%0500000d", 0);
    office_add(
        office, &kind_affiliate, "name", "More", "kind", "national", "notes", long_story, NULL);
    free(long_story);
    assert_int_equal(
        context_as_of(office->context, last_year, follow, &forward, &then, &err), LI_INTERRUPTED);
    assert_null(then);
    store_on_progress(office->context->store, stops_soon, &asked);
    assert_int_equal(
        context_as_of(office->context, last_year, NULL, NULL, &then, &err), LI_INTERRUPTED);
    store_on_progress(office->context->store, NULL, NULL);
    assert_null(then);
}

static void a_new_day_is_seen_unless_the_day_is_fixed(void **state)
{
    struct office *office = *state;
    struct context *context = office->context;
    const day_t long_ago = date_parse("2001-01-01");
    assert_false(context_new_day(context));
    expects(office, "SELECT today()", OFFICE_TODAY);
    context->today = long_ago;
    context->day_fixed = false;
    assert_true(context_new_day(context));
    assert_true(context->today > long_ago);
}

static void the_home_organization_has_a_name(void **state)
{
    struct office *office = *state;
    char *org;
    assert_int_equal(context_org(office->context, &org, NULL), LI_OK);
    assert_string_equal(org, "Home Association");
    free(org);
    assert_string_equal(office->context->as, "Test");
    assert_string_equal(store_author(office->context->store), "Test");
    expects(office, "SELECT today()", OFFICE_TODAY);
    expects(office, "SELECT count(DISTINCT label) FROM journal_entry", "1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(words_follow_the_record),
        OFFICE_TEST(words_follow_undo_and_redo),
        OFFICE_TEST(what_is_kept_of_a_goal_follows_its_entries),
        OFFICE_TEST(a_goal_whose_entries_are_all_undone_has_nothing_logged),
        OFFICE_TEST(what_is_fed_follows_what_feeds_it),
        OFFICE_TEST(what_is_fed_is_passed_on),
        OFFICE_TEST(what_holds_no_longer_is_worked_out),
        OFFICE_TEST(what_holds_no_longer_is_freshened),
        OFFICE_TEST(a_check_finds_what_is_kept_wrongly),
        OFFICE_TEST(another_description_builds_them_afresh),
        OFFICE_TEST(making_anew_is_followed_and_stopped),
        OFFICE_TEST(making_anew_outlives_its_program),
        OFFICE_TEST(a_reader_of_an_old_description_brings_it_up_to_date),
        OFFICE_TEST(health_is_computed_from_its_parts),
        OFFICE_TEST(an_office_can_be_seen_as_it_was),
        OFFICE_TEST(records_are_found_by_what_they_were),
        OFFICE_TEST(the_way_to_what_was_can_be_stopped),
        OFFICE_TEST(a_new_day_is_seen_unless_the_day_is_fixed),
        OFFICE_TEST(the_home_organization_has_a_name),
    };
    return cmocka_run_group_tests_name("derived", tests, NULL, NULL);
}
