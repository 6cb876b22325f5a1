/*
 * action.h: what a person can do: the rows of action_table.h without their handlers (dispatch.h).
 * The keys in force are in keymap.h.
 */
#ifndef LI_TUI_APP_ACTION_H
#define LI_TUI_APP_ACTION_H

#include "tui/app/action_table.h"

enum action_place {
    PLACE_LIST = 1 << 0,      /* a list of records */
    PLACE_PAGE = 1 << 1,      /* a record's page */
    PLACE_FORM = 1 << 2,      /* a form: keys that are text are typed */
    PLACE_ENTRY = 1 << 3,     /* one line being typed: filter, palette, picker, log */
    PLACE_TEXT = 1 << 4,      /* something to read: help, history */
    PLACE_PAIR = 1 << 5,      /* two records side by side, to be made one */
    PLACE_TODAY = 1 << 6,     /* what needs attention */
    PLACE_CONFLICTS = 1 << 7, /* conflicting edits; these panels are text as well */
    PLACE_VALUES = 1 << 8,    /* two values of fields side by side, to choose between */
    PLACE_BROWSE = PLACE_LIST | PLACE_PAGE | PLACE_TEXT | PLACE_TODAY,
    PLACE_MOVED = PLACE_BROWSE | PLACE_PAIR | PLACE_VALUES, /* where a cursor moves among lines */
    PLACE_ANY = PLACE_BROWSE | PLACE_FORM | PLACE_ENTRY | PLACE_PAIR | PLACE_VALUES,
};

enum action_group {
    GROUP_MOVE,
    GROUP_RECORD, /* what changes records */
    GROUP_LIST,
    GROUP_OUTSIDE,
    GROUP_GO,
    GROUP_SHARE, /* with the rest of the team */
    GROUP_WRITE,
    GROUP_PROGRAM,
};
extern const char *const action_group_names[]; /* the headings of the help page */

#define ACTION_ENUM(id, ...) ACTION_##id,
enum action { ACTION_NONE, ACTIONS(ACTION_ENUM) ACTION_COUNT };

struct action_spec {
    const char *name, *keys;
    unsigned places;
    enum action_group group;
    const char *hint, *help, *also;
};
extern const struct action_spec action_specs[ACTION_COUNT]; /* [ACTION_NONE] is all zero */

/* The action of that name, or that once had it; ACTION_NONE: there is none. */
enum action action_find(const char *name);

#endif
