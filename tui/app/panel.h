/*
 * panel.h: what is shown on the screen. A panel is a struct that begins with struct panel, and one
 * const table of functions; the app knows no more of it. What most panels have in common is here: a
 * panel that counts its lines needs no code to move, scroll and click among them.
 */
#ifndef LI_TUI_APP_PANEL_H
#define LI_TUI_APP_PANEL_H

#include "core/schema/kind.h"
#include "data/base/id.h"
#include "tui/app/action.h"
#include "tui/app/scroll.h"
#include "tui/term/input.h"
#include "tui/term/screen.h"
#include <stdio.h>

struct app;
struct list_state;
struct panel;

/* The records that an action is done to. */
struct panel_selection {
    const struct kind *kind;
    int64_t *rows; /* row ids, the caller's to free */
    size_t count;
};

/* What a panel does. Only draw and free are always there: NULL means what the comment says, and
   callers outside of the panel's folder use the functions below, which know it. */
struct panel_ops {
    unsigned place; /* which actions apply (enum action_place) */
    bool overlay;   /* drawn over the panels beneath, in a frame that it places in the whole area */

    void (*draw)(struct panel *panel, struct app *app, struct area area, bool focused);
    /* Which of the actions of its place mean something now: the footer, help and the palette offer
       those. NULL: all. */
    bool (*offers)(struct panel *panel, enum action action);
    /* Does the action; false: it is left to the defaults below and the app. NULL: does none. */
    bool (*act)(struct panel *panel, struct app *app, enum action action);
    /* Takes a key: text, paste, mouse (y and x of the screen); false: it is not one of its keys. In
       a form or an entry it is asked first, and a key it does not take is looked up as an action;
       elsewhere it is asked about keys that are no action. NULL: takes none. */
    bool (*type)(struct panel *panel, struct app *app, const struct key *key);

    /* The number of lines that its cursor (panel->scroll) moves among. With it the panel inherits
       the keys of movement, the wheel, and clicks that move the cursor. NULL: it has no such lines.
     */
    size_t (*count)(struct panel *panel);
    /* Whether the cursor may rest on that line: not on a heading. NULL: on each. */
    bool (*rests)(struct panel *panel, size_t line);
    /* The cursor was moved by that action, or by the mouse (ACTION_NONE). NULL: nothing to do. */
    void (*moved)(struct panel *panel, struct app *app, enum action action);
    /* The line on which the cursor now is was clicked. NULL: an overlay accepts the line, as Enter
       would; any other panel opens it at a double click. */
    void (*pressed)(struct panel *panel, struct app *app, const struct key *key);

    /* One slice of work (a few ms at most) between keys; true: there is more. NULL: none. */
    bool (*work)(struct panel *panel, struct app *app);
    /* Out of sight: closes the statements that it is reading, which would hide from this program
       what others write; work begins them again. NULL: it has none. */
    void (*rest)(struct panel *panel);
    /* Records may have changed: reads them again, keeping the cursor on its record. NULL: nothing
       to do. */
    void (*refresh)(struct panel *panel, struct app *app);
    /* The header: where the person is and, at its right, a count. NULL: an overlay, over which the
       header is that of the panel beneath. */
    void (*title)(struct panel *panel, FILE *left, FILE *right);
    /* The current record, for log, edit, archive; false: there is none. NULL: never. */
    bool (*record)(struct panel *panel, const struct kind **kind, struct id *id);
    /* The record under the cursor where that is not the current one: on a page. NULL: never. */
    bool (*pointed)(struct panel *panel, const struct kind **kind, struct id *id);
    /* The kind that `a` adds here, and the record it belongs to (*of NULL: none); false: nothing
       can be added. NULL: never. */
    bool (*adds)(
        struct panel *panel, const struct kind **kind, const struct kind **of, struct id *id);
    /* How many records are selected (one more while all are to be), and their kind. NULL: none can
       be. With it come take: the selected rows in their order or, with none selected, all that are
       shown (false: they are still being found); and unselect. */
    size_t (*selected)(struct panel *panel, const struct kind **kind);
    bool (*take)(struct panel *panel, struct panel_selection *out);
    void (*unselect)(struct panel *panel, struct app *app);
    /* What a list shows (list_state.h), the caller's to free; and showing that. NULL: no list. */
    void (*state)(struct panel *panel, struct list_state *out);
    void (*set_state)(struct panel *panel, struct app *app, const struct list_state *state);
    /* Stores drafts, before the program ends or the panel is removed. NULL: it has none. */
    void (*store_drafts)(struct panel *panel, struct app *app);
    void (*free)(struct panel *panel);
};

struct panel {
    const struct panel_ops *ops;
    const void *root; /* what it is the only list of, a kind for instance: opening that again raises
                         it. NULL: nothing */
    struct area area; /* of the last drawing, for the mouse */
    struct area lines;    /* where the last drawing put the lines; all zero: not drawn yet */
    struct scroll scroll; /* the cursor, where the panel counts lines */
};

/* --- what every panel inherits ---------------------------------------------------------------- */

/* Draws the panel; its draw sets panel->lines where the lines are not the whole area. */
void panel_draw(struct panel *panel, struct app *app, struct area area, bool focused);

bool panel_offers(struct panel *panel, enum action action);

/* Does the action: by its act or, where that moves the cursor, by panel_move. */
bool panel_act(struct panel *panel, struct app *app, enum action action);

/* Moves the cursor; false: the action does not move, or there are no lines. */
bool panel_move(struct panel *panel, struct app *app, enum action action);

/* Takes a key: by its type or, for the mouse, the wheel and clicks on its lines. */
bool panel_type(struct panel *panel, struct app *app, const struct key *key);

/* Moves the cursor off a line on which it may not rest: on in the direction it came from, else
   back. from: where it was before. */
void panel_land(struct panel *panel, size_t from);

bool panel_work(struct panel *panel, struct app *app);
void panel_refresh(struct panel *panel, struct app *app);

/* Rows of the screen for its lines, at least 1. Before the first drawing, as many as most panels
   have, so that a key typed ahead moves by a page as well. */
int panel_height(const struct panel *panel);

/* The current record; false: there is none. */
bool panel_record(struct panel *panel, const struct kind **kind, struct id *id);
/* The record under the cursor, else the current one. */
bool panel_pointed(struct panel *panel, const struct kind **kind, struct id *id);
/* How many records are selected, and of what kind. */
size_t panel_selected(struct panel *panel, const struct kind **kind);

#endif
