/*
 * test_settings.c: the settings file: what it says, and what it says wrongly.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "core/context/settings.h"
#include "core/health/affiliate_health.h"
#include "data/base/memory.h"
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Reads text as a settings file; the caller frees *out. */
static void read_text(struct settings *out, const char *text)
{
    char path[] = "/tmp/liaise-settings-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, text, strlen(text)), (int)strlen(text));
    close(file);
    settings_read(out, path, true);
    unlink(path);
}

static void assert_defaults(const struct settings *settings)
{
    for (int i = 0; i < SETTING_COUNT; i++) {
        assert_string_equal(settings->value[i].text, setting_specs[i].initial);
        assert_int_equal(settings->value[i].line, 0);
    }
}

/* text has exactly one mistake, which says so: "LINE: words". */
static void assert_mistake(const char *text, const char *mistake)
{
    struct settings settings;
    read_text(&settings, text);
    assert_int_equal(settings.mistake_count, 1);
    char *wanted = li_format("%s:%s", settings.file, mistake);
    assert_string_equal(settings.mistakes[0], wanted);
    free(wanted);
    settings_free(&settings);
}

static void dates_are_as_the_file_says_else_as_the_locale(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum date_order order;
    } cases[] = {{"", DATE_ISO}, {"dates = \"auto\";\n", DATE_ISO},
        {"dates = \"iso\";\n", DATE_ISO}, {"dates = \"us\";\n", DATE_US},
        {"dates = \"eu\";\n", DATE_EU}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct settings settings;
        read_text(&settings, cases[i].text);
        assert_int_equal(settings.mistake_count, 0);
        assert_int_equal(setting_dates(&settings), cases[i].order);
        settings_free(&settings);
    }
    assert_mistake("dates = \"uk\";\n", "1: dates: expected \"iso\", \"us\", \"eu\" or \"auto\".");
}

static void without_a_file_defaults_hold(void **state)
{
    (void)state;
    struct settings settings;
    settings_read(&settings, NULL, false);
    assert_defaults(&settings);
    assert_null(settings.file);
    assert_true(setting_on(&settings, SETTING_MOUSE));
    assert_true(setting_number(&settings, SETTING_ON_TRACK) == goal_pace_limits.on_track);
    assert_true(setting_number(&settings, SETTING_AT_RISK) == goal_pace_limits.at_risk);
    assert_true(setting_number(&settings, SETTING_STALE) == goal_pace_limits.stale_cadences);
    assert_memory_equal(
        &goal_pace_limits, &affiliate_health_rules_initial.pace, sizeof goal_pace_limits);
    assert_true(setting_number(&settings, SETTING_CONTACT_DAYS) ==
                affiliate_health_rules_initial.contact_days);
    for (int part = 0; part < AFFILIATE_PARTS; part++) {
        enum setting setting = (enum setting)(SETTING_WEIGHT_GOALS + part);
        assert_true(
            setting_number(&settings, setting) == affiliate_health_rules_initial.weight[part]);
        assert_string_equal(
            setting_specs[setting].name + strlen("weight_"), affiliate_health_part_names[part]);
    }
    settings_free(&settings);

    settings_read(&settings, "/nonexistent/liaise.conf", false);
    assert_int_equal(settings.mistake_count, 0);
    settings_free(&settings);
    settings_read(&settings, "/nonexistent/liaise.conf", true);
    assert_int_equal(settings.mistake_count, 1);
    assert_string_equal(settings.mistakes[0],
        "/nonexistent/liaise.conf: cannot be read: No such file or directory.");
    assert_defaults(&settings);
    settings_free(&settings);
    settings_read(&settings, "/", false);
    assert_int_equal(settings.mistake_count, 1);
    settings_free(&settings);
}

static void what_the_file_says_holds(void **state)
{
    (void)state;
    struct settings settings;
    read_text(&settings, "# ours\n"
                         "theme = \"dark\";\n"
                         "unicode = \"never\";\n"
                         "mouse = false;\n"
                         "editor = \"nano -w\";\n"
                         "on_track = 1;\n"
                         "at_risk = 0.75;\n"
                         "stale = 2L;\n"
                         "keys = {\n"
                         "  undo = \"u C-z\";\n"
                         "  log-progress = \"+ L\";\n"
                         "};\n"
                         "colors = { good = \"bold green\"; };\n");
    assert_int_equal(settings.mistake_count, 0);
    assert_string_equal(setting_text(&settings, SETTING_THEME), "dark");
    assert_int_equal(settings.value[SETTING_THEME].line, 2);
    assert_string_equal(setting_text(&settings, SETTING_UNICODE), "never");
    assert_false(setting_on(&settings, SETTING_MOUSE));
    assert_string_equal(setting_text(&settings, SETTING_EDITOR), "nano -w");
    assert_true(setting_number(&settings, SETTING_ON_TRACK) == 1);
    assert_true(setting_number(&settings, SETTING_AT_RISK) == 0.75);
    assert_string_equal(setting_text(&settings, SETTING_STALE), "2");
    const struct setting_group *keys = &settings.groups[SETTING_KEYS];
    assert_int_equal(keys->count, 2);
    assert_string_equal(keys->list[1].name, "log-progress");
    assert_string_equal(keys->list[1].text, "+ L");
    assert_int_equal(keys->list[1].line, 11);
    assert_int_equal(settings.groups[SETTING_COLORS].count, 1);
    assert_string_equal(settings.groups[SETTING_COLORS].list[0].text, "bold green");
    settings_mistake(&settings, 11, "there is no action \"%s\".", "log-progress");
    assert_non_null(strstr(settings.mistakes[0], ":11: there is no action \"log-progress\"."));
    settings_free(&settings);
}

static void mistakes_name_the_line_and_what_was_expected(void **state)
{
    (void)state;
    assert_mistake(
        "\ntheme = \"pink\";\n", "2: theme: expected \"auto\", \"light\", \"dark\" or \"none\".");
    assert_mistake("theme = 3;\n", "1: theme: expected \"auto\", \"light\", \"dark\" or \"none\".");
    assert_mistake("mouse = \"yes\";\n", "1: mouse: expected true or false.");
    assert_mistake("mouse = 1;\n", "1: mouse: expected true or false.");
    assert_mistake("editor = 1;\n", "1: editor: expected text in quotes.");
    assert_mistake("stale = \"2\";\n", "1: stale: expected a number from 0.1 to 100.");
    assert_mistake("stale = 0.01;\n", "1: stale: expected a number from 0.1 to 100.");
    assert_mistake(
        "sync_minutes = 1.5;\n", "1: sync_minutes: expected a whole number from 1 to 1440.");
    assert_mistake("year_starts = 6.5;\n", "1: year_starts: expected a whole number from 1 to 12.");
    assert_mistake(
        "contact_days = 0.5;\n", "1: contact_days: expected a whole number from 0 to 3650.");
    assert_mistake(
        "agenda_days = 0.5;\n", "1: agenda_days: expected a whole number from 0 to 3650.");
    assert_mistake("at_risk = 0.95;\n", "1: at_risk: expected less than on_track, 0.9.");
    assert_mistake("\non_track = 0.5;\n", "2: at_risk: expected less than on_track, 0.5.");
    assert_mistake(
        "thme = \"dark\";\n", "1: there is no setting \"thme\"; did you mean \"theme\"?");
    assert_mistake(
        "velocity = 3;\n", "1: there is no setting \"velocity\"; `liaise config` lists them all.");
    assert_mistake("keys = \"u\";\n", "1: keys: expected a group: keys = { undo = \"u\"; };");
    assert_mistake(
        "keys = {\n undo = 3;\n};\n", "2: keys: undo: expected keys in quotes: \"u C-z\".");
    assert_mistake("colors = 3;\n", "1: colors: expected a group: colors = { good = \"green\"; };");
    assert_mistake("colors = { good = 2; };\n",
        "1: colors: good: expected a color in quotes: \"bold green on black\".");
    assert_mistake("theme = \"dark\";\nmouse =\n= true;\n",
        "3: syntax error: expected NAME = VALUE; on each line.");
    assert_mistake("theme = \"dark\";\ntheme = \"light\";\n",
        "2: duplicate setting name: expected NAME = VALUE; on each line.");
}

static void what_is_wrong_keeps_its_default_and_the_rest_counts(void **state)
{
    (void)state;
    struct settings settings;
    read_text(&settings,
        "theme = \"pink\";\non_track = 0.5;\nat_risk = 0.5;\nmouse = false;\nstale = \"x\";\n"
        "keys = { undo = 1; redo = \"r\"; };\n");
    assert_int_equal(settings.mistake_count, 4);
    assert_string_equal(setting_text(&settings, SETTING_THEME), "auto");
    assert_string_equal(setting_text(&settings, SETTING_ON_TRACK), "0.9");
    assert_string_equal(setting_text(&settings, SETTING_AT_RISK), "0.6");
    assert_string_equal(setting_text(&settings, SETTING_STALE), "1.5");
    assert_false(setting_on(&settings, SETTING_MOUSE));
    assert_int_equal(settings.groups[SETTING_KEYS].count, 1);
    settings_free(&settings);
}

static void the_usual_place(void **state)
{
    (void)state;
    setenv("HOME", "/home/ada", 1);
    unsetenv("XDG_CONFIG_HOME");
    char *file = settings_default_file();
    assert_string_equal(file, "/home/ada/.config/liaise/liaise.conf");
    free(file);
    setenv("XDG_CONFIG_HOME", "/elsewhere", 1);
    file = settings_default_file();
    assert_string_equal(file, "/elsewhere/liaise/liaise.conf");
    free(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_as_the_file_says_else_as_the_locale),
        cmocka_unit_test(without_a_file_defaults_hold),
        cmocka_unit_test(what_the_file_says_holds),
        cmocka_unit_test(mistakes_name_the_line_and_what_was_expected),
        cmocka_unit_test(what_is_wrong_keeps_its_default_and_the_rest_counts),
        cmocka_unit_test(the_usual_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
