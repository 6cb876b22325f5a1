/*
 * test_columns_model.c: the columns offered for a list, taken, left and moved.
 */
#include "core/kind/kinds.h"
#include "tui/list/columns_model.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct columns_model choosing;

static int set_up(void **state)
{
    (void)state;
    columns_model_start(&choosing, kind_find("goal"), "title,due");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    columns_model_free(&choosing);
    return 0;
}

static void are_taken(const char *expected)
{
    char *names = columns_model_names(&choosing);
    assert_string_equal(names, expected);
    free(names);
}

static size_t place_of(const char *name)
{
    size_t at = 0;
    while (at < choosing.count && strcmp(choosing.list[at].name, name) != 0)
        at++;
    assert_true(at < choosing.count);
    return at;
}

static void every_field_and_those_a_step_away_are_offered_once(void **state)
{
    (void)state;
    are_taken("title,due");
    place_of("health");
    place_of("id");
    place_of("affiliate.region");
    for (size_t i = 0; i < choosing.count; i++)
        assert_int_equal(place_of(choosing.list[i].name), i);
}

static void what_is_taken_comes_last_and_what_is_left_goes(void **state)
{
    (void)state;
    assert_int_equal(columns_model_toggle(&choosing, place_of("affiliate.region")), 2);
    are_taken("title,due,affiliate.region");
    assert_int_equal(columns_model_toggle(&choosing, 0), 2);
    are_taken("due,affiliate.region");
    columns_model_toggle(&choosing, 0);
    are_taken("affiliate.region");
    assert_int_equal(columns_model_toggle(&choosing, 0), 0); /* a list has at least one */
    are_taken("affiliate.region");
}

static void what_is_taken_moves_among_its_like(void **state)
{
    (void)state;
    assert_int_equal(columns_model_shift(&choosing, 1, -1), 0);
    are_taken("due,title");
    assert_int_equal(columns_model_shift(&choosing, 0, -1), 0);
    assert_int_equal(columns_model_shift(&choosing, 1, 1), 1);
    assert_int_equal(columns_model_shift(&choosing, place_of("health"), -1), place_of("health"));
    are_taken("due,title");
}

static void words_find_by_name_and_label(void **state)
{
    (void)state;
    size_t at = place_of("affiliate.time_zone");
    assert_true(columns_model_fits(&choosing, at, "zone aff"));
    assert_true(columns_model_fits(&choosing, at, "time_zone"));
    assert_true(columns_model_fits(&choosing, at, ""));
    assert_false(columns_model_fits(&choosing, at, "zone region"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    kinds_begin();
    const struct CMUnitTest tests[] = {
        TEST(every_field_and_those_a_step_away_are_offered_once),
        TEST(what_is_taken_comes_last_and_what_is_left_goes),
        TEST(what_is_taken_moves_among_its_like),
        TEST(words_find_by_name_and_label),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
