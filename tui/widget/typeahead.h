/*
 * typeahead.h: letters typed in a row choose a name by its beginning, as in a list of a web page:
 * "sta" chooses "State", not a name that begins with "a".
 */
#ifndef LI_TUI_WIDGET_TYPEAHEAD_H
#define LI_TUI_WIDGET_TYPEAHEAD_H

#include "tui/term/input.h"

enum { TYPEAHEAD_SIZE = 32 };

struct typeahead {
    char text[TYPEAHEAD_SIZE]; /* the beginning typed so far, in lower case */
    int64_t at;                /* when its last letter was typed (struct key) */
};

enum typeahead_answer {
    TYPEAHEAD_NONE,  /* not a key of it; any key but a letter ends the beginning */
    TYPEAHEAD_TOOK,  /* the beginning has changed, the choice has not */
    TYPEAHEAD_FOUND, /* *choice is a name that begins so */
};

/* names: NULL-terminated, matched by their words (choice_word.h); a hyphen is a space. *choice: the
   one chosen, -1: none. A single letter, or the same letter again, finds the next name after it.
   Backspace removes the last letter. A pause between two keys ends the beginning. */
enum typeahead_answer typeahead_key(
    struct typeahead *ahead, const char *const *names, const struct key *key, int *choice);

#endif
