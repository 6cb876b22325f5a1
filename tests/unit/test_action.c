/*
 * test_action.c: the actions and their keys: defaults, what the settings change, and mistakes.
 */
#include "../../data/memory.h"
#include "../../tui/action.h"
#include "../../tui/input.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct keymap map;
static struct settings settings;

static int set_up(void **state)
{
    (void)state;
    settings_read(&settings, NULL, false);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    settings_free(&settings);
    return 0;
}

static void bind(const char *action, const char *keys, int line)
{
    settings.bindings =
        li_realloc(settings.bindings, settings.binding_count + 1, sizeof *settings.bindings);
    settings.bindings[settings.binding_count++] = (struct setting_binding){
        .action = li_strdup(action), .keys = li_strdup(keys), .line = line};
}

static void every_default_is_a_key(void **state)
{
    (void)state;
    keymap_build(&map, &settings);
    assert_int_equal(settings.mistake_count, 0);
    for (int action = 1; action < ACTION_COUNT; action++) {
        char *copy = li_strdup(action_specs[action].keys), *rest = NULL;
        int count = 0;
        for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
            uint32_t code = key_parse(word);
            assert_int_not_equal(code, 0);
            assert_string_equal(key_text(code), word);
            assert_int_equal(map.keys[action][count++], code);
        }
        assert_string_equal(keymap_text(&map, (enum action)action), action_specs[action].keys);
        free(copy);
    }
}

static void no_key_does_two_things_in_one_place(void **state)
{
    (void)state;
    keymap_build(&map, &settings);
    for (int a = 1; a < ACTION_COUNT; a++)
        for (int b = a + 1; b < ACTION_COUNT; b++)
            for (int i = 0; i < ACTION_KEYS * ACTION_KEYS; i++) {
                uint32_t key = map.keys[a][i / ACTION_KEYS];
                if ((action_specs[a].places & action_specs[b].places) && key)
                    assert_int_not_equal(key, map.keys[b][i % ACTION_KEYS]);
            }
}

static void names_are_unique_and_found(void **state)
{
    (void)state;
    for (int action = 1; action < ACTION_COUNT; action++) {
        assert_int_equal(action_find(action_specs[action].name), action);
        assert_true(*action_specs[action].help);
        assert_true(action_specs[action].places);
    }
    assert_int_equal(action_find("fly"), ACTION_NONE);
}

static void a_key_means_what_its_place_says(void **state)
{
    (void)state;
    keymap_build(&map, &settings);
    assert_int_equal(keymap_find(&map, 'u', PLACE_LIST), ACTION_UNDO);
    assert_int_equal(keymap_find(&map, 'u', PLACE_FORM), ACTION_NONE);
    assert_int_equal(keymap_find(&map, K_TAB, PLACE_PAGE), ACTION_NEXT_PANE);
    assert_int_equal(keymap_find(&map, K_TAB, PLACE_FORM), ACTION_NEXT_FIELD);
    assert_int_equal(keymap_find(&map, '/', PLACE_PAGE), ACTION_NONE);
    assert_int_equal(keymap_find(&map, 0, PLACE_LIST), ACTION_NONE);
}

static void a_binding_replaces_the_defaults(void **state)
{
    (void)state;
    bind("undo", "C-u F9", 3);
    keymap_build(&map, &settings);
    assert_int_equal(settings.mistake_count, 0);
    assert_string_equal(keymap_text(&map, ACTION_UNDO), "C-u F9");
    assert_int_equal(keymap_find(&map, 'u', PLACE_LIST), ACTION_NONE);
    assert_int_equal(keymap_find(&map, K_CTRL('u'), PLACE_LIST), ACTION_UNDO);
    assert_int_equal(map.line[ACTION_UNDO], 3);
    assert_int_equal(map.line[ACTION_REDO], 0);
}

static void a_binding_takes_the_key_from_a_default(void **state)
{
    (void)state;
    bind("edit", "x ^O", 3);
    keymap_build(&map, &settings);
    assert_int_equal(settings.mistake_count, 0);
    assert_int_equal(keymap_find(&map, 'x', PLACE_LIST), ACTION_EDIT);
    assert_string_equal(keymap_text(&map, ACTION_ARCHIVE), "");
    /* In a form Ctrl-O still is what it was: that is another place. */
    assert_int_equal(keymap_find(&map, K_CTRL('o'), PLACE_FORM), ACTION_PICK);
}

static void an_empty_binding_unbinds(void **state)
{
    (void)state;
    bind("archive", "", 4);
    keymap_build(&map, &settings);
    assert_int_equal(settings.mistake_count, 0);
    assert_int_equal(keymap_find(&map, 'x', PLACE_LIST), ACTION_NONE);
}

static void mistakes_are_said_and_defaults_hold(void **state)
{
    (void)state;
    static const struct {
        const char *action, *keys, *says;
    } wrong[] = {
        {"udo", "U", "there is no action \"udo\"; did you mean undo?"},
        {"zzzzzzzz", "U", "there is no action \"zzzzzzzz\""},
        {"redo", "Ctrl+R", "redo: \"Ctrl+R\" is no key"},
        {"save", "s", "save: \"s\" is typed as text there"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        bind(wrong[i].action, wrong[i].keys, (int)i + 7);
    keymap_build(&map, &settings);
    assert_int_equal(settings.mistake_count, sizeof wrong / sizeof *wrong);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_non_null(strstr(settings.mistakes[i], wrong[i].says));
    assert_string_equal(keymap_text(&map, ACTION_REDO), "C-r");
    assert_string_equal(keymap_text(&map, ACTION_SAVE), "C-s");
}

static void one_key_bound_twice_is_a_mistake(void **state)
{
    (void)state;
    bind("undo", "F5", 3);
    bind("redo", "F5 F6", 4);
    keymap_build(&map, &settings);
    assert_int_equal(settings.mistake_count, 1);
    assert_non_null(strstr(settings.mistakes[0], "\"F5\" is taken by undo on line 3"));
    assert_string_equal(keymap_text(&map, ACTION_REDO), "F6");
}

static void too_many_keys_are_left_out(void **state)
{
    (void)state;
    bind("undo", "F2 F3 F4 F5 F6 F7 F8", 3);
    keymap_build(&map, &settings);
    assert_int_equal(settings.mistake_count, 1);
    assert_non_null(strstr(settings.mistakes[0], "\"F8\" is left out"));
    assert_string_equal(keymap_text(&map, ACTION_UNDO), "F2 F3 F4 F5 F6 F7");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_default_is_a_key),
        TEST(no_key_does_two_things_in_one_place),
        TEST(names_are_unique_and_found),
        TEST(a_key_means_what_its_place_says),
        TEST(a_binding_replaces_the_defaults),
        TEST(a_binding_takes_the_key_from_a_default),
        TEST(an_empty_binding_unbinds),
        TEST(mistakes_are_said_and_defaults_hold),
        TEST(one_key_bound_twice_is_a_mistake),
        TEST(too_many_keys_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
