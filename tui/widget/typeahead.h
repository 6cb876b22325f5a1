/*
 * typeahead.h: letters typed one after the other choose a name by its beginning, as in a list of a
 * web page: "sta" comes to "state", not to what begins with an "a".
 */
#ifndef LI_TUI_WIDGET_TYPEAHEAD_H
#define LI_TUI_WIDGET_TYPEAHEAD_H

#include "tui/term/input.h"

enum { TYPEAHEAD_SIZE = 32 };

struct typeahead {
    char text[TYPEAHEAD_SIZE]; /* the beginning, in small letters */
    int64_t at;                /* when its last letter was typed */
};

enum typeahead_answer {
    TYPEAHEAD_NONE,  /* no key of it; another key than a letter ends the beginning */
    TYPEAHEAD_TOOK,  /* the beginning is another, what is chosen is not */
    TYPEAHEAD_FOUND, /* *choice is what begins so */
};

/* names: NULL-terminated, found by their words (choice_word.h); a hyphen is a space. *choice: which is chosen, -1 or
   beyond them: none. A letter alone goes on from there, and so does the same one again; Backspace
   takes the last letter back. After a pause, which the keys' times tell, letters begin again. */
enum typeahead_answer typeahead_key(
    struct typeahead *ahead, const char *const *names, const struct key *key, int *choice);

#endif
