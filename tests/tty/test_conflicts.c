/*
 * test_conflicts.c: conflicting edits gone through key by key: from Today, kept, taken, combined,
 * undone, and all of a device at once.
 */
#include "tests/support/check.h"
#include "tests/support/screen_test.h"

/* What is done on either laptop, and how both come together. */
static const char *const lines[] = {
    "liaise backup ~/there.db >/dev/null",
    "liaise set affiliate CAMA city=Toronto status=dormant"
    " notes='Met in May.\nThey would like two speakers.' >/dev/null",
    "liaise set affiliate FCCMA city=Miami >/dev/null",
    "liaise --db ~/there.db --as 'Bo Long' set affiliate CAMA city=Montreal status=prospect"
    " notes='Met in May.\nCalled in June.' >/dev/null",
    "liaise --db ~/there.db --as 'Bo Long' set affiliate FCCMA city=Tampa >/dev/null",
    "liaise add affiliate code=NEW name='New managers' kind=international country=CA"
    " >/dev/null",
    "\"${LIAISE%/*}/tests/support/merge_databases\" ~/there.db ~/.local/share/liaise/liaise.db",
    "liaise undo >/dev/null",
    "liaise --db ~/there.db --as 'Bo Long' add agreement affiliate=NEW title=Accord"
    " kind=memorandum >/dev/null",
    "\"${LIAISE%/*}/tests/support/merge_databases\" ~/.local/share/liaise/liaise.db ~/there.db",
};

static void prepare(struct desk *desk)
{
    desk_open(desk);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        desk_run(desk, lines[i]);
}

/* Each begins where the one before it ended. */
static const struct step steps[] = {
    {"", "Conflicting edits", NULL},
    {"m", "16 items", NULL},
    {"G", "Enter: choose  City", "conflicts-today"},
    {"kkkk", "Enter: choose  Added by Bo Long", NULL},
    {"\r", "1 of 5", NULL},
    {"G", "5 of 5", "conflicts"},
    {"?", "Keep the current value", NULL},
    {KEYS_ESCAPE, "Record               Field", NULL},
    {"k", "4 of 5", NULL},
    {"b", "Status can't be combined", NULL},
    {"k", "3 of 5", NULL},
    {"b", "C-s: save", "conflicts-combine"},
    {KEYS_ESCAPE, "Florida City", NULL},
    {"b", "C-s: save", NULL},
    {" Wrote, too.", "Wrote, too.", NULL},
    {KEYS_ESCAPE, "Draft saved; press b to resume.", NULL},
    {"b", "Wrote, too.", "conflicts-resumed"},
    {"\023", "Combined Notes.", "conflicts-combined"},
    {"G", "4 of 4", NULL},
    {"t", "Took the other City.", NULL},
    {"u", "Undid: Take other City of", NULL},
    {"G", "4 of 4", NULL},
    {"K", "Kept City.", NULL},
    {"g", "1 of 3", NULL},
    {"\r", "take the other to bring it back", "conflicts-left-out"},
    {"t", "Brought back the agreement.", "conflicts-brought-back"},
    {"*k", "Kept the current 2 values.", "conflicts-none"},
    {"u", "Undid: Keep current values of 2", NULL},
    {"G\r", "1 conflicting edit (Status)", "conflicts-page"},
    {"!", "Conflicting edits", NULL},
    {"*t", "Took the other 2 values.", NULL},
    {":confl", "Conflicting edits", "conflicts-palette"},
    {KEYS_ESCAPE, "Esc back", NULL},
};

static void test_each_step_shows_what_it_did(void **state)
{
    struct desk desk;
    (void)state;
    prepare(&desk);
    desk_start_today(&desk, 24, 80);
    DESK_WALK(&desk, steps);
    terminal_type(desk.terminal, "q");
    assert_int_equal(terminal_end(desk.terminal), 0);
    desk_expect(&desk,
        "liaise list affiliate CAMA --columns city,status,notes --format csv | tail -n +2",
        "Montreal,dormant,\"Met in May.\nCalled in June.\nThey would like two speakers. Wrote,"
        " too.\"\n");
    desk_close(&desk);
}

static void test_a_wide_screen_tells_who_and_when(void **state)
{
    static const struct step steps_wide[] = {{"", "16 items", NULL}, {"!", "of 5", "conflicts"}};
    struct desk desk;
    (void)state;
    prepare(&desk);
    desk_start_today(&desk, 40, 140);
    terminal_type(desk.terminal, "m");
    DESK_WALK(&desk, steps_wide);
    desk_leave(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_step_shows_what_it_did),
        cmocka_unit_test(test_a_wide_screen_tells_who_and_when),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
