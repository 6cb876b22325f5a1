/*
 * clipboard.c: OSC 52. The text is base64, so that nothing in it can act as an escape sequence.
 */
#include "tui/term/clipboard.h"
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void clipboard_write_base64(const char *text, FILE *out)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    size_t left = strlen(text);
    for (const unsigned char *at = (const unsigned char *)text; left > 0; at += 3) {
        size_t bytes = left < 3 ? left : 3;
        uint32_t group = (uint32_t)at[0] << 16 | (uint32_t)(bytes > 1 ? at[1] : 0) << 8 |
                         (bytes > 2 ? at[2] : 0);
        for (size_t i = 0; i < 4; i++)
            putc(i <= bytes ? digits[group >> (18 - 6 * i) & 63] : '=', out);
        left -= bytes;
    }
}

void clipboard_write(const char *text, bool inside_tmux, FILE *out)
{
    assert(text && out);
    fputs("\033]52;c;", out);
    clipboard_write_base64(text, out);
    fputs("\007", out);
    if (!inside_tmux)
        return;
    fputs("\033Ptmux;\033\033]52;c;", out);
    clipboard_write_base64(text, out);
    fputs("\007\033\\", out);
}

enum li_err clipboard_put(const char *text, struct li_error *err)
{
    assert(text);
    const char *term = getenv("TERM");
    size_t size = strlen(text);
    if (size > CLIPBOARD_MOST)
        return li_fail(err, LI_REFUSED,
            "Too much to copy: %zu KiB; the terminal's limit is %d KiB.", size / 1024,
            CLIPBOARD_MOST / 1024);
    bool inside_tmux = getenv("TMUX") || (term && strncmp(term, "tmux", 4) == 0);
    clipboard_write(text, inside_tmux, stdout);
    fflush(stdout);
    return LI_OK;
}
