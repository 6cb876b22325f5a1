/*
 * test_record.c: the rules a record must keep, and what a save leaves in the journal.
 */
#include "core/kind/affiliate.h"
#include "core/kind/agreement.h"
#include "core/kind/assignment.h"
#include "core/kind/goal.h"
#include "core/kind/goal_facts.h"
#include "core/kind/milestone.h"
#include "core/kind/person.h"
#include "core/kind/progress.h"
#include "core/record/field.h"
#include "core/record/record_check.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "core/record/record_writer.h"
#include "data/base/memory.h"
#include "data/changeset/changeset.h"
#include "tests/support/sample_office.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* --- rules ------------------------------------------------------------------------------------ */

struct problems {
    char text[1024];
};

static void note_problem(void *arg, int field, const char *message)
{
    (void)field;
    struct problems *problems = arg;
    strncat(problems->text, message, sizeof problems->text - strlen(problems->text) - 1);
    strncat(problems->text, "|", sizeof problems->text - strlen(problems->text) - 1);
}

/* Sets pairs of field and typed text up to NULL on record, then compares all it breaks. */
static void breaks(struct office *office, struct record *record, const char *expected, ...)
{
    struct li_error err;
    va_list pairs;
    va_start(pairs, expected);
    for (const char *name; (name = va_arg(pairs, const char *));) {
        int field = kind_field(record->kind, name);
        assert_true(field >= 0);
        if (record_parse(office->context, record, field, va_arg(pairs, const char *), &err) !=
            LI_OK)
            fail_msg("%s: %s", name, err.message);
    }
    va_end(pairs);
    struct problems problems = {{0}};
    int count = record_check(office->context, record, note_problem, &problems), bars = 0;
    assert_string_equal(problems.text, expected);
    for (const char *at = problems.text; *at; at++)
        bars += *at == '|';
    assert_int_equal(count, bars);
}

static struct id some_affiliate(struct office *office, const char *code)
{
    return office_add(
        office, &kind_affiliate, "code", code, "name", code, "kind", "national", NULL);
}

static void required_fields_are_needed(void **state)
{
    struct record *record =
        record_new(*state ? ((struct office *)*state)->context : NULL, &kind_affiliate);
    breaks(*state, record, "Name is required.|Type is required.|", NULL);
    assert_string_equal(record_get(record, AFFILIATE_STATUS), "active");
    breaks(*state, record, "", "name", "N", "kind", "equity", NULL);
    breaks(
        *state, record, "Name is required.|Status is required.|", "name", " ", "status", "", NULL);
    record_free(record);
}

static void an_assignment_has_one_charge_and_an_orderly_term(void **state)
{
    struct office *office = *state;
    some_affiliate(office, "CAMA");
    office_add(office, &kind_person, "name", "Ada Example", NULL);
    struct record *record = record_new(office->context, &kind_assignment);
    breaks(office, record, "Enter an affiliate or a region.|", "person", "ada", "role",
        "staff liaison", NULL);
    breaks(office, record, "Enter an affiliate or a region, not both.|", "affiliate", "cama",
        "region", "Southeast", NULL);
    breaks(office, record, "", "affiliate", "", NULL);
    breaks(office, record, "End date can't be before start date (2026-06-30).|", "to", "2026-06-29",
        NULL);
    breaks(office, record, "", "to", "2026-06-30", NULL);
    record_free(record);
}

static void an_agreement_ends_after_it_begins_and_says_why(void **state)
{
    struct office *office = *state;
    some_affiliate(office, "CAMA");
    struct record *record = record_new(office->context, &kind_agreement);
    breaks(office, record, "End date can't be before start date (2026-02-01).|", "affiliate",
        "cama", "title", "Memorandum", "from", "2026-02-01", "to", "2026-01-01", NULL);
    breaks(office, record, "Give the reason it ended.|", "to", "", "ended_on", "2026-03-01", NULL);
    breaks(office, record, "", "ended_why", "They merged", NULL);
    record_free(record);
}

static void a_goal_can_be_measured(void **state)
{
    struct office *office = *state;
    some_affiliate(office, "CAMA");
    struct record *goal = record_new(office->context, &kind_goal);
    breaks(office, goal, "Target is required for the measure Reach a level.|", "affiliate", "cama",
        "title", "Grow", "start", "2026-01-01", NULL);
    breaks(office, goal, "Target must differ from the baseline (0).|", "target", "0", NULL);
    breaks(office, goal, "Target must differ from the baseline (0).|", "baseline", "", NULL);
    breaks(office, goal, "Due date must be after the start date (2026-01-01).|", "target", "5",
        "due", "2026-01-01", NULL);
    breaks(office, goal, "", "due", "2026-01-02", NULL);
    breaks(office, goal, "Target can't be 0 for a running total.|", "measure", "total", "target",
        "0", "baseline", "5", NULL);
    breaks(office, goal, "", "target", "10", NULL);
    breaks(office, goal, "Tolerance applies only to the measure Keep within range.|", "tolerance",
        "1", NULL);
    breaks(office, goal, "", "measure", "maintain", NULL);
    breaks(office, goal,
        "Tolerance must be smaller than the difference between baseline and target.|", "tolerance",
        "5", NULL);
    breaks(office, goal, "", "measure", "milestones", "tolerance", "", "target", "", NULL);
    breaks(office, goal, "", "measure", "yes-no", NULL);
    record_free(goal);
}

static void progress_fits_its_goal(void **state)
{
    struct office *office = *state;
    some_affiliate(office, "CAMA");
    office_add(office, &kind_goal, "affiliate", "cama", "title", "Sign", "measure", "yes-no", NULL);
    office_add(
        office, &kind_goal, "affiliate", "cama", "title", "Steps", "measure", "milestones", NULL);
    struct record *entry = record_new(office->context, &kind_progress);
    breaks(office, entry, "Value must be yes (1) or no (0) for this goal.|", "goal", "sign",
        "value", "2", NULL);
    breaks(office, entry, "", "value", "1", NULL);
    breaks(office, entry,
        "This goal is measured by milestones; mark a milestone done instead of logging a value.|",
        "goal", "steps", NULL);
    record_free(entry);
}

static void a_reference_must_not_lead_back(void **state)
{
    struct office *office = *state;
    struct id a = some_affiliate(office, "A1");
    office_add(
        office, &kind_affiliate, "code", "B1", "name", "B", "kind", "state", "parent", "A1", NULL);
    office_add(
        office, &kind_affiliate, "code", "C1", "name", "C", "kind", "state", "parent", "B1", NULL);
    struct record *record;
    struct li_error err;
    assert_int_equal(record_load(office->context, &kind_affiliate, &a, &record, &err), LI_OK);
    breaks(office, record, "Parent can't lead back to this affiliate.|", "parent", "C1", NULL);
    breaks(office, record, "Parent can't lead back to this affiliate.|", "parent", "A1", NULL);
    breaks(office, record, "", "parent", "", NULL);
    record_free(record);
}

/* --- saving ----------------------------------------------------------------------------------- */

static void a_record_is_saved_and_loaded_as_it_was(void **state)
{
    struct office *office = *state;
    struct li_error err = {0};
    struct id id = office_add(office, &kind_affiliate, "code", "STMO\xC3\x9A", "name",
        "Taituar\xC4\x81", "kind", "international", "country", "nz", "notes",
        "0197c2a0-0000-7000-8000-000000000001", NULL);
    office_reopen(office);
    struct record *record;
    assert_int_equal(record_load(office->context, &kind_affiliate, &id, &record, &err), LI_OK);
    assert_string_equal(record_get(record, AFFILIATE_CODE), "STMO\xC3\x9A");
    assert_string_equal(record_get(record, AFFILIATE_NAME), "Taituar\xC4\x81");
    assert_null(record_get(record, AFFILIATE_CITY));
    /* Text that looks like an id stays text. */
    char *type = office_ask(office, "SELECT typeof(notes) FROM affiliate");
    assert_string_equal(type, "text");
    free(type);
    char *country = field_show(office->context, &kind_affiliate.fields[AFFILIATE_COUNTRY],
        record_get(record, AFFILIATE_COUNTRY));
    assert_string_equal(country, "New Zealand");
    free(country);
    record_free(record);
    assert_int_equal(record_load(office->context, &kind_person, &id, &record, &err), LI_NONE);
}

static int64_t entries(struct office *office)
{
    char *count = office_ask(office, "SELECT count(*) FROM journal_entry");
    int64_t number = strtoll(count, NULL, 10);
    free(count);
    return number;
}

static void nothing_changed_is_nothing_written(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct id id = some_affiliate(office, "CAMA");
    int64_t before = entries(office);
    struct record *record;
    assert_int_equal(record_load(office->context, &kind_affiliate, &id, &record, &err), LI_OK);
    assert_int_equal(record_save(office->context, record, &err), LI_OK);
    record_set(record, AFFILIATE_NAME, record_get(record, AFFILIATE_NAME));
    assert_int_equal(record_save(office->context, record, &err), LI_OK);
    assert_int_equal(entries(office), before);
    record_free(record);
}

struct seen {
    struct office *office;
    int columns;
    char label[64];
};

static bool see_entry(void *arg, const struct entry *entry)
{
    struct seen *seen = arg;
    struct li_error err = {0};
    struct changeset *changes =
        changeset_open(seen->office->context->store, entry->changeset, entry->changeset_size, &err);
    snprintf(seen->label, sizeof seen->label, "%s", entry->label);
    assert_int_equal(changeset_next(changes, &err), 1);
    assert_int_equal(changeset_how(changes), CHANGE_SET);
    for (int i = 0; i < changeset_columns(changes); i++)
        if (changeset_touched(changes, i) && strcmp(changeset_column(changes, i), "id") != 0)
            seen->columns++;
    changeset_close(changes);
    return false;
}

static void a_change_carries_only_what_changed(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct id id = some_affiliate(office, "CAMA");
    struct record *record;
    assert_int_equal(record_load(office->context, &kind_affiliate, &id, &record, &err), LI_OK);
    record_set(record, AFFILIATE_CITY, "Ottawa");
    assert_int_equal(record_save(office->context, record, &err), LI_OK);
    record_free(record);
    struct seen seen = {.office = office};
    struct entry_scan scan = {.newest_first = true};
    assert_int_equal(entry_scan(office->context->store, &scan, see_entry, &seen, &err), LI_OK);
    assert_int_equal(seen.columns, 1);
    assert_string_equal(seen.label, "Change affiliate CAMA");
}

static void labels_name_the_record(void **state)
{
    struct office *office = *state;
    static const char newest[] = "SELECT label FROM journal_entry ORDER BY hlc DESC LIMIT 1";
    struct li_error err;
    struct id cama = some_affiliate(office, "CAMA");
    struct id person = office_add(office, &kind_person, "name", "Ada Example", NULL);
    char *label = office_ask(office, newest);
    assert_string_equal(label, "Add person \"Ada Example\"");
    free(label);
    office_add(office, &kind_assignment, "person", "ada", "role", "staff liaison", "affiliate",
        "cama", NULL);
    label = office_ask(office, newest);
    assert_string_equal(label, "Add assignment \"Ada Example, Staff liaison for CAMA\"");
    free(label);
    assert_int_equal(record_archive(office->context, &kind_person, &person, true, &err), LI_OK);
    label = office_ask(office, newest);
    assert_string_equal(label, "Archive person \"Ada Example\"");
    free(label);
    assert_int_equal(record_archive(office->context, &kind_affiliate, &cama, true, &err), LI_OK);
    assert_int_equal(record_archive(office->context, &kind_affiliate, &cama, false, &err), LI_OK);
    label = office_ask(office, newest);
    assert_string_equal(label, "Restore affiliate CAMA");
    free(label);
}

static void archiving_keeps_the_day_and_undoes(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct record *record;
    struct id id = some_affiliate(office, "CAMA");
    assert_int_equal(record_archive(office->context, &kind_affiliate, &id, true, &err), LI_OK);
    int64_t count = entries(office);
    assert_int_equal(record_archive(office->context, &kind_affiliate, &id, true, &err), LI_OK);
    assert_int_equal(entries(office), count);
    assert_int_equal(record_load(office->context, &kind_affiliate, &id, &record, &err), LI_OK);
    assert_int_equal(record->archived_on, date_parse(OFFICE_TODAY));
    record_free(record);
}

static void a_refused_record_is_not_written(void **state)
{
    struct office *office = *state;
    struct li_error err;
    int64_t before = entries(office);
    struct record *record = record_new(office->context, &kind_affiliate);
    assert_int_equal(record_save(office->context, record, &err), LI_REFUSED);
    assert_string_equal(err.message, "Name is required.");
    assert_int_equal(
        record_parse(office->context, record, AFFILIATE_HEALTH, "met", &err), LI_USAGE);
    assert_int_equal(entries(office), before);
    record_free(record);
}

static enum li_err put_three(struct store *store, void *arg, struct li_error *err)
{
    struct office *office = arg;
    struct record_writer *writer = record_writer_new(store, &kind_person);
    enum li_err code = LI_OK;
    for (int i = 0; i < 3 && !code; i++) {
        struct record *record = record_new(office->context, &kind_person);
        record_set(record, PERSON_NAME, i == 0 ? "One" : i == 1 ? "Two" : "Three");
        record->id = i == 2 ? id_named("person", "three") : record->id;
        code = record_writer_put(writer, record, err);
        record_set(record, PERSON_TITLE, "Number");
        if (!code)
            code = record_writer_put(writer, record, err);
        record_free(record);
    }
    record_writer_free(writer);
    return code;
}

static void a_writer_adds_and_changes_many(void **state)
{
    struct office *office = *state;
    struct li_error err;
    int64_t before = entries(office);
    assert_int_equal(
        journal_write(office->context->store, "Three", put_three, office, NULL, &err), LI_OK);
    assert_int_equal(entries(office), before + 1);
    char *names = office_ask(
        office, "SELECT group_concat(name || title) FROM (SELECT * FROM person ORDER BY name)");
    assert_string_equal(names, "OneNumber,ThreeNumber,TwoNumber");
    free(names);
    struct id three = id_named("person", "three");
    char *title = record_title(office->context, &kind_person, &three);
    assert_string_equal(title, "Three");
    free(title);
}

static void titles_read_as_people_speak(void **state)
{
    struct office *office = *state;
    some_affiliate(office, "CAMA");
    office_add(office, &kind_goal, "affiliate", "cama", "title", "Train", "measure", "total",
        "target", "30", "unit", "sessions", NULL);
    struct id entry = office_add(
        office, &kind_progress, "goal", "train", "value", "12.5", "day", "2026-03-15", NULL);
    char *title = record_title(office->context, &kind_progress, &entry);
    assert_string_equal(title, "2026-03-15: 12.5 sessions");
    free(title);
    struct record *unfinished = record_new(office->context, &kind_assignment);
    title = record_called(office->context, unfinished);
    assert_string_equal(title, "");
    free(title);
    record_free(unfinished);
}

static void goal_facts_come_from_the_records(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct goal_facts facts;
    some_affiliate(office, "CAMA");
    struct id goal = office_add(office, &kind_goal, "affiliate", "cama", "title", "Train",
        "measure", "total", "target", "30", "start", "2026-01-01", "due", "2026-12-31", NULL);
    assert_int_equal(goal_facts_load(office->context, &goal, &facts, &err), LI_OK);
    assert_int_equal(facts.measure, MEASURE_TOTAL);
    assert_int_equal(facts.entries, 0);
    assert_true(isnan(facts.latest));
    assert_int_equal(facts.latest_on, DAY_NONE);
    office_add(office, &kind_progress, "goal", "train", "value", "7", "day", "2026-05-01", NULL);
    office_add(office, &kind_progress, "goal", "train", "value", "5", "day", "2026-03-01", NULL);
    assert_int_equal(goal_facts_load(office->context, &goal, &facts, &err), LI_OK);
    assert_int_equal(facts.entries, 2);
    assert_true(facts.total == 12 && facts.latest == 7);
    assert_int_equal(facts.latest_on, date_parse("2026-05-01"));
    struct id steps = office_add(
        office, &kind_goal, "affiliate", "cama", "title", "Steps", "measure", "milestones", NULL);
    office_add(office, &kind_milestone, "goal", "steps", "title", "One", "due", "2026-05-01",
        "done_on", "2026-05-02", NULL);
    office_add(office, &kind_milestone, "goal", "steps", "title", "Two", "due", OFFICE_TODAY, NULL);
    office_add(
        office, &kind_milestone, "goal", "steps", "title", "Three", "due", "2026-07-01", NULL);
    assert_int_equal(goal_facts_load(office->context, &steps, &facts, &err), LI_OK);
    assert_int_equal(facts.milestones, 3);
    assert_int_equal(facts.milestones_done, 1);
    assert_int_equal(facts.milestones_due, 2);
    assert_int_equal(facts.latest_on, date_parse("2026-05-02"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(required_fields_are_needed),
        OFFICE_TEST(an_assignment_has_one_charge_and_an_orderly_term),
        OFFICE_TEST(an_agreement_ends_after_it_begins_and_says_why),
        OFFICE_TEST(a_goal_can_be_measured),
        OFFICE_TEST(progress_fits_its_goal),
        OFFICE_TEST(a_reference_must_not_lead_back),
        OFFICE_TEST(a_record_is_saved_and_loaded_as_it_was),
        OFFICE_TEST(nothing_changed_is_nothing_written),
        OFFICE_TEST(a_change_carries_only_what_changed),
        OFFICE_TEST(labels_name_the_record),
        OFFICE_TEST(archiving_keeps_the_day_and_undoes),
        OFFICE_TEST(a_refused_record_is_not_written),
        OFFICE_TEST(a_writer_adds_and_changes_many),
        OFFICE_TEST(titles_read_as_people_speak),
        OFFICE_TEST(goal_facts_come_from_the_records),
    };
    return cmocka_run_group_tests_name("record", tests, NULL, NULL);
}
