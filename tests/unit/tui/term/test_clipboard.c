/*
 * test_clipboard.c: what the terminal is sent to take text into its clipboard.
 */
#include "data/base/memory.h"
#include "tui/term/clipboard.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char *written(const char *text, bool inside_tmux)
{
    char *bytes = NULL;
    FILE *out = li_text_open(&bytes);
    clipboard_write(text, inside_tmux, out);
    li_text_close(out);
    return bytes;
}

static void text_goes_as_base64(void **state)
{
    (void)state;
    static const struct {
        const char *text, *bytes;
    } known[] = {
        {"", "\033]52;c;\007"},
        {"f", "\033]52;c;Zg==\007"},
        {"fo", "\033]52;c;Zm8=\007"},
        {"foo", "\033]52;c;Zm9v\007"},
        {"Taituar\304\201", "\033]52;c;VGFpdHVhcsSB\007"},
        {"\377\376\373", "\033]52;c;//77\007"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        char *bytes = written(known[i].text, false);
        assert_string_equal(bytes, known[i].bytes);
        free(bytes);
    }
}

static void a_sequence_in_the_text_is_none_for_the_terminal(void **state)
{
    (void)state;
    char *bytes = written("a\033]0;owned\007\n\tb", true);
    int escapes = 0;
    for (const char *at = bytes; (at = strpbrk(at, "\033\007\n\t")) != NULL; at++)
        escapes++;
    assert_int_equal(escapes, 7); /* ESC BEL, ESC ESC ESC BEL ESC */
    free(bytes);
}

static void tmux_hands_it_through(void **state)
{
    (void)state;
    char *bytes = written("foo", true);
    assert_string_equal(bytes, "\033]52;c;Zm9v\007\033Ptmux;\033\033]52;c;Zm9v\007\033\\");
    free(bytes);
}

static void too_much_is_refused(void **state)
{
    (void)state;
    struct li_error err;
    char *text = li_calloc(CLIPBOARD_MOST + 2, 1);
    memset(text, 'x', CLIPBOARD_MOST + 1);
    assert_int_equal(clipboard_put(text, &err), LI_REFUSED);
    assert_non_null(strstr(err.message, "Too much to copy"));
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_goes_as_base64),
        cmocka_unit_test(a_sequence_in_the_text_is_none_for_the_terminal),
        cmocka_unit_test(tmux_hands_it_through),
        cmocka_unit_test(too_much_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
