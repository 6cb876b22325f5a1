/*
 * test_keymap.c: the actions and their keys: defaults, what the settings change, and mistakes.
 */
#include "data/base/memory.h"
#include "tui/app/keymap.h"
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
    struct setting_group *group = &settings.groups[SETTING_KEYS];
    group->list = li_realloc(group->list, group->count + 1, sizeof *group->list);
    group->list[group->count++] = (struct setting_entry){li_strdup(action), li_strdup(keys), line};
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
            struct stroke stroke = stroke_parse(word);
            assert_int_not_equal(stroke.keys[0], 0);
            assert_string_equal(stroke_text(&stroke), word);
            assert_true(stroke_equal(&map.strokes[action][count++], &stroke));
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
            for (int i = 0; i < ACTION_STROKES * ACTION_STROKES; i++) {
                const struct stroke *one = &map.strokes[a][i / ACTION_STROKES];
                const struct stroke *other = &map.strokes[b][i % ACTION_STROKES];
                if (action_specs[a].places & action_specs[b].places)
                    assert_false(stroke_begins(one, other) || stroke_begins(other, one));
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

/* What was renamed is accepted under both names, also where both are given: the last counts. */
static void old_names_are_accepted(void **state)
{
    static const struct {
        const char *old, *now;
    } names[] = {{"followed-up", "follow-up-done"}, {"hand-over", "handover"}, {"mark", "select"},
        {"mark-all", "select-all"}, {"next-hit", "next-match"}, {"not-the-same", "not-duplicates"},
        {"previous-hit", "previous-match"}};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_int_not_equal(action_find(names[i].old), ACTION_NONE);
        assert_int_equal(action_find(names[i].old), action_find(names[i].now));
    }
    bind("next-hit", "F5", 3);
    bind("select", "F6", 4);
    keymap_build(&map, &settings);
    assert_int_equal(settings.mistake_count, 0);
    assert_string_equal(keymap_text(&map, ACTION_NEXT_MATCH), "F5");
    assert_string_equal(keymap_text(&map, ACTION_SELECT), "F6");
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
        {"redo", "Ctrl+R", "redo: \"Ctrl+R\" isn't a key"},
        {"save", "s", "save: \"s\" is typed as text there;"},
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
    assert_non_null(strstr(settings.mistakes[0], "\"F5\" is already used by undo on line 3"));
    assert_string_equal(keymap_text(&map, ACTION_REDO), "F6");
}

static void too_many_keys_are_left_out(void **state)
{
    (void)state;
    bind("undo", "F2 F3 F4 F5 F6 F7 F8", 3);
    keymap_build(&map, &settings);
    assert_int_equal(settings.mistake_count, 1);
    assert_non_null(strstr(settings.mistakes[0], "\"F8\" is ignored"));
    assert_string_equal(keymap_text(&map, ACTION_UNDO), "F2 F3 F4 F5 F6 F7");
}

static struct stroke keys(uint32_t first, uint32_t second)
{
    return (struct stroke){{first, second}};
}

static void keys_one_after_the_other_lead_to_an_action(void **state)
{
    (void)state;
    bool last;
    bind("undo", "Q,u", 3);
    bind("redo", "Q,C-r,r", 4);
    keymap_build(&map, &settings);
    assert_int_equal(settings.mistake_count, 0);
    assert_int_equal(keymap_find(&map, 'u', PLACE_LIST), ACTION_NONE);
    assert_int_equal(keymap_find(&map, 'Q', PLACE_LIST), ACTION_NONE);
    struct stroke pressed = keys('Q', 0);
    assert_true(keymap_leads(&map, &pressed, PLACE_LIST));
    assert_false(keymap_leads(&map, &pressed, PLACE_FORM));
    assert_int_equal(keymap_next(&map, ACTION_UNDO, &pressed, &last), 'u');
    assert_true(last);
    assert_int_equal(keymap_next(&map, ACTION_REDO, &pressed, &last), K_CTRL('r'));
    assert_false(last);
    assert_int_equal(keymap_next(&map, ACTION_EDIT, &pressed, &last), 0);
    pressed = keys('Q', 'u');
    assert_int_equal(keymap_follow(&map, &pressed, PLACE_LIST), ACTION_UNDO);
    assert_false(keymap_leads(&map, &pressed, PLACE_LIST));
    assert_string_equal(keymap_text(&map, ACTION_REDO), "Q,C-r,r");
    assert_string_equal(keymap_hint(&map, ACTION_UNDO, PLACE_LIST), "Q,u");
}

/* Else the shorter would have to wait for the longer. */
static void what_begins_another_takes_its_place(void **state)
{
    (void)state;
    bind("copy-row", "Y,y", 3);
    bind("undo", "Y", 4);
    bind("redo", "e,e", 5);
    keymap_build(&map, &settings);
    assert_int_equal(settings.mistake_count, 1);
    assert_non_null(strstr(settings.mistakes[0], "\"Y\" is already used by copy-row on line 3"));
    assert_string_equal(keymap_text(&map, ACTION_UNDO), "u");
    assert_string_equal(keymap_text(&map, ACTION_EDIT), "");
    assert_string_equal(keymap_text(&map, ACTION_REDO), "e,e");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_default_is_a_key),
        TEST(no_key_does_two_things_in_one_place),
        TEST(names_are_unique_and_found),
        TEST(old_names_are_accepted),
        TEST(a_key_means_what_its_place_says),
        TEST(a_binding_replaces_the_defaults),
        TEST(a_binding_takes_the_key_from_a_default),
        TEST(an_empty_binding_unbinds),
        TEST(mistakes_are_said_and_defaults_hold),
        TEST(one_key_bound_twice_is_a_mistake),
        TEST(too_many_keys_are_left_out),
        TEST(keys_one_after_the_other_lead_to_an_action),
        TEST(what_begins_another_takes_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
