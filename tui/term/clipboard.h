/*
 * clipboard.h: copies text to the clipboard of the user's terminal, wherever the program runs.
 */
#ifndef LI_TUI_TERM_CLIPBOARD_H
#define LI_TUI_TERM_CLIPBOARD_H

#include "data/base/error.h"
#include <stdbool.h>
#include <stdio.h>

enum {
    CLIPBOARD_MOST = 56 * 1024 /* bytes; the limit of the strictest usual terminal, as base64 */
};

/* Writes the text to the terminal as the escape sequence OSC 52; call it between frames. No
   terminal reports whether it has a clipboard and allows this. LI_REFUSED: over CLIPBOARD_MOST. */
enum li_err clipboard_put(const char *text, struct li_error *err);

/* Writes the sequence to out. inside_tmux: a second time, so that tmux passes it to the terminal it
   runs in. */
void clipboard_write(const char *text, bool inside_tmux, FILE *out);

#endif
