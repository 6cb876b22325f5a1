/*
 * test_draft.c: what was typed is there again, whatever it was.
 */
#include "../../core/draft.h"
#include "../../core/kind/goal.h"
#include "../../core/kind/person.h"
#include "../../data/memory.h"
#include "office.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct id new_record;

static void keep(struct office *office, const struct id *id, const char *name, const char *notes)
{
    struct li_error err;
    const char *typed[PERSON_FIELD_COUNT] = {[PERSON_NAME] = name, [PERSON_NOTES] = notes};
    if (draft_keep(office->li, &kind_person, id, typed, &err) != LI_OK)
        fail_msg("%s", err.message);
}

static void a_draft_comes_back_as_it_was_typed(void **state)
{
    static const char *const texts[] = {"Ada", "", " ", "\"quoted\" \\ and 'such'", "two\nlines\t",
        "\x1B[31mred", "Taituar\xC4\x81 \xF0\x9F\x8F\x9B", "0197c2a0-0000-7000-8000-000000000001",
        "not \xFF UTF-8", "null", "{\"a\":1}"};
    struct office *office = *state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct draft *draft;
        struct li_error err;
        keep(office, &new_record, texts[i], NULL);
        office_reopen(office);
        if (draft_find(office->li, &kind_person, &new_record, &draft, &err) != LI_OK)
            fail_msg("%s", err.message);
        assert_string_equal(draft->typed[PERSON_NAME], texts[i]);
        assert_null(draft->typed[PERSON_NOTES]);
        assert_ptr_equal(draft->kind, &kind_person);
        assert_true(id_is_nil(&draft->id));
        assert_true(strlen(draft->at) == strlen("09:14") || strlen(draft->at) == 16);
        draft_free(draft);
    }
}

static void one_draft_a_record(void **state)
{
    struct office *office = *state;
    struct li_error err;
    struct draft **drafts, *draft;
    size_t count;
    struct id ada = office_add(office, &kind_person, "name", "Ada Example", NULL);
    const char *goal[GOAL_FIELD_COUNT] = {[GOAL_TITLE] = "Train"};
    keep(office, &new_record, "New", NULL);
    keep(office, &ada, "Ada E", "Note");
    keep(office, &ada, "Ada Ex", NULL);
    assert_int_equal(draft_keep(office->li, &kind_goal, &new_record, goal, &err), LI_OK);
    assert_int_equal(draft_all(office->li, &drafts, &count, &err), LI_OK);
    assert_int_equal(count, 3);
    for (size_t i = 0; i < count; i++)
        draft_free(drafts[i]);
    free(drafts);
    assert_int_equal(draft_find(office->li, &kind_person, &ada, &draft, &err), LI_OK);
    assert_string_equal(draft->typed[PERSON_NAME], "Ada Ex");
    assert_null(draft->typed[PERSON_NOTES]);
    draft_free(draft);
    assert_int_equal(draft_drop(office->li, &kind_person, &ada, &err), LI_OK);
    assert_int_equal(draft_find(office->li, &kind_person, &ada, &draft, &err), LI_NONE);
    assert_null(draft);
    assert_int_equal(draft_drop(office->li, &kind_person, &ada, &err), LI_OK);
}

static void an_untouched_form_is_an_empty_draft(void **state)
{
    struct office *office = *state;
    struct draft *draft;
    keep(office, &new_record, NULL, NULL);
    assert_int_equal(draft_find(office->li, &kind_person, &new_record, &draft, NULL), LI_OK);
    for (int i = 0; i < kind_person.stored_count; i++)
        assert_null(draft->typed[i]);
    draft_free(draft);
}

static void drafts_are_not_journalled(void **state)
{
    struct office *office = *state;
    char *before = office_ask(office, "SELECT count(*) FROM journal_entry");
    keep(office, &new_record, "New", NULL);
    char *after = office_ask(office, "SELECT count(*) FROM journal_entry");
    assert_string_equal(before, after);
    free(before);
    free(after);
}

static void what_is_no_form_is_kept_as_a_text(void **state)
{
    static const char text[] = "one\ttwo\n\"three\" \xC4\x81\n";
    struct office *office = *state;
    struct li_error err;
    struct draft **drafts;
    size_t count;
    struct id id = id_new();
    keep(office, &id, "Ada", NULL);
    assert_int_equal(draft_keep_text(office->li, "hand-over", &id, "before", &err), LI_OK);
    assert_int_equal(draft_keep_text(office->li, "hand-over", &id, text, &err), LI_OK);
    office_reopen(office);
    char *kept = draft_text(office->li, "hand-over", &id);
    assert_string_equal(kept, text);
    free(kept);
    assert_null(draft_text(office->li, "plan", &id));
    assert_int_equal(draft_all(office->li, &drafts, &count, &err), LI_OK);
    assert_int_equal(count, 2);
    assert_null(drafts[0]->kind);
    assert_string_equal(drafts[0]->name, "hand-over");
    assert_string_equal(drafts[0]->text, text);
    assert_true(id_equal(&drafts[0]->id, &id));
    for (size_t i = 0; i < count; i++)
        draft_free(drafts[i]);
    free(drafts);
    assert_int_equal(draft_keep_text(office->li, "hand-over", &id, NULL, &err), LI_OK);
    assert_null(draft_text(office->li, "hand-over", &id));
}

static void a_field_no_longer_known_is_passed_over(void **state)
{
    struct office *office = *state;
    struct draft *draft;
    keep(office, &new_record, "New", NULL);
    free(office_ask(
        office, "UPDATE local_draft SET typed = json_set(typed, '$.shoe_size', '44') RETURNING 1"));
    assert_int_equal(draft_find(office->li, &kind_person, &new_record, &draft, NULL), LI_OK);
    assert_string_equal(draft->typed[PERSON_NAME], "New");
    draft_free(draft);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(a_draft_comes_back_as_it_was_typed),
        OFFICE_TEST(one_draft_a_record),
        OFFICE_TEST(an_untouched_form_is_an_empty_draft),
        OFFICE_TEST(drafts_are_not_journalled),
        OFFICE_TEST(what_is_no_form_is_kept_as_a_text),
        OFFICE_TEST(a_field_no_longer_known_is_passed_over),
    };
    return cmocka_run_group_tests_name("draft", tests, NULL, NULL);
}
