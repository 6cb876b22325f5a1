/*
 * test_form_model.c: forms and the log panel apart from the screen: what is typed is kept, judged
 * and written, and nothing of it is lost or written over what others wrote.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/kind/affiliate.h"
#include "core/kind/goal.h"
#include "core/kind/milestone.h"
#include "core/kind/person.h"
#include "core/kind/progress.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "data/base/memory.h"
#include "tests/support/form_desk.h"
#include "tui/form/form_model.h"
#include "tui/log/log_model.h"
#include "tui/log/log_panel.h"
#include <stdlib.h>
#include <string.h>

static struct li_error err;

static void assert_ok(enum li_err code)
{
    if (code != LI_OK)
        fail_msg("%s", err.message);
}

static struct id add_affiliate(struct office *office, const char *name)
{
    return office_add(office, &kind_affiliate, "name", name, "kind", "national", NULL);
}

static void start_new(struct form_model *writing, struct office *office, const struct kind *kind,
    const struct id *affiliate)
{
    assert_ok(form_model_begin(writing, office->context, kind, NULL,
        affiliate ? &kind_affiliate : NULL, affiliate, NULL, &err));
}

static void test_new_record(void **state)
{
    struct office *office = *state;
    struct id affiliate = add_affiliate(office, "Taituarā");
    struct form_model writing;
    struct form_problems problems;
    char id[ID_TEXT_SIZE];
    start_new(&writing, office, &kind_goal, &affiliate);
    assert_true(form_model_is_new(&writing));
    assert_false(form_model_changed(&writing));
    assert_string_equal(form_field_typed(&writing.fields[GOAL_AFFILIATE]), id_text(&affiliate, id));
    assert_string_equal(writing.fields[GOAL_AFFILIATE].shown, "Taituarā");
    assert_string_equal(form_field_typed(&writing.fields[GOAL_STATE]), "open");
    form_desk_type(&writing, office, GOAL_TITLE, "Train 30 managers");
    form_desk_type(&writing, office, GOAL_TARGET, "30");
    form_desk_type(&writing, office, GOAL_DUE, "eoy");
    struct record *record = form_model_check(&writing, office->context, &problems, &err);
    assert_int_equal(problems.count, 0);
    assert_ok(record_save(office->context, record, &err));
    form_desk_expect_value(office, &kind_goal, &record->id, "due", "2026-12-31");
    record_free(record);
    form_model_end(&writing);
}

static void test_what_says_nothing_is_put_aside(void **state)
{
    struct office *office = *state;
    struct id affiliate = add_affiliate(office, "CAMA");
    struct form_model writing;
    start_new(&writing, office, &kind_goal, &affiliate);
    form_model_hide(&writing);
    assert_true(writing.fields[GOAL_TOLERANCE].hidden);
    assert_false(writing.fields[GOAL_TARGET].hidden);
    assert_int_equal(form_model_visible(&writing, writing.count), writing.count - 1);
    form_desk_type(&writing, office, GOAL_TARGET, "30");
    form_desk_type(&writing, office, GOAL_MEASURE, "milestones");
    form_model_hide(&writing);
    assert_true(writing.fields[GOAL_UNIT].hidden && writing.fields[GOAL_BASELINE].hidden);
    assert_false(writing.fields[GOAL_TARGET].hidden); /* what was typed stays in sight */
    form_desk_type(&writing, office, GOAL_MEASURE, "maintain");
    form_model_hide(&writing);
    assert_int_equal(form_model_visible(&writing, writing.count), writing.count);
    form_model_end(&writing);
}

static void test_what_stood_there_of_itself_gives_way(void **state)
{
    struct office *office = *state;
    struct form_field slot;
    const struct key keys[] = {{.code = '1'}, {.code = '2'}, {.code = K_LEFT}};
    form_field_begin(&slot, office->context, &kind_goal.fields[GOAL_BASELINE], "0");
    assert_int_equal(form_field_key(&slot, office->context, &keys[0]), FORM_FIELD_CHANGED);
    assert_int_equal(form_field_key(&slot, office->context, &keys[1]), FORM_FIELD_CHANGED);
    assert_string_equal(form_field_typed(&slot), "12");
    form_field_end(&slot);
    form_field_begin(&slot, office->context, &kind_goal.fields[GOAL_BASELINE], "0");
    form_field_key(&slot, office->context, &keys[2]);
    form_field_key(&slot, office->context, &keys[0]);
    assert_string_equal(form_field_typed(&slot), "10");
    form_field_end(&slot);
}

static void test_draft_comes_back(void **state)
{
    struct office *office = *state;
    struct id affiliate = add_affiliate(office, "CAMA");
    struct form_model writing;
    start_new(&writing, office, &kind_goal, &affiliate);
    form_desk_type(&writing, office, GOAL_TITLE, "Half a");
    form_desk_type(&writing, office, GOAL_DUE, "not a day");
    assert_ok(form_model_save_draft(&writing, office->context, &err));
    assert_false(writing.draft.unsaved);
    form_model_end(&writing);
    office_reopen(office);

    start_new(&writing, office, &kind_goal, &affiliate);
    char *at = form_desk_resume(&writing, office);
    assert_non_null(at);
    free(at);
    assert_string_equal(form_field_typed(&writing.fields[GOAL_TITLE]), "Half a");
    assert_string_equal(form_field_typed(&writing.fields[GOAL_DUE]), "not a day");
    assert_ok(form_draft_drop(&writing.draft, office->context, &err));
    form_model_end(&writing);

    start_new(&writing, office, &kind_goal, &affiliate);
    assert_null(form_desk_resume(&writing, office));
    form_model_end(&writing);
}

static void test_nothing_changed_keeps_no_draft(void **state)
{
    struct office *office = *state;
    struct form_model writing;
    start_new(&writing, office, &kind_person, NULL);
    form_desk_type(&writing, office, PERSON_NAME, "A");
    assert_ok(form_model_save_draft(&writing, office->context, &err));
    assert_true(form_draft_is_stored(&writing.draft));
    form_desk_type(&writing, office, PERSON_NAME, "");
    assert_ok(form_model_save_draft(&writing, office->context, &err));
    assert_false(form_draft_is_stored(&writing.draft));
    form_model_end(&writing);
    start_new(&writing, office, &kind_person, NULL);
    assert_null(form_desk_resume(&writing, office));
    form_model_end(&writing);
}

/* A goal half written for one affiliate is neither taken for another's nor lost. */
static void test_draft_of_another_owner(void **state)
{
    struct office *office = *state;
    struct id one = add_affiliate(office, "One"), other = add_affiliate(office, "Other");
    struct form_model writing;
    start_new(&writing, office, &kind_goal, &one);
    form_desk_type(&writing, office, GOAL_TITLE, "For one");
    assert_ok(form_model_save_draft(&writing, office->context, &err));
    form_desk_leave(&writing, office);

    start_new(&writing, office, &kind_goal, &other);
    assert_null(form_desk_resume(&writing, office));
    form_desk_type(&writing, office, GOAL_TITLE, "For the other");
    assert_ok(form_model_save_draft(&writing, office->context, &err));
    struct id beside = writing.draft.key;
    assert_false(id_is_nil(&beside));
    form_desk_leave(&writing, office);

    start_new(&writing, office, &kind_goal, &one);
    free(form_desk_resume(&writing, office));
    assert_string_equal(form_field_typed(&writing.fields[GOAL_TITLE]), "For one");
    form_desk_leave(&writing, office);

    assert_ok(
        form_model_begin(&writing, office->context, &kind_goal, NULL, NULL, NULL, &beside, &err));
    assert_true(form_model_is_new(&writing));
    free(form_desk_resume(&writing, office));
    assert_string_equal(form_field_typed(&writing.fields[GOAL_TITLE]), "For the other");
    assert_string_equal(writing.fields[GOAL_AFFILIATE].shown, "Other");
    form_model_end(&writing);
}

static void test_record_that_is_not_there(void **state)
{
    struct office *office = *state;
    struct form_model writing;
    struct id nothing = id_new();
    assert_int_equal(
        form_model_begin(&writing, office->context, &kind_goal, &nothing, NULL, NULL, NULL, &err),
        LI_NONE);
}

/* What another program wrote meanwhile stays, but for the fields changed here. */
static void test_others_write_meanwhile(void **state)
{
    struct office *office = *state;
    struct id id = office_add(office, &kind_person, "name", "Ada", "title", "Mayor", NULL);
    struct form_model writing;
    struct form_problems problems;
    form_desk_edit(&writing, office, &kind_person, &id);
    form_desk_type(&writing, office, PERSON_NAME, "Ada Lovelace");
    form_desk_set_elsewhere(office, &kind_person, &id, PERSON_TITLE, "Manager");
    form_model_refresh(&writing, office->context);
    assert_string_equal(form_field_typed(&writing.fields[PERSON_TITLE]), "Manager");
    assert_string_equal(form_field_typed(&writing.fields[PERSON_NAME]), "Ada Lovelace");
    struct record *record = form_model_check(&writing, office->context, &problems, &err);
    assert_int_equal(form_model_conflicts(&writing), 0);
    assert_ok(record_save(office->context, record, &err));
    record_free(record);
    form_model_end(&writing);
    form_desk_expect_value(office, &kind_person, &id, "name", "Ada Lovelace");
    form_desk_expect_value(office, &kind_person, &id, "title", "Manager");
}

static void test_mistakes_are_told_in_time(void **state)
{
    struct office *office = *state;
    struct form_model writing;
    struct form_problems problems;
    start_new(&writing, office, &kind_person, NULL);
    form_desk_type(&writing, office, PERSON_EMAIL, "nowhere");
    record_free(form_model_check(&writing, office->context, &problems, &err));
    assert_int_equal(problems.count, 2);
    assert_null(writing.fields[PERSON_EMAIL].error); /* the cursor is still there */
    writing.fields[PERSON_NAME].left = writing.fields[PERSON_EMAIL].left = true;
    record_free(form_model_check(&writing, office->context, &problems, &err));
    assert_non_null(writing.fields[PERSON_EMAIL].error);
    assert_null(writing.fields[PERSON_NAME].error); /* passed by, and nothing was saved yet */
    writing.checked = true;
    record_free(form_model_check(&writing, office->context, &problems, &err));
    assert_non_null(writing.fields[PERSON_NAME].error);
    assert_int_equal(problems.first, PERSON_NAME);
    assert_string_equal(form_field_typed(&writing.fields[PERSON_EMAIL]), "nowhere");
    form_model_end(&writing);
}

static void press(
    struct form_field *slot, struct office *office, uint32_t code, enum form_field_answer answer)
{
    assert_int_equal(form_field_key(slot, office->context, &(struct key){.code = code}), answer);
}

static void test_keys_of_a_choice(void **state)
{
    struct office *office = *state;
    struct form_field slot;
    form_field_begin(&slot, office->context, &kind_affiliate.fields[AFFILIATE_STATUS], "active");
    press(&slot, office, K_RIGHT, FORM_FIELD_CHANGED);
    assert_string_equal(form_field_typed(&slot), "dormant");
    press(&slot, office, K_LEFT, FORM_FIELD_CHANGED);
    press(&slot, office, K_LEFT, FORM_FIELD_CHANGED);
    press(&slot, office, K_LEFT, FORM_FIELD_CHANGED);
    assert_string_equal(form_field_typed(&slot), "ended");
    press(&slot, office, 'p', FORM_FIELD_CHANGED);
    assert_string_equal(form_field_typed(&slot), "prospect");
    press(&slot, office, 'z', FORM_FIELD_IGNORED);
    press(&slot, office, K_TAB, FORM_FIELD_IGNORED);
    press(&slot, office, K_BACKSPACE, FORM_FIELD_IGNORED); /* it is needed */
    press(&slot, office, K_TAB, FORM_FIELD_IGNORED);
    form_field_end(&slot);
}

static void test_keys_of_a_reference(void **state)
{
    struct office *office = *state;
    struct id affiliate = add_affiliate(office, "Solace");
    char id[ID_TEXT_SIZE];
    struct form_field slot;
    form_field_begin(
        &slot, office->context, &kind_person.fields[PERSON_ORGANIZATION], id_text(&affiliate, id));
    assert_string_equal(slot.shown, "Solace");
    press(&slot, office, 's', FORM_FIELD_SEARCHES);
    press(&slot, office, K_BACKSPACE, FORM_FIELD_CHANGED);
    assert_string_equal(form_field_typed(&slot), "");
    assert_null(slot.shown);
    press(&slot, office, K_ENTER, FORM_FIELD_IGNORED);
    form_field_end(&slot);
}

static void test_days_settle(void **state)
{
    struct office *office = *state;
    struct form_field slot;
    form_field_begin(&slot, office->context, &kind_goal.fields[GOAL_DUE], NULL);
    form_field_set(&slot, office->context, "eom");
    form_field_normalize(&slot, office->context);
    assert_string_equal(form_field_typed(&slot), "2026-06-30");
    form_field_set(&slot, office->context, "someday");
    form_field_normalize(&slot, office->context);
    assert_string_equal(form_field_typed(&slot), "someday");
    form_field_end(&slot);
}

/* --- logging ---------------------------------------------------------------------------------- */

static struct id add_goal(struct office *office, const char *measure)
{
    add_affiliate(office, "Home of goals");
    return office_add(office, &kind_goal, "affiliate", "Home of goals", "title", "Goal", "measure",
        measure, "target", "10", "start", "2026-01-01", "due", "2026-12-31", NULL);
}

static void start_logging(struct log_model *logging, struct office *office, const struct id *goal)
{
    char *at;
    assert_ok(log_model_begin(logging, office->context, goal, NULL, &at, &err));
    free(at);
}

static void log_typed(
    struct log_model *logging, struct office *office, enum log_line line, const char *text)
{
    edit_set(&logging->edits[line], text);
    logging->draft.unsaved = true;
    log_model_preview(logging, office->context);
}

static void test_log_shows_before_it_writes(void **state)
{
    struct office *office = *state;
    struct id goal = add_goal(office, "level");
    struct log_model logging;
    struct log_effect effect;
    enum log_line line = LOG_VALUE;
    start_logging(&logging, office, &goal);
    assert_false(logging.has_effect);
    assert_null(logging.wrong);
    log_typed(&logging, office, LOG_VALUE, "many");
    assert_non_null(logging.wrong);
    log_typed(&logging, office, LOG_VALUE, "4");
    assert_true(logging.has_effect);
    assert_true(goal_fraction(&logging.effect.after) > 0.39);
    log_typed(&logging, office, LOG_DAY, "never");
    assert_int_equal(log_model_save(&logging, office->context, &effect, &line, &err), LI_REFUSED);
    assert_int_equal(line, LOG_DAY);
    log_typed(&logging, office, LOG_DAY, "yesterday");
    log_typed(&logging, office, LOG_NOTE, "So it is.");
    assert_ok(log_model_save(&logging, office->context, &effect, &line, &err));
    log_model_end(&logging);
    char *note = office_ask(office, "SELECT note || ' ' || day FROM progress WHERE value = 4");
    assert_string_equal(note, "So it is. 2026-06-29");
    free(note);
}

static void test_log_draft_is_the_goals_own(void **state)
{
    struct office *office = *state;
    struct id goal = add_goal(office, "total");
    struct log_model logging;
    struct draft **drafts;
    size_t count;
    start_logging(&logging, office, &goal);
    log_typed(&logging, office, LOG_VALUE, "3");
    log_typed(&logging, office, LOG_NOTE, "half a sen");
    assert_ok(log_model_save_draft(&logging, office->context, &err));
    log_model_end(&logging);
    office_reopen(office);

    assert_ok(draft_all(office->context, &drafts, &count, &err));
    assert_int_equal(count, 1);
    assert_true(log_panel_draft(drafts[0]));
    assert_true(id_equal(&drafts[0]->id, &goal));
    draft_free(drafts[0]);
    free(drafts);

    start_logging(&logging, office, &goal);
    assert_true(form_draft_is_stored(&logging.draft));
    assert_string_equal(logging.edits[LOG_NOTE].text, "half a sen");
    assert_true(logging.has_effect);
    assert_ok(form_draft_drop(&logging.draft, office->context, &err));
    log_model_end(&logging);
}

static void test_a_progress_form_is_no_log(void **state)
{
    struct office *office = *state;
    struct form_model writing;
    struct draft **drafts;
    size_t count;
    start_new(&writing, office, &kind_progress, NULL);
    form_desk_type(&writing, office, PROGRESS_NOTE, "a note");
    assert_ok(form_model_save_draft(&writing, office->context, &err));
    assert_ok(draft_all(office->context, &drafts, &count, &err));
    assert_int_equal(count, 1);
    assert_false(log_panel_draft(drafts[0]));
    draft_free(drafts[0]);
    free(drafts);
    form_model_end(&writing);
}

static void test_steps(void **state)
{
    struct office *office = *state;
    struct id goal = add_goal(office, "milestones");
    struct log_model logging;
    struct log_effect effect;
    enum log_line line = LOG_VALUE;
    office_add(office, &kind_milestone, "goal", "Goal", "title", "Sign", "due", "2026-09-01", NULL);
    office_add(
        office, &kind_milestone, "goal", "Goal", "title", "Agree terms", "due", "2026-03-01", NULL);
    start_logging(&logging, office, &goal);
    assert_true(log_model_by_milestones(&logging));
    assert_false(log_model_has(&logging, LOG_NOTE));
    assert_int_equal(logging.milestones.count, 2);
    assert_string_equal(short_list_chosen(&logging.milestones)->title, "Agree terms");
    short_list_move(&logging.milestones, 1);
    assert_string_equal(short_list_chosen(&logging.milestones)->title, "Sign");
    log_typed(&logging, office, LOG_VALUE, "ágree");
    assert_string_equal(short_list_chosen(&logging.milestones)->title, "Agree terms");
    log_typed(&logging, office, LOG_VALUE, "nothing like it");
    assert_null(short_list_chosen(&logging.milestones));
    assert_non_null(logging.wrong);
    log_typed(&logging, office, LOG_VALUE, "sign");
    assert_ok(log_model_save(&logging, office->context, &effect, &line, &err));
    log_model_end(&logging);
    char *done = office_ask(office, "SELECT done_on FROM milestone WHERE title = 'Sign'");
    assert_string_equal(done, OFFICE_TODAY);
    free(done);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(test_new_record),
        OFFICE_TEST(test_what_says_nothing_is_put_aside),
        OFFICE_TEST(test_what_stood_there_of_itself_gives_way),
        OFFICE_TEST(test_draft_comes_back),
        OFFICE_TEST(test_nothing_changed_keeps_no_draft),
        OFFICE_TEST(test_draft_of_another_owner),
        OFFICE_TEST(test_record_that_is_not_there),
        OFFICE_TEST(test_others_write_meanwhile),
        OFFICE_TEST(test_mistakes_are_told_in_time),
        OFFICE_TEST(test_keys_of_a_choice),
        OFFICE_TEST(test_keys_of_a_reference),
        OFFICE_TEST(test_days_settle),
        OFFICE_TEST(test_log_shows_before_it_writes),
        OFFICE_TEST(test_log_draft_is_the_goals_own),
        OFFICE_TEST(test_a_progress_form_is_no_log),
        OFFICE_TEST(test_steps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
