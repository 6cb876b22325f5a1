/*
 * test_agenda_update.c: an agenda that follows what is written is what looking for everything
 * afresh finds, write after write, and back through undo.
 */
#include "core/agenda/agenda.h"
#include "core/history/history_undo.h"
#include "core/kind/activity.h"
#include "core/kind/affiliate.h"
#include "core/kind/agreement.h"
#include "core/kind/assignment.h"
#include "core/kind/attendance.h"
#include "core/kind/event.h"
#include "core/kind/goal.h"
#include "core/kind/milestone.h"
#include "core/kind/person.h"
#include "core/kind/progress.h"
#include "core/kind/role.h"
#include "core/kind/state.h"
#include "core/query/lookup.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "tests/support/sample_office.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants those before it */
#include <cmocka.h>

enum { PAIRS_MOST = 8 };

/* A record added, or the one that ref names changed: fields and values. */
struct write {
    const struct kind *kind;
    const char *ref;
    const char *pairs[2 * PAIRS_MOST];
};

static const struct write writes[] = {
    {&kind_goal, NULL,
        {"affiliate", "CAMA", "title", "Train", "measure", "total", "target", "100", "start",
            "2026-01-01", "due", "2026-12-31", "cadence", "monthly"}},
    {&kind_goal, NULL,
        {"affiliate", "FCCMA", "title", "Pair", "measure", "milestones", "start", "2026-01-01",
            "due", "2026-12-31"}},
    {&kind_progress, NULL, {"goal", "Train", "day", "2026-06-29", "value", "5"}},
    {&kind_progress, NULL, {"goal", "Train", "day", "2026-06-30", "value", "60"}},
    {&kind_milestone, NULL, {"goal", "Pair", "title", "Agree", "due", "2026-06-20"}},
    {&kind_milestone, "Agree", {"done_on", "2026-06-30"}},
    {&kind_milestone, "Agree", {"done_on", ""}},
    {&kind_goal, "Pair", {"state", "dropped"}},
    {&kind_goal, "Pair", {"state", "open", "affiliate", "CAMA"}},
    {&kind_agreement, NULL,
        {"affiliate", "CAMA", "title", "Affiliation", "signed_on", "2025-01-01", "from",
            "2025-01-01", "to", "2026-07-31", "renewal_lead", "90"}},
    {&kind_agreement, NULL, {"affiliate", "CAMA", "title", "The next", "renews", "Affiliation"}},
    {&kind_agreement, "The next", {"renews", ""}},
    {&kind_assignment, NULL,
        {"person", "Ada Bright", "role", "Staff liaison", "affiliate", "CAMA", "from", "2026-01-01",
            "to", "2026-08-28"}},
    {&kind_assignment, NULL,
        {"person", "Ada Bright", "role", "Regional director", "region", "Southeast", "from",
            "2026-01-01", "to", "2026-08-27"}},
    {&kind_assignment, NULL,
        {"person", "Bo Long", "role", "Staff liaison", "affiliate", "CAMA", "from", "2026-08-29"}},
    {&kind_role, "Regional director", {"required", "yes"}},
    {&kind_activity, NULL,
        {"affiliate", "CAMA", "title", "Called", "day", "2026-06-01", "follow_up_on",
            "2026-06-20"}},
    {&kind_activity, "Called", {"follow_up_done_on", "2026-06-30"}},
    {&kind_activity, "Called", {"affiliate", "FCCMA"}},
    {&kind_event, NULL, {"title", "Conference", "host", "CAMA", "from", "2026-08-28"}},
    {&kind_attendance, NULL, {"event", "Conference", "person", "Bo Long", "state", "going"}},
    {&kind_person, "Bo Long", {"organization", "FCCMA"}},
    {&kind_state, "FL", {"region", "Northeast"}},
    {&kind_affiliate, "FCCMA", {"cadence", "weekly"}},
    {&kind_affiliate, "CAMA", {"status", "ended"}},
    {&kind_affiliate, "CAMA", {"status", "dormant"}},
    {&kind_affiliate, "CAMA", {"status", "active"}},
};
enum { WRITES = sizeof writes / sizeof *writes };

static void run(struct office *office, const struct write *write)
{
    struct li_error err = {.code = LI_OK};
    struct record *record;
    struct id id;
    enum li_err code = LI_OK;
    if (write->ref && !(code = lookup(office->context, write->kind, write->ref, &id, NULL, &err)))
        code = record_load(office->context, write->kind, &id, &record, &err);
    else if (!write->ref)
        record = record_new(office->context, write->kind);
    for (int i = 0; !code && write->pairs[i]; i += 2)
        code = record_parse(office->context, record, kind_field(write->kind, write->pairs[i]),
            write->pairs[i + 1], &err);
    if (!code)
        code = record_save(office->context, record, &err);
    if (code)
        fail_msg("%s", err.message);
    record_free(record);
}

static int setup(void **state)
{
    struct office *office = office_new();
    office_add(office, &kind_affiliate, "code", "CAMA", "name", "Canadian managers", "kind",
        "international", "country", "CA", NULL);
    office_add(office, &kind_affiliate, "code", "FCCMA", "name", "Florida managers", "kind",
        "state", "country", "US", "state", "FL", NULL);
    office_add(office, &kind_person, "name", "Ada Bright", NULL);
    office_add(office, &kind_person, "name", "Bo Long", "organization", "CAMA", NULL);
    *state = office;
    return 0;
}

static const struct agenda_options everyone = {.days = 90, .most = 100};

static void find_all(struct agenda *agenda)
{
    struct li_error err;
    int more;
    do
        more = agenda_work(agenda, 3, &err);
    while (more > 0);
    if (more < 0)
        fail_msg("%s", err.message);
}

static struct agenda *found(struct office *office)
{
    struct li_error err;
    struct agenda *agenda;
    if (agenda_new(office->context, &everyone, &agenda, &err))
        fail_msg("%s", err.message);
    find_all(agenda);
    return agenda;
}

/* Counts, and the row ids of the lines in their order. */
static char *told(struct agenda *agenda)
{
    char *text;
    FILE *out = li_text_open(&text);
    for (int i = 0; i < TOPIC_COUNT; i++) {
        enum topic_id topic = (enum topic_id)i;
        fprintf(out, "%s %zu, %zu put off:", topics[i]->name, agenda_total(agenda, topic),
            agenda_snoozed(agenda, topic));
        for (size_t at = 0; at < agenda_line_count(agenda, topic); at++)
            fprintf(out, " %lld", (long long)agenda_line_row(agenda, topic, at));
        fputc('\n', out);
    }
    li_text_close(out);
    return text;
}

static void is_as_found_afresh(struct office *office, struct agenda *agenda, const char *after)
{
    struct agenda *afresh = found(office);
    char *one = told(agenda), *other = told(afresh);
    if (strcmp(one, other) != 0)
        fail_msg("After %s:\n%swhere afresh it is\n%s", after, one, other);
    free(one);
    free(other);
    agenda_free(afresh);
}

/* What is too much to be followed is found afresh; the rest is taken over. Whether it was. */
static bool follow(struct agenda **agenda)
{
    struct li_error err;
    struct agenda *again;
    if (agenda_update(*agenda, &err))
        fail_msg("%s", err.message);
    if (!agenda_is_stale(*agenda))
        return true;
    assert_int_equal(agenda_renew(*agenda, &again, &err), LI_OK);
    find_all(again);
    assert_false(agenda_is_stale(again));
    agenda_free(*agenda);
    *agenda = again;
    return false;
}

static void undo(struct office *office)
{
    struct li_error err;
    char *said = NULL;
    if (history_undo(office->context, NULL, NULL, NULL, &said, &err))
        fail_msg("%s", err.message);
    free(said);
}

/* Only an assignment for a region, a role and a state may concern any number of affiliates. */
static void every_write_is_followed(void **state)
{
    struct office *office = *state;
    struct agenda *agenda = found(office);
    int afresh = 0;
    for (int i = 0; i < WRITES; i++) {
        run(office, &writes[i]);
        afresh += !follow(&agenda);
        is_as_found_afresh(office, agenda, writes[i].pairs[1]);
    }
    assert_int_equal(afresh, 3);
    for (int i = WRITES; i > 0; i--) {
        undo(office);
        follow(&agenda);
        is_as_found_afresh(office, agenda, "undo");
    }
    agenda_free(agenda);
}

static void several_writes_are_followed_at_once(void **state)
{
    struct office *office = *state;
    struct agenda *agenda = found(office);
    for (int i = 0; i < WRITES; i++) {
        run(office, &writes[i]);
        if (i % 7 == 6) {
            follow(&agenda);
            is_as_found_afresh(office, agenda, "seven writes");
        }
    }
    agenda_free(agenda);
}

static void what_is_put_off_is_followed(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct agenda_line line;
    run(office, &writes[0]);
    struct agenda *agenda = found(office);
    int64_t row = agenda_line_row(agenda, TOPIC_CHECK_IN, 0);
    assert_int_equal(agenda_line_load(agenda, TOPIC_CHECK_IN, row, &line, &err), 1);
    assert_int_equal(
        agenda_snooze(office->context, &line, office->context->today + 2, &err), LI_OK);
    assert_true(follow(&agenda));
    assert_int_equal(agenda_total(agenda, TOPIC_CHECK_IN), 0);
    is_as_found_afresh(office, agenda, "putting off");
    run(office, &writes[3]); /* what is put off is dealt with */
    assert_true(follow(&agenda));
    is_as_found_afresh(office, agenda, "logging what was put off");
    undo(office);
    undo(office);
    assert_true(follow(&agenda));
    assert_int_equal(agenda_total(agenda, TOPIC_CHECK_IN), 1);
    is_as_found_afresh(office, agenda, "undoing both");
    office->context->today += 1;
    assert_false(follow(&agenda));
    is_as_found_afresh(office, agenda, "a day");
    agenda_line_clear(&line);
    agenda_free(agenda);
}

/* Topics that were found already when something is written in the midst of the others. */
static void a_write_in_the_midst_is_followed(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct agenda *agenda;
    for (int i = 0; i < 12; i++)
        office_add(office, &kind_affiliate, "name", "More", "kind", "state", "country", "US", NULL);
    assert_int_equal(agenda_new(office->context, &everyone, &agenda, &err), LI_OK);
    for (int i = 0; i < 3 * TOPIC_COUNT; i++)
        assert_int_equal(agenda_work(agenda, 1, &err), 1);
    run(office, &writes[0]);
    run(office, &writes[16]);
    assert_int_equal(agenda_update(agenda, &err), LI_OK);
    find_all(agenda);
    assert_false(agenda_is_stale(agenda));
    is_as_found_afresh(office, agenda, "writing in the midst");
    agenda_free(agenda);
}

/* Of more lines than are kept, those behind come up when those before them are gone. */
static void lines_that_were_not_kept_come_up(void **state)
{
    struct office *office = *state;
    struct agenda *agenda;
    struct li_error err;
    char title[24];
    for (int i = 0; i < 12; i++) {
        snprintf(title, sizeof title, "Call %02d", i);
        office_add(office, &kind_activity, "affiliate", "CAMA", "title", title, "day", "2026-06-01",
            "follow_up_on", "2026-06-20", NULL);
    }
    const struct agenda_options few = {.days = 90, .most = 4};
    assert_int_equal(agenda_new(office->context, &few, &agenda, &err), LI_OK);
    find_all(agenda);
    assert_int_equal(agenda_line_count(agenda, TOPIC_FOLLOW_UP), 4);
    for (int i = 0; i < 12; i++) {
        const struct write done = {
            &kind_activity, title, {"follow_up_done_on", "2026-06-30", NULL}};
        snprintf(title, sizeof title, "Call %02d", i);
        run(office, &done);
        follow(&agenda);
        size_t left = 11 - (size_t)i;
        assert_int_equal(agenda_total(agenda, TOPIC_FOLLOW_UP), left);
        assert_true(agenda_line_count(agenda, TOPIC_FOLLOW_UP) >= (left < 2 ? left : 2));
    }
    agenda_free(agenda);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, office_teardown)
    const struct CMUnitTest tests[] = {
        TEST(every_write_is_followed),
        TEST(several_writes_are_followed_at_once),
        TEST(what_is_put_off_is_followed),
        TEST(a_write_in_the_midst_is_followed),
        TEST(lines_that_were_not_kept_come_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
