/*
 * test_columns_model.c: the columns offered for a list: chosen, left out and moved.
 */
#include "core/kind/kinds.h"
#include "tui/list/columns_model.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct columns_model model;

static int set_up(void **state)
{
    (void)state;
    columns_model_begin(&model, kind_find("goal"), "title,due");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    columns_model_end(&model);
    return 0;
}

static void are_chosen(const char *expected)
{
    char *names = columns_model_names(&model);
    assert_string_equal(names, expected);
    free(names);
}

static size_t place_of(const char *name)
{
    size_t at = 0;
    while (at < model.count && strcmp(model.list[at].name, name) != 0)
        at++;
    assert_true(at < model.count);
    return at;
}

static void every_field_and_those_a_step_away_are_offered_once(void **state)
{
    (void)state;
    are_chosen("title,due");
    place_of("health");
    place_of("id");
    place_of("affiliate.region");
    for (size_t i = 0; i < model.count; i++)
        assert_int_equal(place_of(model.list[i].name), i);
}

static void what_is_chosen_comes_last_and_what_is_left_out_goes(void **state)
{
    (void)state;
    assert_int_equal(columns_model_toggle(&model, place_of("affiliate.region")), 2);
    are_chosen("title,due,affiliate.region");
    assert_int_equal(columns_model_toggle(&model, 0), 2);
    are_chosen("due,affiliate.region");
    columns_model_toggle(&model, 0);
    are_chosen("affiliate.region");
    assert_int_equal(columns_model_toggle(&model, 0), 0); /* a list has at least one */
    are_chosen("affiliate.region");
}

static void what_is_chosen_moves_among_the_chosen(void **state)
{
    (void)state;
    assert_int_equal(columns_model_shift(&model, 1, -1), 0);
    are_chosen("due,title");
    assert_int_equal(columns_model_shift(&model, 0, -1), 0);
    assert_int_equal(columns_model_shift(&model, 1, 1), 1);
    assert_int_equal(columns_model_shift(&model, place_of("health"), -1), place_of("health"));
    are_chosen("due,title");
}

static void words_find_by_name_and_label(void **state)
{
    (void)state;
    size_t at = place_of("affiliate.time_zone");
    assert_true(columns_model_fits(&model, at, "zone aff"));
    assert_true(columns_model_fits(&model, at, "time_zone"));
    assert_true(columns_model_fits(&model, at, ""));
    assert_false(columns_model_fits(&model, at, "zone region"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    kinds_begin();
    const struct CMUnitTest tests[] = {
        TEST(every_field_and_those_a_step_away_are_offered_once),
        TEST(what_is_chosen_comes_last_and_what_is_left_out_goes),
        TEST(what_is_chosen_moves_among_the_chosen),
        TEST(words_find_by_name_and_label),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
