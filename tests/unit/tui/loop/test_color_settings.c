/*
 * test_color_settings.c: what the settings say of colours, and what they say wrongly.
 */
#include "data/base/memory.h"
#include "tui/loop/color_settings.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct colors colors;
static struct settings settings;

static int set_up(void **state)
{
    (void)state;
    settings_read(&settings, NULL, false);
    settings.file = li_strdup("liaise.conf");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    settings_free(&settings);
    return 0;
}

static void give(const char *style, const char *look, int line)
{
    struct setting_group *group = &settings.groups[SETTING_COLORS];
    group->list = li_realloc(group->list, group->count + 1, sizeof *group->list);
    group->list[group->count++] = (struct setting_entry){li_strdup(style), li_strdup(look), line};
}

static void assert_look(enum style style, unsigned attributes, short foreground, short background)
{
    assert_non_null(colors.text[style]);
    assert_int_equal(colors.of[style].attributes, attributes);
    assert_int_equal(colors.of[style].foreground, foreground);
    assert_int_equal(colors.of[style].background, background);
}

static void without_any_the_theme_holds(void **state)
{
    (void)state;
    color_settings_parse(&colors, &settings);
    for (int style = 0; style < STYLE_COUNT; style++) {
        assert_null(colors.text[style]);
        assert_int_equal(colors.line[style], 0);
    }
}

static void looks_are_read_word_by_word(void **state)
{
    (void)state;
    give("good", "green", 3);
    give("cursor", "bold  white on blue", 4);
    give("bad", "underline bright-red on 16", 5);
    give("muted", "dim", 6);
    give("frame", "on 255 italic reverse", 7);
    give("key", "plain default", 8);
    color_settings_parse(&colors, &settings);
    assert_int_equal(settings.mistake_count, 0);
    assert_look(STYLE_GOOD, 0, 2, COLOR_OWN);
    assert_look(STYLE_CURSOR, COLORING_BOLD, 7, 4);
    assert_look(STYLE_BAD, COLORING_UNDERLINE, 9, 16);
    assert_look(STYLE_MUTED, COLORING_DIM, COLOR_OWN, COLOR_OWN);
    assert_look(STYLE_FRAME, COLORING_ITALIC | COLORING_REVERSE, COLOR_OWN, 255);
    assert_look(STYLE_KEY, 0, COLOR_OWN, COLOR_OWN);
    assert_int_equal(colors.line[STYLE_BAD], 5);
    assert_string_equal(colors.text[STYLE_GOOD], "green");
}

static void mistakes_name_the_line_and_the_theme_holds(void **state)
{
    (void)state;
    static const struct {
        const char *style, *look, *says;
    } wrong[] = {
        {"god", "green", "liaise.conf:1: colors: there is no style \"god\"; did you mean good?"},
        {"zzzzzzzzz", "green", ":2: colors: there is no style \"zzzzzzzzz\"; `liaise config`"},
        {"good", "grean", ":3: colors: good: \"grean\" isn't a color; did you mean green?"},
        {"bad", "256", ":4: colors: bad: \"256\" isn't a color;"},
        {"warn", "red blue", ":5: colors: warn: \"blue\" is one color too many"},
        {"key", "on red on blue", ":6: colors: key: \"blue\" is one color too many"},
        {"hint", "red on", ":7: colors: hint: \"red on\" has no color"},
        {"mark", " ", ":8: colors: mark: \" \" has no color"},
        {"", "red", ":9: colors: there is no style \"\""},
    };
    enum { COUNT = sizeof wrong / sizeof *wrong };
    for (int i = 0; i < COUNT; i++)
        give(wrong[i].style, wrong[i].look, i + 1);
    color_settings_parse(&colors, &settings);
    assert_int_equal(settings.mistake_count, COUNT);
    for (int i = 0; i < COUNT; i++)
        assert_non_null(strstr(settings.mistakes[i], wrong[i].says));
    for (int style = 0; style < STYLE_COUNT; style++)
        assert_null(colors.text[style]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(without_any_the_theme_holds),
        TEST(looks_are_read_word_by_word),
        TEST(mistakes_name_the_line_and_the_theme_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
