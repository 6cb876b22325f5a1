/*
 * test_broken.c: a record that breaks a rule of its kind, however it came about, is found by check
 * and listed on Today, until it is corrected.
 */
#include "core/agenda/agenda.h"
#include "core/check/broken.h"
#include "core/check/check.h"
#include "core/kind/affiliate.h"
#include "core/kind/goal.h"
#include "core/kind/plan.h"
#include "core/kind/progress.h"
#include "core/open.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "data/entry/entry_name.h"
#include "data/journal/journal_undo.h"
#include "data/store/query.h"
#include "data/store/transaction.h"
#include "tests/support/sample_office.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
/* cmocka wants those before it */
#include <cmocka.h>

static struct id goal_added(struct office *office)
{
    office_add(office, &kind_affiliate, "code", "CAMA", "name", "Canadian managers", "kind",
        "international", "country", "CA", NULL);
    return office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Train ten", "measure",
        "level", "baseline", "5", "target", "10", "start", "2026-01-01", "due", "2026-12-31", NULL);
}

/* --- what is found ---------------------------------------------------------------------------- */

static struct agenda *looked(struct context *context)
{
    static const struct agenda_options everyone = {.days = 90, .most = 100};
    struct li_error err;
    struct agenda *agenda;
    int more;
    if (agenda_new(context, &everyone, &agenda, &err))
        fail_msg("%s", err.message);
    while ((more = agenda_work(agenda, 1000, &err)) > 0)
        ;
    if (more < 0)
        fail_msg("%s", err.message);
    return agenda;
}

/* "what: why" of each line, "; " between. The caller frees it. */
static char *lines(struct agenda *agenda)
{
    struct li_error err;
    char *text = NULL;
    FILE *out = li_text_open(&text);
    for (size_t i = 0; i < agenda_line_count(agenda, TOPIC_CORRECT); i++) {
        struct agenda_line line;
        int64_t row = agenda_line_row(agenda, TOPIC_CORRECT, i);
        assert_int_equal(agenda_line_load(agenda, TOPIC_CORRECT, row, &line, &err), 1);
        fprintf(out, "%s%s %s, %s: %s", i ? "; " : "", line.kind->name, line.what,
            line.who ? line.who : "no one", line.why);
        agenda_line_clear(&line);
    }
    li_text_close(out);
    return text;
}

static void assert_listed(struct context *context, const char *expected)
{
    struct agenda *agenda = looked(context);
    char *found = lines(agenda);
    assert_string_equal(found, expected);
    free(found);
    agenda_free(agenda);
}

/* Findings are lines. */
static void assert_check(
    struct context *context, bool again, const char *expected, int64_t unlisted)
{
    struct check_found found;
    char *said = office_check(context, again ? 0 : CHECK_SKIP(CHECK_REBUILD), &found);
    assert_string_equal(said, expected);
    assert_int_equal(check_damage(&found), 0);
    assert_int_equal(found.unlisted, unlisted);
    free(said);
}

static void assert_sound(struct context *context)
{
    assert_listed(context, "");
    assert_check(context, false, "", 0);
}

/* --- how it comes about ----------------------------------------------------------------------- */

#define SAME_AS_BASELINE "Target must differ from the baseline (8)."

static void test_merge(void **state)
{
    struct office *office = *state;
    struct id goal = goal_added(office);
    struct context *other = office_copy(office, "other.db");
    struct li_error err;
    office_set(office->context, &kind_goal, &goal, "target", "8");
    office_set(other, &kind_goal, &goal, "baseline", "8");
    assert_sound(office->context);
    struct agenda *open = looked(office->context);
    office_take(office->context, other);
    office_take(other, office->context);
    assert_listed(office->context, "goal Train ten, CAMA: " SAME_AS_BASELINE);
    assert_listed(other, "goal Train ten, CAMA: " SAME_AS_BASELINE);
    assert_check(
        office->context, false, "goal \"Train ten\" breaks a rule: " SAME_AS_BASELINE "\n", 0);
    assert_check(other, false, "goal \"Train ten\" breaks a rule: " SAME_AS_BASELINE "\n", 0);
    office_set(office->context, &kind_goal, &goal, "target", "9");
    assert_sound(office->context);
    /* Elsewhere the correction comes in, beside an agenda that is shown. */
    agenda_free(open);
    open = looked(other);
    assert_int_equal(agenda_total(open, TOPIC_CORRECT), 1);
    office_take(other, office->context);
    assert_int_equal(agenda_update(open, &err), LI_OK);
    assert_int_equal(agenda_total(open, TOPIC_CORRECT), 0);
    agenda_free(open);
    assert_sound(other);
    context_close(other);
}

static void test_followed(void **state)
{
    struct office *office = *state;
    struct id goal = goal_added(office);
    struct li_error err;
    office_add(
        office, &kind_progress, "goal", "Train ten", "day", "2026-06-01", "value", "7", NULL);
    struct agenda *open = looked(office->context);
    office_set(office->context, &kind_goal, &goal, "measure", "yes-no");
    assert_int_equal(agenda_update(open, &err), LI_OK);
    char *found = lines(open);
    assert_string_equal(
        found, "progress 2026-06-01: 7, CAMA: Value must be yes (1) or no (0) for this goal.");
    free(found);
    office_set(office->context, &kind_goal, &goal, "measure", "level");
    assert_int_equal(agenda_update(open, &err), LI_OK);
    assert_int_equal(agenda_total(open, TOPIC_CORRECT), 0);
    assert_false(agenda_is_stale(open));
    agenda_free(open);
    assert_sound(office->context);
}

static void test_undo(void **state)
{
    struct office *office = *state;
    struct id goal = goal_added(office);
    struct li_error err = {0};
    struct journal_undo_result undone;
    struct entry_name added;
    char *seq = office_ask(office, "SELECT max(seq) + 1 FROM journal_entry");
    office_set(office->context, &kind_goal, &goal, "target", "20");
    assert_int_equal(entry_name_parse(office->context->store, seq, &added, &err), LI_OK);
    office_set(office->context, &kind_goal, &goal, "baseline", "10");
    assert_sound(office->context);
    assert_int_equal(journal_undo(office->context->store, &added, NULL, &undone, &err), LI_OK);
    free(undone.label);
    free(seq);
    assert_listed(
        office->context, "goal Train ten, CAMA: Target must differ from the baseline (10).");
    office_set(office->context, &kind_goal, &goal, "baseline", "0");
    assert_sound(office->context);
}

/* Where its references lead is a rule too. */
static void test_other_affiliate(void **state)
{
    struct office *office = *state;
    struct id goal = goal_added(office);
    office_add(office, &kind_affiliate, "code", "FCCMA", "name", "Florida", "kind", "state",
        "country", "US", "state", "FL", NULL);
    struct id plan = office_add(office, &kind_plan, "affiliate", "CAMA", "year", "2026", NULL);
    office_set(office->context, &kind_goal, &goal, "plan", "CAMA 2026");
    assert_sound(office->context);
    office_set(office->context, &kind_plan, &plan, "affiliate", "FCCMA");
    assert_check(office->context, false,
        "goal \"Train ten\" breaks a rule: Plan must belong to the same affiliate.\n"
        "target \"Train ten, FCCMA 2026\" breaks a rule:"
        " Goal must belong to the same affiliate as the plan.\n",
        0);
    struct agenda *agenda = looked(office->context);
    assert_int_equal(agenda_total(agenda, TOPIC_CORRECT), 2);
    agenda_free(agenda);
}

static void test_loop(void **state)
{
    struct office *office = *state;
    struct id goal = goal_added(office);
    struct id part = office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Train one",
        "measure", "yes-no", "target", "1", "start", "2026-01-01", "due", "2026-12-31", NULL);
    struct context *other = office_copy(office, "other.db");
    office_set(office->context, &kind_goal, &goal, "parent", "Train one");
    office_set(other, &kind_goal, &part, "parent", "Train ten");
    office_take(office->context, other);
    assert_check(office->context, false,
        "goal \"Train ten\" breaks a rule: Parent can't lead back to this goal.\n"
        "goal \"Train one\" breaks a rule: Parent can't lead back to this goal.\n",
        0);
    context_close(other);
}

/* --- what is listed ----------------------------------------------------------------------------
 */

static enum li_err forget(struct store *store, void *arg, struct li_error *err)
{
    (void)arg;
    return query_run(store, "DELETE FROM local_broken", err);
}

static void test_rebuild(void **state)
{
    struct office *office = *state;
    struct id goal = goal_added(office);
    struct li_error err;
    const char *finding = "progress \"2026-06-01: 7\" breaks a rule: Value must be yes (1) or no "
                          "(0) for this goal.\n";
    office_add(
        office, &kind_progress, "goal", "Train ten", "day", "2026-06-01", "value", "7", NULL);
    office_set(office->context, &kind_goal, &goal, "measure", "yes-no");
    assert_int_equal(transaction_write_local(office->context->store, forget, NULL, &err), LI_OK);
    assert_check(office->context, false, finding, 1);
    assert_check(office->context, true, finding, 0);
    assert_listed(office->context,
        "progress 2026-06-01: 7, CAMA: Value must be yes (1) or no (0) for this goal.");
}

/* What was put away nobody has to correct; what is brought back is as it was. */
static void test_archived(void **state)
{
    struct office *office = *state;
    struct id goal = goal_added(office);
    struct li_error err;
    struct id entry = office_add(
        office, &kind_progress, "goal", "Train ten", "day", "2026-06-01", "value", "7", NULL);
    assert_int_equal(record_archive(office->context, &kind_progress, &entry, true, &err), LI_OK);
    office_set(office->context, &kind_goal, &goal, "measure", "yes-no");
    assert_sound(office->context);
    assert_int_equal(record_archive(office->context, &kind_progress, &entry, false, &err), LI_OK);
    assert_listed(office->context,
        "progress 2026-06-01: 7, CAMA: Value must be yes (1) or no (0) for this goal.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(test_merge),
        OFFICE_TEST(test_followed),
        OFFICE_TEST(test_undo),
        OFFICE_TEST(test_other_affiliate),
        OFFICE_TEST(test_loop),
        OFFICE_TEST(test_rebuild),
        OFFICE_TEST(test_archived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
