/*
 * test_log_progress.c: logging progress by every measure, the preview and what is written.
 */
#include "core/kind/affiliate.h"
#include "core/kind/goal.h"
#include "core/kind/goal_facts.h"
#include "core/kind/milestone.h"
#include "core/kind/progress.h"
#include "core/log/log_progress.h"
#include "core/open.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "tests/support/sample_office.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct id add_goal(struct office *office, const char *measure, const char *target)
{
    office_add(office, &kind_affiliate, "code", "CAMA", "name", "Canada", "kind", "national", NULL);
    return office_add(office, &kind_goal, "affiliate", "cama", "title", "Train 30 managers",
        "measure", measure, "target", target, "start", "2026-01-01", "due", "2026-12-31", NULL);
}

static bool same_facts(const struct goal_facts *a, const struct goal_facts *b)
{
    bool latest = a->latest == b->latest || (isnan(a->latest) && isnan(b->latest));
    return latest && a->entries == b->entries && a->total == b->total &&
           a->latest_on == b->latest_on && a->milestones == b->milestones &&
           a->milestones_done == b->milestones_done && a->milestones_due == b->milestones_due;
}

/* Previews, writes, and holds both against what the records then say. */
static void logs(struct office *office, const struct id *goal, const struct log_progress *log)
{
    struct log_effect preview, effect;
    struct goal_facts facts;
    struct li_error err = {0};
    int field;
    struct log_goal loaded = {0};
    assert_int_equal(log_goal_load(office->context, goal, &loaded, &err), LI_OK);
    if (log_progress_preview(office->context, &loaded, log, &preview, &err) != LI_OK)
        fail_msg("%s", err.message);
    goal_facts_load(office->context, goal, &facts, &err);
    assert_true(same_facts(&facts, &preview.before));
    if (log_progress(office->context, &loaded, log, &effect, &field, &err) != LI_OK)
        fail_msg("%s", err.message);
    log_goal_clear(&loaded);
    assert_int_equal(field, -1);
    goal_facts_load(office->context, goal, &facts, &err);
    assert_true(same_facts(&facts, &preview.after));
    assert_true(same_facts(&facts, &effect.after));
}

static void refuses(struct office *office, const struct id *goal, const struct log_progress *log,
    int expected_field, const char *expected)
{
    struct log_effect effect;
    struct li_error err = {0};
    int field = -2;
    char *before = office_ask(office, "SELECT count(*) FROM journal_entry");
    struct log_goal loaded = {0};
    assert_int_equal(log_goal_load(office->context, goal, &loaded, &err), LI_OK);
    assert_int_equal(
        log_progress_preview(office->context, &loaded, log, &effect, &err), LI_REFUSED);
    assert_string_equal(err.message, expected);
    assert_int_equal(log_progress(office->context, &loaded, log, NULL, &field, &err), LI_REFUSED);
    log_goal_clear(&loaded);
    assert_string_equal(err.message, expected);
    assert_int_equal(field, expected_field);
    char *after = office_ask(office, "SELECT count(*) FROM journal_entry");
    assert_string_equal(before, after);
    free(before);
    free(after);
}

static void expects(struct office *office, const char *sql, const char *expected)
{
    char *got = office_ask(office, sql);
    assert_string_equal(got ? got : "(null)", expected);
    free(got);
}

static void a_total_adds(void **state)
{
    struct office *office = *state;
    struct id goal = add_goal(office, "total", "30");
    logs(office, &goal,
        &(struct log_progress){.value = "7",
            .note = "Spring course\nin Ottawa",
            .confidence = "8",
            .evidence = "https://example.org/course"});
    logs(office, &goal, &(struct log_progress){.value = "5", .on = "2026-03-15"});
    expects(office, "SELECT fraction || ' ' || latest FROM local_cache_goal", "0.4 7.0");
    expects(office, "SELECT \"by\" || ' ' || confidence || ' ' || day FROM progress LIMIT 1",
        "Test 8 2026-06-30");
    expects(office, "SELECT label FROM journal_entry ORDER BY hlc DESC LIMIT 1",
        "Log progress on \"Train 30 managers\"");
}

static void a_level_takes_the_latest(void **state)
{
    struct office *office = *state;
    struct id goal = add_goal(office, "level", "120");
    logs(office, &goal, &(struct log_progress){.value = "1,100"});
    logs(office, &goal, &(struct log_progress){.value = "-2.5"});
    logs(office, &goal, &(struct log_progress){.value = "90", .on = "-3d"});
    expects(office, "SELECT CAST(latest AS TEXT) FROM local_cache_goal", "-2.5");
}

static void a_value_may_name_the_whole(void **state)
{
    struct office *office = *state;
    struct id goal = add_goal(office, "total", "30");
    logs(office, &goal, &(struct log_progress){.value = "7"});
    logs(office, &goal, &(struct log_progress){.value = "12 of 30"});
    expects(office, "SELECT group_concat(value) FROM (SELECT value FROM progress ORDER BY rowid)",
        "7,5");
    logs(office, &goal, &(struct log_progress){.value = "60 %"});
    expects(office, "SELECT CAST(fraction AS TEXT) FROM local_cache_goal", "0.6");
    refuses(office, &goal, &(struct log_progress){.value = "12 of 40"}, PROGRESS_VALUE,
        "Value must be \"of 30\", the target of this goal.");
    refuses(office, &goal, &(struct log_progress){.value = "some of 30"}, PROGRESS_VALUE,
        "Value must be a number such as 1200, 1,200, 1.5k or 12.5.");
}

static void a_percentage_is_of_the_way_unless_it_is_the_unit(void **state)
{
    struct office *office = *state;
    office_add(office, &kind_affiliate, "code", "CAMA", "name", "Canada", "kind", "national", NULL);
    struct id grow = office_add(office, &kind_goal, "affiliate", "cama", "title", "Grow",
        "baseline", "100", "target", "200", "unit", "members", NULL);
    struct id share = office_add(office, &kind_goal, "affiliate", "cama", "title", "Share",
        "baseline", "20", "target", "80", "unit", "%", NULL);
    struct id keep = office_add(office, &kind_goal, "affiliate", "cama", "title", "Keep", "measure",
        "maintain", "target", "90", "tolerance", "5", NULL);
    logs(office, &grow, &(struct log_progress){.value = "40 %"});
    logs(office, &share, &(struct log_progress){.value = "50%"});
    expects(office, "SELECT group_concat(value) FROM (SELECT value FROM progress ORDER BY rowid)",
        "140,50");
    refuses(office, &keep, &(struct log_progress){.value = "90 %"}, PROGRESS_VALUE,
        "This goal has no baseline and target, so enter a plain number.");
}

static void yes_and_no_are_words(void **state)
{
    struct office *office = *state;
    struct id goal = add_goal(office, "yes-no", NULL);
    logs(office, &goal, &(struct log_progress){.value = "no"});
    expects(office, "SELECT CAST(latest AS TEXT) FROM local_cache_goal", "0.0");
    logs(office, &goal, &(struct log_progress){.value = " Done "});
    expects(office, "SELECT CAST(latest AS TEXT) FROM local_cache_goal", "1.0");
    logs(office, &goal, &(struct log_progress){.value = "1"});
    refuses(office, &goal, &(struct log_progress){.value = "2"}, PROGRESS_VALUE,
        "Value must be yes (1) or no (0) for this goal.");
    refuses(office, &goal, &(struct log_progress){.value = "maybe"}, PROGRESS_VALUE,
        "Value must be yes or no for this goal.");
}

static void what_is_wrong_names_its_field(void **state)
{
    struct office *office = *state;
    struct id goal = add_goal(office, "total", "30");
    refuses(office, &goal, &(struct log_progress){.note = "Only this"}, PROGRESS_VALUE,
        "Value is required.");
    refuses(office, &goal, &(struct log_progress){.value = "many"}, PROGRESS_VALUE,
        "Value must be a number such as 1200, 1,200, 1.5k or 12.5.");
    refuses(office, &goal, &(struct log_progress){.value = "7\xFF"}, PROGRESS_VALUE,
        "Value is not valid UTF-8 text.");
    refuses(office, &goal, &(struct log_progress){.value = "1", .confidence = "11"},
        PROGRESS_CONFIDENCE, "Confidence must be between 0 and 10.");
    refuses(office, &goal, &(struct log_progress){.value = "1", .on = "2026-07-01"}, PROGRESS_DAY,
        "Date can't be in the future (today is 2026-06-30).");
    struct id none = id_new();
    struct li_error err;
    struct log_goal loaded = {0};
    assert_int_equal(log_goal_load(office->context, &none, &loaded, &err), LI_NONE);
}

/* 40% of 30 is 12: once another window has logged 7, five more. */
static void what_others_logged_meanwhile_counts(void **state)
{
    struct office *office = *state;
    struct id goal = add_goal(office, "total", "30");
    struct log_goal here = {0}, there = {0};
    struct li_error err = {0};
    struct context *other;
    const struct context_options options = {
        .path = office->path, .mode = STORE_WRITE, .as = "Bo", .today = office->context->today};
    assert_int_equal(context_open(&other, &options, &err), LI_OK);
    assert_int_equal(log_goal_load(office->context, &goal, &here, &err), LI_OK);
    assert_int_equal(log_goal_load(other, &goal, &there, &err), LI_OK);
    assert_int_equal(
        log_progress(other, &there, &(struct log_progress){.value = "7"}, NULL, NULL, &err), LI_OK);
    assert_int_equal(log_progress(office->context, &here, &(struct log_progress){.value = "40%"},
                         NULL, NULL, &err),
        LI_OK);
    expects(office, "SELECT group_concat(value, ' ') FROM progress", "7 5");
    log_goal_clear(&there);
    log_goal_clear(&here);
    context_close(other);
}

static struct id add_milestones(struct office *office)
{
    struct id goal = add_goal(office, "milestones", NULL);
    office_add(office, &kind_milestone, "goal", "train", "title", "Sign the terms", "due",
        "2026-05-01", NULL);
    office_add(office, &kind_milestone, "goal", "train", "title", "Agree terms", "due",
        "2026-03-01", NULL);
    office_add(office, &kind_milestone, "goal", "train", "title", "F\xC3\xAAte", NULL);
    return goal;
}

static void a_milestone_is_named_by_words_number_or_alone(void **state)
{
    struct office *office = *state;
    struct id goal = add_milestones(office);
    static const char all[] = "SELECT group_concat(title || coalesce(' ' || done_on, ''), '; ')"
                              " FROM (SELECT * FROM milestone ORDER BY due IS NULL, due)";
    refuses(office, &goal, &(struct log_progress){.value = "terms"}, PROGRESS_VALUE,
        "Value must name one milestone: 1 Agree terms; 2 Sign the terms; 3 F\xC3\xAAte.");
    refuses(office, &goal, &(struct log_progress){.value = "done"}, PROGRESS_VALUE,
        "Value must name one milestone: 1 Agree terms; 2 Sign the terms; 3 F\xC3\xAAte.");
    logs(office, &goal, &(struct log_progress){.value = "1", .on = "2026-03-03"});
    refuses(office, &goal, &(struct log_progress){.value = "agree"}, PROGRESS_VALUE,
        "\"Agree terms\" was already completed on 2026-03-03.");
    logs(office, &goal, &(struct log_progress){.value = "FETE"});
    logs(office, &goal, &(struct log_progress){.value = "done"});
    expects(
        office, all, "Agree terms 2026-03-03; Sign the terms 2026-06-30; F\xC3\xAAte 2026-06-30");
    refuses(office, &goal, &(struct log_progress){.value = "done"}, PROGRESS_VALUE,
        "This goal has no open milestones.");
    expects(office, "SELECT count(*) FROM progress", "0");
    expects(office, "SELECT label FROM journal_entry ORDER BY hlc DESC LIMIT 1",
        "Log progress on \"Train 30 managers\"");
}

static void a_milestone_keeps_no_note(void **state)
{
    struct office *office = *state;
    struct id goal = add_milestones(office);
    refuses(office, &goal, &(struct log_progress){.value = "1", .note = "Well done"}, PROGRESS_NOTE,
        "Leave Note blank: milestones have no note.");
    refuses(office, &goal, &(struct log_progress){.value = "1", .on = "2026-07-02"}, PROGRESS_DAY,
        "Date completed can't be in the future (today is 2026-06-30).");
    logs(office, &goal, &(struct log_progress){.value = "1", .note = "", .confidence = ""});
}

static void an_archived_goal_takes_nothing(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct id goal = add_goal(office, "total", "30");
    const struct log_progress log = {.value = "3"};
    assert_int_equal(record_archive(office->context, &kind_goal, &goal, true, &err), LI_OK);
    refuses(office, &goal, &log, -1,
        "\"Train 30 managers\" is archived; restore it to log progress on it.");
    assert_int_equal(record_archive(office->context, &kind_goal, &goal, false, &err), LI_OK);
    logs(office, &goal, &log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(what_others_logged_meanwhile_counts),
        OFFICE_TEST(a_total_adds),
        OFFICE_TEST(a_level_takes_the_latest),
        OFFICE_TEST(a_value_may_name_the_whole),
        OFFICE_TEST(a_percentage_is_of_the_way_unless_it_is_the_unit),
        OFFICE_TEST(yes_and_no_are_words),
        OFFICE_TEST(what_is_wrong_names_its_field),
        OFFICE_TEST(a_milestone_is_named_by_words_number_or_alone),
        OFFICE_TEST(an_archived_goal_takes_nothing),
        OFFICE_TEST(a_milestone_keeps_no_note),
    };
    return cmocka_run_group_tests_name("work", tests, NULL, NULL);
}
