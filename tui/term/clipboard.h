/*
 * clipboard.h: text given to the clipboard of the person's terminal, wherever the program runs.
 */
#ifndef LI_TUI_TERM_CLIPBOARD_H
#define LI_TUI_TERM_CLIPBOARD_H

#include "data/base/error.h"
#include <stdbool.h>
#include <stdio.h>

enum { CLIPBOARD_MOST = 56 * 1024 /* bytes: as base64, what the strictest usual terminal takes */ };

/* Writes the escape sequence OSC 52, in which the text stands as base64, to the terminal: between
   frames. Whether that has a clipboard and lets it be set, no terminal says. LI_REFUSED: more than
   terminals take. */
enum li_err clipboard_put(const char *text, struct li_error *err);

/* The same, into out. inside_tmux: also so that tmux hands it through to the terminal around it. */
void clipboard_write(const char *text, bool inside_tmux, FILE *out);

#endif
