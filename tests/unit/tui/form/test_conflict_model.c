/*
 * test_conflict_model.c: a field changed in a form and elsewhere meanwhile: nothing is written over
 * what nobody was asked about, and nothing typed is lost.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/kind/affiliate.h"
#include "core/kind/goal.h"
#include "core/kind/person.h"
#include "core/kind/plan.h"
#include "core/plan/review.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "data/journal/journal_undo.h"
#include "tests/support/form_desk.h"
#include "tui/form/conflict_model.h"
#include "tui/log/log_model.h"
#include <stdlib.h>
#include <string.h>

static struct li_error err;

static void assert_ok(enum li_err code)
{
    if (code != LI_OK)
        fail_msg("%s", err.message);
}

/* Judges, and gives what is in conflict, for the caller to free. */
static struct conflict_model find_conflicts(struct form_model *writing, struct office *office)
{
    struct form_problems problems;
    struct conflict_model conflicts;
    record_free(form_model_check(writing, office->context, &problems, &err));
    conflict_model_find(&conflicts, writing, office->context);
    assert_int_equal(conflicts.count, form_model_conflicts(writing));
    return conflicts;
}

static void save(struct form_model *writing, struct office *office)
{
    struct form_problems problems;
    struct record *record = form_model_check(writing, office->context, &problems, &err);
    assert_non_null(record);
    assert_int_equal(problems.count, 0);
    assert_int_equal(form_model_conflicts(writing), 0);
    assert_ok(record_save(office->context, record, &err));
    record_free(record);
}

static void test_a_field_changed_twice_is_a_conflict(void **state)
{
    struct office *office = *state;
    struct id id = office_add(office, &kind_person, "name", "Ada", "title", "Mayor", NULL);
    struct form_model writing;
    form_desk_edit(&writing, office, &kind_person, &id);
    form_desk_type(&writing, office, PERSON_NAME, "Ada Lovelace");
    form_desk_type(&writing, office, PERSON_TITLE, "Clerk");
    form_desk_set_elsewhere(office, &kind_person, &id, PERSON_NAME, "Countess");
    form_desk_set_elsewhere(office, &kind_person, &id, PERSON_TITLE, "Manager");
    struct conflict_model conflicts = find_conflicts(&writing, office);
    assert_int_equal(conflicts.count, 2);
    const struct conflict *name = &conflicts.list[0];
    assert_string_equal(name->label, kind_person.fields[PERSON_NAME].label);
    assert_string_equal(name->was, "Ada");
    assert_string_equal(name->mine, "Ada Lovelace");
    assert_string_equal(name->theirs, "Countess");
    assert_string_equal(name->by, "Ann");
    assert_int_equal(strlen(name->at), 16);
    assert_null(name->both);
    assert_null(conflict_model_outcome(name));
    assert_int_equal(conflict_model_unchosen(&conflicts, 1), 1);
    conflicts.list[0].choice = CONFLICT_MINE;
    assert_int_equal(conflict_model_unchosen(&conflicts, 0), 1);
    conflicts.list[1].choice = CONFLICT_THEIRS;
    assert_int_equal(conflict_model_unchosen(&conflicts, 0), 2);
    conflict_model_apply(&conflicts, office->context);
    conflict_model_end(&conflicts);
    save(&writing, office);
    form_model_end(&writing);
    form_desk_expect_value(office, &kind_person, &id, "name", "Ada Lovelace");
    form_desk_expect_value(office, &kind_person, &id, "title", "Manager");
}

static void test_the_same_change_is_none(void **state)
{
    struct office *office = *state;
    struct id id = office_add(office, &kind_person, "name", "Ada", NULL);
    office_add(office, &kind_affiliate, "name", "Home of goals", "kind", "national", NULL);
    struct id goal = office_add(office, &kind_goal, "affiliate", "Home of goals", "title", "Goal",
        "measure", "level", "target", "10", "start", "2026-01-01", "due", "2026-12-31", NULL);
    struct form_model writing;
    form_desk_edit(&writing, office, &kind_person, &id);
    form_desk_type(&writing, office, PERSON_NAME, "Ada Lovelace");
    form_desk_set_elsewhere(office, &kind_person, &id, PERSON_NAME, "Ada Lovelace");
    form_model_refresh(&writing, office->context);
    assert_int_equal(form_model_conflicts(&writing), 0);
    form_model_end(&writing);
    form_desk_edit(&writing, office, &kind_goal, &goal);
    form_desk_type(&writing, office, GOAL_DUE, "30 nov"); /* written otherwise */
    form_desk_set_elsewhere(office, &kind_goal, &goal, GOAL_DUE, "2026-11-30");
    save(&writing, office);
    form_model_end(&writing);
}

/* They changed it, and changed it back. */
static void test_what_was_taken_back_is_no_conflict(void **state)
{
    struct office *office = *state;
    struct id id = office_add(office, &kind_person, "name", "Ada", NULL);
    struct form_model writing;
    form_desk_edit(&writing, office, &kind_person, &id);
    form_desk_type(&writing, office, PERSON_NAME, "Ada Lovelace");
    form_desk_set_elsewhere(office, &kind_person, &id, PERSON_NAME, "Countess");
    form_model_refresh(&writing, office->context);
    assert_int_equal(form_model_conflicts(&writing), 1);
    form_desk_set_elsewhere(office, &kind_person, &id, PERSON_NAME, "Ada");
    save(&writing, office);
    form_model_end(&writing);
    form_desk_expect_value(office, &kind_person, &id, "name", "Ada Lovelace");
}

static void test_a_draft_resumed_later_conflicts_as_well(void **state)
{
    struct office *office = *state;
    struct id id = office_add(office, &kind_person, "name", "Ada", "title", "Mayor", NULL);
    struct form_model writing;
    form_desk_edit(&writing, office, &kind_person, &id);
    form_desk_type(&writing, office, PERSON_TITLE, "Clerk");
    assert_ok(form_model_save_draft(&writing, office->context, &err));
    form_model_end(&writing);
    office_reopen(office);
    form_desk_set_elsewhere(office, &kind_person, &id, PERSON_TITLE, "Manager");
    assert_ok(record_archive(office->context, &kind_person, &id, true, &err));
    form_desk_edit(&writing, office, &kind_person, &id);
    free(form_desk_resume(&writing, office));
    struct conflict_model conflicts = find_conflicts(&writing, office);
    assert_int_equal(conflicts.count, 2);
    assert_string_equal(conflicts.list[1].label, "Archived");
    assert_string_equal(conflicts.list[0].was, "Mayor");
    assert_string_equal(conflicts.list[0].mine, "Clerk");
    assert_string_equal(conflicts.list[0].theirs, "Manager");
    conflict_model_end(&conflicts);
    form_model_end(&writing);
}

static void test_a_record_archived_meanwhile_is_told(void **state)
{
    struct office *office = *state;
    struct id id = office_add(office, &kind_person, "name", "Ada", NULL);
    struct form_model writing;
    for (int i = 0; i < 2; i++) {
        enum conflict_choice choice = i == 0 ? CONFLICT_THEIRS : CONFLICT_MINE;
        assert_ok(record_archive(office->context, &kind_person, &id, false, &err));
        form_desk_edit(&writing, office, &kind_person, &id);
        form_desk_type(&writing, office, PERSON_TITLE, i == 0 ? "Mayor" : "Manager");
        assert_ok(record_archive(office->context, &kind_person, &id, true, &err));
        struct conflict_model conflicts = find_conflicts(&writing, office);
        assert_int_equal(conflicts.count, 1);
        assert_string_equal(conflicts.list[0].by, "Test");
        conflicts.list[0].choice = choice;
        conflict_model_apply(&conflicts, office->context);
        conflict_model_end(&conflicts);
        save(&writing, office);
        form_model_end(&writing);
        char *archived = office_ask(office, "SELECT archived_on FROM person WHERE name = 'Ada'");
        assert_true((archived != NULL) == (choice == CONFLICT_THEIRS));
        free(archived);
    }
    form_desk_expect_value(office, &kind_person, &id, "title", "Manager");
}

static void undo_as(struct office *office, const char *author)
{
    struct journal_undo_result undone;
    store_set_author(office->context->store, author);
    assert_ok(journal_undo(office->context->store, NULL, NULL, &undone, &err));
    free(undone.label);
}

/* Everything typed, and what stood there before, is a new record's. */
static void test_a_record_gone_meanwhile(void **state)
{
    struct office *office = *state;
    struct id id = office_add(office, &kind_person, "name", "Ada", "title", "Mayor", NULL);
    struct form_model writing;
    struct form_problems problems;
    form_desk_edit(&writing, office, &kind_person, &id);
    form_desk_type(&writing, office, PERSON_NAME, "Ada Lovelace");
    assert_ok(form_model_save_draft(&writing, office->context, &err));
    struct id key = writing.draft.key;
    form_desk_set_elsewhere(office, &kind_person, &id, PERSON_NAME, "Countess");
    form_model_refresh(&writing, office->context);
    assert_int_equal(form_model_conflicts(&writing), 1);
    undo_as(office, "Ann");
    undo_as(office, "Test");
    assert_null(form_model_check(&writing, office->context, &problems, &err));
    assert_int_equal(err.code, LI_NONE);
    form_model_make_new(&writing);
    assert_int_equal(form_model_conflicts(&writing), 0);
    struct record *record = form_model_check(&writing, office->context, &problems, &err);
    assert_string_equal(record_get(record, PERSON_NAME), "Ada Lovelace");
    assert_string_equal(record_get(record, PERSON_TITLE), "Mayor");
    record_free(record);
    form_desk_leave(&writing, office);

    assert_ok(
        form_model_begin(&writing, office->context, &kind_person, &id, NULL, NULL, &key, &err));
    free(form_desk_resume(&writing, office));
    assert_true(form_model_is_new(&writing) && writing.gone);
    save(&writing, office);
    form_model_end(&writing);
    char *title = office_ask(office, "SELECT title FROM person WHERE name = 'Ada Lovelace'");
    assert_string_equal(title, "Mayor");
    free(title);
}

/* Between the judgement and the write there is no room for another program's. */
static void test_nothing_is_written_over_what_was_not_seen(void **state)
{
    struct office *office = *state;
    struct id id = office_add(office, &kind_person, "name", "Ada", NULL);
    struct form_model writing;
    struct form_problems problems;
    form_desk_edit(&writing, office, &kind_person, &id);
    form_desk_type(&writing, office, PERSON_NAME, "Ada Lovelace");
    struct record *record = form_model_check(&writing, office->context, &problems, &err);
    form_desk_set_elsewhere(office, &kind_person, &id, PERSON_TITLE, "Manager");
    assert_int_equal(record_save(office->context, record, &err), LI_REFUSED);
    assert_true(record->overtaken);
    record_free(record);
    form_desk_expect_value(office, &kind_person, &id, "name", "Ada");
    save(&writing, office);
    form_model_end(&writing);
    form_desk_expect_value(office, &kind_person, &id, "title", "Manager");
}

static void log_note(struct log_model *logging, struct office *office, const char *note)
{
    edit_set(&logging->edits[LOG_NOTE], note);
    logging->draft.unsaved = true;
    assert_ok(log_model_save_draft(logging, office->context, &err));
}

/* Two windows log on one goal: neither takes the other's words. */
static void test_slips_have_drafts_of_their_own(void **state)
{
    struct office *office = *state;
    struct log_model one, other;
    char *at;
    office_add(office, &kind_affiliate, "code", "CAMA", "name", "CAMA", "kind", "national", NULL);
    struct id goal = office_add(office, &kind_goal, "affiliate", "CAMA", "title", "Train",
        "measure", "yes-no", "start", "2026-01-01", "due", "2026-12-31", NULL);
    assert_ok(log_model_begin(&one, office->context, &goal, NULL, &at, &err));
    log_note(&one, office, "one");
    assert_ok(log_model_begin(&other, office->context, &goal, NULL, &at, &err));
    assert_null(at);
    assert_true(other.draft.elsewhere);
    assert_int_equal(other.edits[LOG_NOTE].length, 0);
    log_note(&other, office, "other");
    assert_ok(form_draft_drop(&other.draft, office->context, &err));
    log_model_end(&other);
    assert_ok(form_draft_leave(&one.draft, office->context, &err));
    log_model_end(&one);
    assert_ok(log_model_begin(&one, office->context, &goal, NULL, &at, &err));
    assert_string_equal(one.edits[LOG_NOTE].text, "one");
    assert_false(one.draft.elsewhere);
    free(at);
    log_model_end(&one);
}

/* A verdict is given on a goal as it was read. */
static void test_a_review_is_no_exception(void **state)
{
    struct office *office = *state;
    struct review review;
    office_add(office, &kind_affiliate, "code", "CAMA", "name", "CAMA", "kind", "national", NULL);
    struct id plan = office_add(
        office, &kind_plan, "affiliate", "CAMA", "year", "2026", "state", "agreed", NULL);
    struct id goal = office_add(office, &kind_goal, "affiliate", "CAMA", "plan", "CAMA 2026",
        "title", "Train", "measure", "yes-no", "start", "2026-01-01", "due", "2026-05-31", NULL);
    assert_ok(review_load(office->context, &plan, &review, &err));
    record_set(review.goals[0].goal, GOAL_STATE, "met");
    form_desk_set_elsewhere(office, &kind_goal, &goal, GOAL_STATE, "dropped");
    assert_int_equal(review_save(office->context, &review, NULL, &err), LI_REFUSED);
    assert_non_null(strstr(err.message, "someone else changed"));
    review_free(&review);
    form_desk_expect_value(office, &kind_goal, &goal, "state", "dropped");
    form_desk_expect_value(office, &kind_plan, &plan, "state", "agreed");
}

static void test_two_texts_are_combined(void **state)
{
    static const struct {
        const char *was, *mine, *theirs, *both;
    } cases[] = {
        {"", "mine", "theirs", "theirs\nmine"},
        {"was", "was\nmine", "was\ntheirs", "was\ntheirs\nmine"},
        {"was\n", "was\nmine", "was\ntheirs", "was\ntheirs\nmine"},
        {"was", "mine\nwas", "theirs\nwas", "mine\ntheirs\nwas"},
        {"was", "mine", "theirs", "theirs\nmine"},
        {"Was.", "Was. Mine.", "Was. Theirs.", "Was. Theirs.\nMine."},
        {"was", "", "theirs", "theirs"},
        {"was", "mine", "", "mine"},
        {"was", "was, and mine", "was", "was\n, and mine"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *both = conflict_model_combine(cases[i].was, cases[i].mine, cases[i].theirs);
        assert_string_equal(both, cases[i].both);
        free(both);
    }
}

static void test_notes_take_both(void **state)
{
    struct office *office = *state;
    struct id id = office_add(office, &kind_person, "name", "Ada", "notes", "Met.", NULL);
    struct form_model writing;
    form_desk_edit(&writing, office, &kind_person, &id);
    form_desk_type(&writing, office, PERSON_NOTES, "Met.\nMine.");
    form_desk_set_elsewhere(office, &kind_person, &id, PERSON_NOTES, "Met.\nTheirs.");
    struct conflict_model conflicts = find_conflicts(&writing, office);
    assert_int_equal(conflict_model_common(&conflicts.list[0]), 0);
    conflicts.list[0].choice = CONFLICT_BOTH;
    conflict_model_apply(&conflicts, office->context);
    conflict_model_end(&conflicts);
    save(&writing, office);
    form_model_end(&writing);
    form_desk_expect_value(office, &kind_person, &id, "notes", "Met.\nTheirs.\nMine.");
}

/* Of a long text what is the same in all is left out, but for a few words before the difference. */
static void test_a_long_text_is_shown_where_it_differs(void **state)
{
    char was[] = "One line of a text that goes on.\nAnd another one, of forty characters or so."
                 "\nWhat nobody changed, \303\266 too. ";
    char *mine = li_format("%sMine.", was), *theirs = li_format("%sTheirs.", was);
    struct conflict conflict = {.was = was, .mine = mine, .theirs = theirs, .both = mine};
    size_t from = conflict_model_common(&conflict);
    (void)state;
    assert_true(from > 0 && from < strlen(was));
    assert_true(strlen(was) - from > 60 && strlen(was) - from < 80);
    assert_true(was[from - 1] == ' ' || was[from - 1] == '\n');
    conflict.both = NULL;
    assert_int_equal(conflict_model_common(&conflict), 0);
    free(mine);
    free(theirs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(test_a_field_changed_twice_is_a_conflict),
        OFFICE_TEST(test_the_same_change_is_none),
        OFFICE_TEST(test_what_was_taken_back_is_no_conflict),
        OFFICE_TEST(test_a_draft_resumed_later_conflicts_as_well),
        OFFICE_TEST(test_a_record_archived_meanwhile_is_told),
        OFFICE_TEST(test_a_record_gone_meanwhile),
        OFFICE_TEST(test_nothing_is_written_over_what_was_not_seen),
        OFFICE_TEST(test_slips_have_drafts_of_their_own),
        OFFICE_TEST(test_a_review_is_no_exception),
        OFFICE_TEST(test_two_texts_are_combined),
        OFFICE_TEST(test_notes_take_both),
        cmocka_unit_test(test_a_long_text_is_shown_where_it_differs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
