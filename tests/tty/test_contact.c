/*
 * test_contact.c: a contact is logged in a few keys, from an affiliate or whatever is about it, and
 * nothing of it is lost.
 */
#include "tests/support/check.h"
#include "tests/support/screen_test.h"

static void open_at(struct desk *desk, const char *keys, const char *shows)
{
    desk_open(desk);
    terminal_shows(desk_start(desk, 24, 80), "Taituarā");
    terminal_type(desk->terminal, keys);
    terminal_shows(desk->terminal, shows);
}

/* Keys that are no words. */
static size_t keystrokes;

static void press(struct desk *desk, const char *key, const char *shows)
{
    keystrokes++;
    terminal_type(desk->terminal, key);
    terminal_shows(desk->terminal, shows);
}

static void write_words(struct desk *desk, const char *words)
{
    terminal_type(desk->terminal, words);
    terminal_shows(desk->terminal, words);
}

static void a_call_with_a_follow_up_takes_five_keys(void **state)
{
    struct desk desk;
    (void)state;
    open_at(&desk, "/cama\r", "1 of 1");
    keystrokes = 0;
    press(&desk, "c", "Call with 高橋 つばめ, Tue 2026-06-30."); /* what Enter would write */
    terminal_expect(desk.terminal, "contact");
    press(&desk, KEYS_ENTER, "type part of a name");
    terminal_expect(desk.terminal, "contact-with");
    press(&desk, KEYS_ENTER, "高橋 つばめ, President-elect");
    write_words(&desk, "Renewal terms");
    press(&desk, "\t", "\"Renewal terms\"");
    write_words(&desk, "+2w");
    terminal_shows(desk.terminal, "→ Tue 2026-07-14, in 2 weeks");
    terminal_expect(desk.terminal, "contact-typed");
    press(&desk, KEYS_ENTER, "Logged. Call with 高橋 つばめ");
    assert_true(keystrokes <= 6);
    desk_expect(&desk,
        "liaise list activity --format csv"
        " --columns kind,day,title,our_person,their_person,follow_up_on",
        "kind,day,title,our_person,their_person,follow_up_on\n"
        "call,2026-06-30,Renewal terms,Wren Abernethy,高橋 つばめ,2026-07-14\n");
    press(&desk, "u", "Undid");
    desk_expect(&desk, "liaise list activity --format csv --columns kind", "kind\n");
    desk_leave(&desk);
}

static void one_key_changes_the_kind_and_words_find_the_person(void **state)
{
    static const struct step steps[] = {
        {"c", "Call with", NULL},
        {"v", "Visit with", NULL},
        {"\t", "type part of a name", NULL},
        {KEYS_BACKSPACE, "No one chosen.", NULL},
        {"wren", "No match; Enter searches everyone.", NULL},
        {KEYS_ENTER, "New person \"wren\"", NULL},
        {KEYS_ENTER, "Visit with Wren Abernethy,", NULL},
        {KEYS_ENTER "Budget\t\t", "\"Budget\"", NULL},
        {"3/4", "could be 2026-03-04 or 2026-04-03", "contact-wrong"},
        {KEYS_BACKSPACE KEYS_BACKSPACE KEYS_BACKSPACE "fri", "planned for Fri 2026-07-03", NULL},
        {KEYS_ENTER, "Logged. Visit with Wren Abernethy", NULL},
    };
    struct desk desk;
    (void)state;
    open_at(&desk, "/cama\r", "1 of 1");
    DESK_WALK(&desk, steps);
    desk_expect(&desk, "liaise list activity --format csv --columns kind,state,day",
        "kind,state,day\nvisit,planned,2026-07-03\n");
    desk_leave(&desk);
}

static void whatever_is_about_an_affiliate_leads_to_it(void **state)
{
    static const struct step steps[] = {
        {"3c", "For the goal \"Joint members\".", NULL},
        {"", "Esc cancel", NULL},
        {KEYS_ESCAPE, "Enter open", NULL},
        {"4c", "Log a contact", NULL},
        {"", "Esc cancel", NULL},
        {KEYS_ESCAPE, "Enter open", NULL},
        {"5/harakeke\r", "1 of 1", NULL},
        {"c", "Call with Tāne Harakeke", NULL},
        {"", "Esc cancel", NULL},
        {KEYS_ESCAPE, "Enter open", NULL},
        {"/\025wren\rc", "\"Wren Abernethy\" has no affiliate.", NULL},
    };
    struct desk desk;
    (void)state;
    open_at(&desk, "", "Taituarā");
    DESK_WALK(&desk, steps);
    desk_leave(&desk);
}

static void what_is_typed_is_kept(void **state)
{
    static const struct step begun[] = {{"c\t\tRenewal terms", "\"Renewal terms\"", NULL},
        {KEYS_ESCAPE, "Draft saved; press c", NULL}};
    static const struct step taken_up[] = {
        {"D", "Contact with \"Canadian Association", NULL},
        {KEYS_ENTER, "\"Renewal terms\"", NULL},
        {"\004", "Draft discarded.", NULL},
    };
    struct desk desk;
    (void)state;
    open_at(&desk, "/cama\r", "1 of 1");
    DESK_WALK(&desk, begun);
    terminal_type(desk.terminal, "q");
    assert_int_equal(terminal_end(desk.terminal), 0);
    terminal_shows(desk_start_today(&desk, 24, 80), "1 unsaved draft");
    DESK_WALK(&desk, taken_up);
    desk_leave(&desk);
}

static void a_follow_up_is_done_by_a_key_or_by_the_next_contact(void **state)
{
    static const struct step steps[] = {
        {"7", "1 of 2", NULL},
        {"c", "Follow-up to \"Second\".", NULL},
        {KEYS_ENTER KEYS_ENTER "Third" KEYS_ENTER KEYS_ENTER, "Logged. ", NULL},
        {KEYS_END "f", "Follow-up done: \"First\". Press u to undo.", NULL},
        {"f", "The follow-up was already done on 2026-06-30.", NULL},
    };
    struct desk desk;
    (void)state;
    desk_open(&desk);
    desk_run(&desk, "liaise contact CAMA First --on 2026-06-01 --follow-up 2026-06-10 >/dev/null");
    desk_run(&desk, "liaise contact CAMA Second --on 2026-06-02 --follow-up 2026-06-10 >/dev/null");
    terminal_shows(desk_start(&desk, 24, 80), "Taituarā");
    DESK_WALK(&desk, steps);
    desk_expect(&desk,
        "liaise list activity --format csv --columns title,follow_up_done_on --sort title",
        "title,follow_up_done_on\nFirst,2026-06-30\nSecond,2026-06-30\nThird,\n");
    desk_leave(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_call_with_a_follow_up_takes_five_keys),
        cmocka_unit_test(one_key_changes_the_kind_and_words_find_the_person),
        cmocka_unit_test(whatever_is_about_an_affiliate_leads_to_it),
        cmocka_unit_test(what_is_typed_is_kept),
        cmocka_unit_test(a_follow_up_is_done_by_a_key_or_by_the_next_contact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
