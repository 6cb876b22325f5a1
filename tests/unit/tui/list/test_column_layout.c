/*
 * test_column_layout.c: which columns of a list find room, what it is sorted by, and where the
 * cursor goes in it.
 */
#include "core/kind/kinds.h"
#include "core/query/listing.h"
#include "tui/app/scroll.h"
#include "tui/list/column_layout.h"
#include "tui/widget/sort_order.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MOST_COLUMNS = 32 };

typedef void (*laying_out)(const struct columns *columns, int room, int *widths);

/* The names of those columns that a list of the kind has in so many columns of the screen. */
static const char *laid_out(const char *kind, const char *chosen, int room, laying_out lay_out)
{
    static char names[256];
    struct columns columns;
    struct li_error err;
    int widths[MOST_COLUMNS], used = -LAYOUT_GAP;
    assert_int_equal(columns_parse(kind_find(kind), chosen, &columns, &err), LI_OK);
    assert_true(columns.count <= MOST_COLUMNS);
    lay_out(&columns, room, widths);
    names[0] = '\0';
    for (size_t i = 0; i < columns.count; i++) {
        if (widths[i] == 0)
            continue;
        used += widths[i] + LAYOUT_GAP;
        snprintf(names + strlen(names), sizeof names - strlen(names), "%s%s", *names ? " " : "",
            columns.list[i].name);
    }
    assert_true(used <= room);
    columns_free(&columns);
    return names;
}

static const char *columns_in(const char *kind, int room)
{
    return laid_out(kind, NULL, room, column_layout_columns);
}

static const char *chosen_in(const char *kind, const char *chosen, int room)
{
    return laid_out(kind, chosen, room, column_layout_chosen);
}

static void what_matters_stays_in_eighty_columns(void **state)
{
    (void)state;
    assert_string_equal(columns_in("affiliate", 77), "code name kind health");
    assert_string_equal(columns_in("goal", 77), "affiliate title due fraction health");
    assert_string_equal(columns_in("agreement", 77), "affiliate title to state");
    assert_string_equal(columns_in("person", 77), "name title organization");
}

static void all_is_shown_where_there_is_room(void **state)
{
    (void)state;
    assert_string_equal(columns_in("affiliate", 157), "code name kind country status health");
    assert_string_equal(columns_in("person", 157), "name title organization email");
}

static void of_chosen_columns_the_last_go_first_but_never_the_name(void **state)
{
    (void)state;
    static const char chosen[] = "status,city,name,website,kind,code";
    assert_string_equal(chosen_in("affiliate", chosen, 157), "status city name website kind code");
    assert_string_equal(chosen_in("affiliate", chosen, 66), "status city name");
    assert_string_equal(chosen_in("affiliate", chosen, 30), "name");
    for (int room = 1; room < 200; room++)
        assert_non_null(strstr(chosen_in("affiliate", chosen, room), "name"));
}

static void no_width_is_overrun(void **state)
{
    (void)state;
    for (size_t i = 0; i < kind_count; i++)
        for (int room = 1; room < 200; room++)
            assert_true(*columns_in(kinds[i]->name, room));
}

static void assert_takes(char **sort, char *next, const char *expected)
{
    free(*sort);
    *sort = next;
    assert_string_equal(*sort, expected);
}

static void sorting_goes_round_the_columns_on_screen(void **state)
{
    (void)state;
    const struct kind *kind = kind_find("region");
    struct columns columns;
    int widths[MOST_COLUMNS];
    char *sort = NULL;
    bool down;
    assert_int_equal(columns_parse(kind, "name,id,country", &columns, NULL), LI_OK);
    column_layout_columns(&columns, 100, widths);
    widths[1] = 0;
    assert_takes(&sort, sort_order_next("name", &columns, widths, kind), "country,name");
    assert_takes(&sort, sort_order_next(sort, &columns, widths, kind), "name,name");
    assert_takes(&sort, sort_order_reversed(sort, kind), "-name,name");
    assert_int_equal(sort_order_column(sort, &columns, &down), 0);
    assert_true(down);
    assert_takes(&sort, sort_order_reversed(sort, kind), "name,name");
    assert_int_equal(sort_order_column("country.name", &columns, &down), -1);
    kind = kind_find("goal");
    assert_takes(&sort, sort_order_reversed("due,title", kind), "-due,due,title");
    assert_takes(&sort, sort_order_reversed(sort, kind), "due,due,title");
    free(sort);
    columns_free(&columns);
}

static void the_cursor_stays_in_sight(void **state)
{
    (void)state;
    struct scroll scroll = {0};
    assert_true(scroll_act(&scroll, ACTION_LAST, 100, 10));
    assert_int_equal(scroll.at, 99);
    assert_int_equal(scroll.top, 90);
    assert_true(scroll_act(&scroll, ACTION_PAGE_UP, 100, 10));
    assert_int_equal(scroll.at, 90);
    assert_true(scroll_act(&scroll, ACTION_UP, 100, 10));
    assert_int_equal(scroll.top, 89);
    scroll_fit(&scroll, 5, 10); /* most of them are gone */
    assert_int_equal(scroll.at, 4);
    assert_int_equal(scroll.top, 0);
    scroll_fit(&scroll, 0, 10);
    assert_int_equal(scroll.at, 0);
    assert_true(scroll_act(&scroll, ACTION_DOWN, 0, 10));
    assert_int_equal(scroll.at, 0);
    assert_false(scroll_act(&scroll, ACTION_OPEN, 100, 10));
}

static void text_without_a_cursor_scrolls(void **state)
{
    (void)state;
    struct scroll scroll = {.text = true};
    assert_true(scroll_act(&scroll, ACTION_DOWN, 12, 10));
    assert_int_equal(scroll.top, 1);
    assert_true(scroll_act(&scroll, ACTION_LAST, 12, 10));
    assert_int_equal(scroll.top, 2);
    assert_true(scroll_act(&scroll, ACTION_UP, 12, 10));
    assert_int_equal(scroll.top, 1);
}

static void a_click_finds_its_line(void **state)
{
    (void)state;
    struct scroll scroll = {.at = 7, .top = 5};
    struct area area = {.y = 2, .x = 0, .height = 4, .width = 40};
    assert_int_equal(scroll_line(&scroll, area, 2, 100), 5);
    assert_int_equal(scroll_line(&scroll, area, 5, 100), 8);
    assert_int_equal(scroll_line(&scroll, area, 6, 100), 100);
    assert_int_equal(scroll_line(&scroll, area, 1, 100), 100);
    assert_int_equal(scroll_line(&scroll, area, 5, 7), 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_matters_stays_in_eighty_columns),
        cmocka_unit_test(all_is_shown_where_there_is_room),
        cmocka_unit_test(of_chosen_columns_the_last_go_first_but_never_the_name),
        cmocka_unit_test(no_width_is_overrun),
        cmocka_unit_test(sorting_goes_round_the_columns_on_screen),
        cmocka_unit_test(the_cursor_stays_in_sight),
        cmocka_unit_test(text_without_a_cursor_scrolls),
        cmocka_unit_test(a_click_finds_its_line),
    };
    kinds_begin();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
