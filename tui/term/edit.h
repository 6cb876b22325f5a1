/*
 * edit.h: one text under the fingers: a line or several, in UTF-8, moved through by grapheme.
 *
 * Ours rather than the form library's, whose fields hold one cell a character: names with combining
 * marks would come apart.
 */
#ifndef LI_TUI_TERM_EDIT_H
#define LI_TUI_TERM_EDIT_H

#include "tui/term/input.h"
#include "tui/term/screen.h"

struct edit {
    char *text; /* never NULL */
    size_t length, room;
    size_t at;  /* the cursor, in bytes, on a grapheme's edge */
    bool lines; /* Enter makes a new line, Up and Down move between them */
    int scroll; /* columns (a line) or screen lines (lines) hidden */
    int width;  /* it was drawn in last: where lines break for Up and Down */
};

void edit_start(struct edit *edit, const char *text, bool lines); /* text may be NULL */
void edit_free(struct edit *edit);
void edit_set(struct edit *edit, const char *text); /* cursor at the end */

/* Takes a key if it is one of text or movement: printable, paste, arrows, Home End, C-a C-e C-w C-u
   C-k, Backspace, Delete. False: not taken. *changed (may be NULL) says whether the text is another
   now. */
bool edit_key(struct edit *edit, const struct key *key, bool *changed);

/* Draws it into the area and, focused, puts the cursor there. */
void edit_draw(struct edit *edit, struct area area, enum style style, bool focused);

#endif
