/*
 * test_choice_word.c: choices as people read and type them.
 */
#include "core/kind/activity.h"
#include "core/kind/goal.h"
#include "core/record/field.h"
#include "core/schema/choice_word.h"
#include "tests/support/sample_office.h"
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void reads(const char *slug, const char *word)
{
    char room[CHOICE_WORD_SIZE];
    assert_string_equal(choice_word(slug, room), word);
}

static void reads_within(const char *slug, const char *word)
{
    char room[CHOICE_WORD_SIZE];
    assert_string_equal(choice_word_within(slug, room), word);
}

static void a_slug_reads_as_words(void **state)
{
    (void)state;
    reads("at-risk", "At risk");
    reads("due-for-renewal", "Due for renewal");
    reads("renewal_lead", "Renewal lead");
    reads("ours-to-theirs", "From us to them");
    reads("yes-no", "Yes/no");
    reads("Follow-up date", "Follow-up date"); /* a label, where fields are the choices */
    reads("", "");
    reads(NULL, "");
    reads_within("at-risk", "at risk");
    reads_within("total", "running total");
}

static void what_is_too_long_stays_as_it_is(void **state)
{
    (void)state;
    char slug[CHOICE_WORD_SIZE + 1];
    memset(slug, 'a', CHOICE_WORD_SIZE);
    slug[CHOICE_WORD_SIZE] = '\0';
    reads(slug, slug);
    reads_within(slug, slug);
}

static void nearest_is(const char *typed, const char *wanted)
{
    char word[CHOICE_WORD_SIZE];
    const char *nearest = choice_nearest(DIRECTIONS, typed, word);
    if (wanted)
        assert_string_equal(nearest, wanted);
    else
        assert_null(nearest);
}

static void a_refusal_lists_words(void **state)
{
    (void)state;
    char *list = choice_list(DIRECTIONS);
    assert_string_equal(list, "From us to them, From them to us, Both");
    free(list);
    nearest_is("ours-to-thiers", "From us to them");
    nearest_is("form them to us", "From them to us");
    nearest_is("bth", "Both");
    nearest_is("sideways", NULL);
}

/* No two choices of a field read alike, no word is another's slug, and each is found by both. */
static void every_choice_is_found_by_its_word(void **state)
{
    (void)state;
    char word[CHOICE_WORD_SIZE];
    for (size_t k = 0; k < kind_count; k++)
        for (int f = 0; f < kinds[k]->field_count; f++) {
            const char *const *choices = kinds[k]->fields[f].choices;
            for (int i = 0; choices && choices[i]; i++) {
                const char *shown = choice_word(choices[i], word);
                assert_true(isupper((unsigned char)*shown));
                assert_null(strpbrk(shown, "-_"));
                assert_int_equal(choice_find_typed(choices, shown), i);
                assert_int_equal(choice_find_typed(choices, choices[i]), i);
            }
        }
}

static void parses(
    struct office *office, const struct field *field, const char *typed, const char *expected)
{
    struct li_error err;
    char *canonical = NULL;
    enum li_err code = field_parse(office->context, field, typed, &canonical, &err);
    assert_int_equal(code, expected ? LI_OK : LI_REFUSED);
    if (expected)
        assert_string_equal(canonical, expected);
    free(canonical);
}

static void words_are_typed_as_well_as_slugs(void **state)
{
    struct office *office = *state;
    const struct field *direction = &kind_activity.fields[ACTIVITY_DIRECTION];
    parses(office, direction, "from us to them", "ours-to-theirs");
    parses(office, direction, "From them to us", "theirs-to-ours");
    parses(office, direction, "ours-to-theirs", "ours-to-theirs");
    parses(office, direction, "from us", NULL);
    parses(office, &kind_goal.fields[GOAL_MEASURE], "YES/NO", "yes-no");
}

static void other_values_are_shown_as_they_are(void **state)
{
    (void)state;
    char room[CHOICE_WORD_SIZE];
    assert_string_equal(
        choice_cell(&kind_goal.fields[GOAL_TITLE], "not-a-choice", room), "not-a-choice");
    assert_string_equal(
        choice_cell(&kind_goal.fields[GOAL_MEASURE], "maintain", room), "Keep within range");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slug_reads_as_words),
        cmocka_unit_test(what_is_too_long_stays_as_it_is),
        cmocka_unit_test(a_refusal_lists_words),
        cmocka_unit_test(every_choice_is_found_by_its_word),
        cmocka_unit_test(words_are_typed_as_well_as_slugs),
        cmocka_unit_test(other_values_are_shown_as_they_are),
    };
    return cmocka_run_group_tests_name("choice_word", tests, office_setup, office_teardown);
}
