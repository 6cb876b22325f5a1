/*
 * edit.h: a text being edited: one line or several, in UTF-8, with a cursor that moves by grapheme.
 *
 * The ncurses form library has one cell a character, which would tear names with combining marks
 * apart.
 */
#ifndef LI_TUI_TERM_EDIT_H
#define LI_TUI_TERM_EDIT_H

#include "tui/term/input.h"
#include "tui/term/screen.h"

struct edit {
    char *text; /* never NULL */
    size_t length, room;
    size_t at;  /* the cursor, in bytes, at the beginning of a grapheme or the end */
    bool lines; /* several lines: Enter begins a new one, Up and Down move between them */
    int scroll; /* hidden columns on the left or, with lines, hidden rows above */
    int width;  /* of the last drawing, for Up and Down; 0: not drawn yet */
};

void edit_begin(struct edit *edit, const char *text, bool lines); /* text NULL: "" */
void edit_end(struct edit *edit);
void edit_set(struct edit *edit, const char *text); /* cursor at the end */

/* Handles a key of text or movement: printable, paste, arrows, Home End, C-a C-e C-w C-u C-k,
   Backspace, Delete. False: another key. *changed (may be NULL): whether the text has changed. */
bool edit_key(struct edit *edit, const struct key *key, bool *changed);

/* Draws the text into the area; focused: with the terminal's cursor. */
void edit_draw(struct edit *edit, struct area area, enum style style, bool focused);

#endif
