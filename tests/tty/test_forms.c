/*
 * test_forms.c: a form under the fingers: choices and records picked from lists, a record added on
 * the way, mistakes named, long texts written in another program, and no window too small for it.
 */
#include "tests/support/check.h"
#include "tests/support/mouse.h"
#include "tests/support/screen_test.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SAVE "\023"       /* C-s */
#define PICK "\017"       /* C-o */
#define DISCARD "\004"    /* C-d */
#define EDITOR "\030"     /* C-x */
#define CLEAR_LINE "\025" /* C-u */

static void test_choices_are_picked_from_a_list(void **state)
{
    static const struct step steps[] = {
        {"/cama\r", "1 of 1", NULL}, {"e", "Edit affiliate", NULL},
        {PICK, "Code has no list to choose from; type the value.", NULL},
        {"\t\t" PICK, "Multinational", "choice-list"}, {"\t\r", "Type of association.", NULL},
        {"", " Multinational ", NULL}, {PICK KEYS_DOWN "\r", " State ", NULL}, /* round the end */
        {PICK KEYS_UP "\r", " Multinational ", NULL},
        {PICK "n#1\r", " National ", NULL}, /* a letter leads there, other keys do nothing */
    };
    static const char *const left[] = {PICK KEYS_DELETE "s", KEYS_ESCAPE, SAVE}; /* none chosen */
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_start(&desk, 24, 80);
    DESK_WALK(&desk, steps);
    for (size_t i = 0; i < sizeof left / sizeof *left; i++) {
        terminal_settle(desk.terminal);
        terminal_type(desk.terminal, left[i]);
    }
    terminal_shows(desk.terminal, "Saved: Affiliate");
    desk_expect(
        &desk, "liaise list affiliate code:CAMA --columns kind --format csv", "kind\nnational\n");
    desk_leave(&desk);
}

/* The picker's last line adds a record of its kind, named as was typed, and chooses it. */
static void test_a_record_is_added_on_the_way(void **state)
{
    static const struct step steps[] = {
        {"5a", "New person", NULL},
        {"Odd Person\t\t", "3 of 8", NULL},
        {"zz", "New affiliate \"zz\"", NULL},
        {KEYS_BACKSPACE KEYS_BACKSPACE, "+ New affiliate", NULL},
        {KEYS_UP KEYS_DOWN KEYS_PAGE_DOWN "\r", "Short name, such as", NULL},
        {"", "C-s save", NULL},
        {KEYS_ESCAPE, "Enter accept", NULL}, /* none after all */
        {"Chapter of Oddities", "New affiliate \"Chapter", "picker-new"},
        {"\r", "Name *      Chapter of Oddities", NULL},
        {"\t\ts" SAVE, "Saved: Affiliate \"Chapter of Oddities\".", NULL},
        {"", "New person", NULL},
        {"", "4 of 8", NULL}, /* on to the next field */
        {SAVE, "Saved: Person \"Odd Person\". Press u to undo.", NULL},
        {"a", "New person", NULL},
        {"\t\t" PICK, "Canadian Association", NULL},
        {"", "Esc cancel", NULL},
        {KEYS_ESCAPE, "C-s save", NULL},
        {KEYS_DELETE PICK "cama\r", "4 of 8", NULL}, /* looked for at once */
        {KEYS_UP, "3 of 8", NULL},
        {KEYS_BACKSPACE, "3 of 8", NULL},
        {DISCARD, "2 of 4", NULL},
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_start(&desk, 24, 80);
    DESK_WALK(&desk, steps);
    desk_expect(&desk, "liaise list person odd --columns organization --format csv",
        "organization\nChapter of Oddities\n");
    desk_leave(&desk);
}

static void test_mistakes_are_named_before_anything_is_saved(void **state)
{
    static const struct step steps[] = {
        {"5a", "New person", NULL},
        {SAVE, "Not saved: one field needs correcting.", NULL},
        {"", "Name is required.", NULL},
        {"Una\t\t\tnowhere\tabc\t", "Languages, separated", "form-mistakes"},
        {SAVE, "Not saved: 2 fields need correcting.", NULL},
        {"", "4 of 8", NULL}, /* at the first of them */
        {CLEAR_LINE "una@example.org" KEYS_DOWN CLEAR_LINE KEYS_UP, "4 of 8", NULL},
        {KEYS_BACK_TAB KEYS_BACK_TAB KEYS_BACK_TAB KEYS_BACK_TAB, "8 of 8", NULL}, /* round */
        {KEYS_UP "\r", "8 of 8", NULL},
        {EDITOR, "The editor (sh ~/edit) exited with an error; your text is in", NULL},
        {"\t" EDITOR, "The external editor is only for long text; type Name here.", NULL},
        {SAVE, "Saved: Person \"Una\"", NULL},
        {"/una\re", "Edit person", NULL},
        {SAVE, "No changes.", NULL},
        {"e?", "?", NULL}, /* a character there */
        {KEYS_BACKSPACE "\033OP", "Save", NULL},
        {"", "Esc back", NULL},
        {KEYS_ESCAPE, "Tab next", NULL},
        {DISCARD, "1 of 1", NULL},
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_run(&desk, "mkdir -p ~/.config/liaise\n"
                    "echo 'editor = \"sh ~/edit\";' >~/.config/liaise/liaise.conf\n"
                    "echo 'exit 1' >~/edit");
    desk_start(&desk, 24, 80);
    DESK_WALK(&desk, steps);
    desk_expect(
        &desk, "liaise list person una --columns email --format csv", "email\nuna@example.org\n");
    desk_leave(&desk);
}

/* What the editor saved is in the form, what it was given is what was typed. */
static void test_long_texts_are_written_in_an_editor(void **state)
{
    static const struct step begun[] = {
        {"5a", "New person", NULL},
        {"Una" KEYS_UP, "8 of 8", NULL},
        {"Begun here.", "Begun here.", NULL},
        {EDITOR, "Gone on there.", "form-edited"},
        {KEYS_UP KEYS_DOWN KEYS_DOWN, "1 of 8", NULL},
        {KEYS_UP, "8 of 8", NULL},
    };
    static const struct step refused[] = {
        {EDITOR, "The editor saved text that is not UTF-8", NULL},
        {"", "Gone on there.", NULL}, /* what there was stays */
    };
    static const struct step gone[] = {
        {EDITOR, "Couldn't read what the editor saved in", NULL},
        {SAVE, "Saved: Person", NULL},
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_run(&desk,
        "mkdir ~/bin ~/run\n"
        "echo '#!/bin/sh\ncat \"$1\" >~/seen; echo \"\nGone on there.\" >>\"$1\"' >~/bin/vi\n"
        "chmod +x ~/bin/vi");
    char *path = NULL, *before = strdup(getenv("PATH")), *run = NULL;
    assert_true(asprintf(&path, "%s/bin:%s", desk.home, before) > 0);
    assert_true(asprintf(&run, "%s/run", desk.home) > 0);
    setenv("PATH", path, 1);
    setenv("XDG_RUNTIME_DIR", run, 1);
    desk_start(&desk, 24, 80);
    DESK_WALK(&desk, begun);
    desk_expect(&desk, "cat ~/seen", "Begun here.");
    desk_run(&desk, "echo '#!/bin/sh\nprintf \"\\\\377\" >\"$1\"' >~/bin/vi");
    DESK_WALK(&desk, refused);
    desk_run(&desk, "echo '#!/bin/sh\nrm \"$1\"' >~/bin/vi");
    DESK_WALK(&desk, gone);
    desk_expect(&desk, "liaise list person una --columns notes --format csv",
        "notes\n\"Begun here.\nGone on there.\"\n");
    desk_expect(&desk, "ls ~/run | wc -l | tr -d ' '", "1\n"); /* what could not be taken */
    setenv("PATH", before, 1);
    unsetenv("XDG_RUNTIME_DIR");
    free(before);
    free(path);
    free(run);
    desk_leave(&desk);
}

/* The cursor is always in sight, and no wide character is cut in half. */
static void test_texts_longer_than_their_fields(void **state)
{
    static const struct step steps[] = {
        {"5a", "New person", NULL},
        {"One two three four five six seven eight nine ten eleven twelve \xE9\xAB\x98\xE6\xA9\x8B "
         "\xE9\xAB\x98\xE6\xA9\x8B end",
            " end", "form-long"},
        {KEYS_HOME, "Name *      One two", NULL},
        {KEYS_END KEYS_LEFT KEYS_LEFT "x", "exnd", NULL},
        {"\001\013Short", "Name *      Short", NULL},
        {KEYS_UP "a\rb\rc\rd\re", "e", NULL},
        {KEYS_PAGE_UP KEYS_UP KEYS_UP KEYS_UP KEYS_UP, "Notes       a", "form-many-lines"},
        {KEYS_UP, "7 of 8", NULL},
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_start(&desk, 24, 80);
    DESK_WALK(&desk, steps);
    desk_squeeze(&desk);
    terminal_resize(desk.terminal, 9, 40);
    terminal_type(desk.terminal, KEYS_UP KEYS_UP KEYS_UP KEYS_UP KEYS_UP KEYS_UP);
    terminal_shows(desk.terminal, "Short");
    terminal_expect(desk.terminal, "form-low");
    terminal_type(desk.terminal, KEYS_UP);
    terminal_shows(desk.terminal, "Notes");
    mouse_press(desk.terminal, MOUSE_WHEEL_UP, "Notes");
    mouse_press(desk.terminal, MOUSE_WHEEL_DOWN, "Notes");
    terminal_expect(desk.terminal, "form-low-end");
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_choices_are_picked_from_a_list),
        cmocka_unit_test(test_a_record_is_added_on_the_way),
        cmocka_unit_test(test_mistakes_are_named_before_anything_is_saved),
        cmocka_unit_test(test_texts_longer_than_their_fields),
        cmocka_unit_test(test_long_texts_are_written_in_an_editor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
