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
    "liaise --db ~/there.db --as 'Bo Long' set affiliate CAMA city=Montreal status=ended"
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
    {"G\r", "1 of 5", NULL},
    {"g", "City", "conflicts"},
    {"b", "Combine", NULL},
    {KEYS_ESCAPE, "Conflicting edits", NULL},
};

static void test_each_step_shows_what_it_did(void **state)
{
    struct desk desk;
    (void)state;
    prepare(&desk);
    desk_start_today(&desk, 24, 80);
    DESK_WALK(&desk, steps);
    desk_leave(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_step_shows_what_it_did),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
