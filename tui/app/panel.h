/*
 * panel.h: what stands on the screen. Every panel is one struct that begins with struct panel, and
 * one const table of what it does; the app knows no more of it. What most panels do alike is done
 * here: a panel that counts its lines needs no code to move, scroll and click among them.
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

/* Records that one action takes all at once. */
struct taken {
    const struct kind *kind;
    int64_t *rows; /* row ids, the taker's to free */
    size_t count;
};

/* What a kind of panel does. Only draw and free are always there; NULL means what the comment says,
   and callers outside the panel's own folder use the functions below, which know it. */
struct panel_ops {
    unsigned place; /* which actions apply (enum action_place) */
    bool overlay;   /* drawn over what is beneath, in a frame of its own; given the area of all
                       panels, it chooses its place in it */

    void (*draw)(struct panel *panel, struct app *app, struct area area, bool focused);
    /* Which of the actions of its place mean something here: they are offered in the footer, in
       help and in the palette. NULL: all. */
    bool (*offers)(struct panel *panel, enum action action);
    /* Does the action; false: not mine, the defaults below and the app look further. NULL: none. */
    bool (*act)(struct panel *panel, struct app *app, enum action action);
    /* Takes a key: text, paste, mouse (y and x of the screen); false: not mine. In a form or an
       entry it is asked first, and what it gives back is looked up as an action; elsewhere what is
       no action comes here. NULL: takes none. */
    bool (*type)(struct panel *panel, struct app *app, const struct key *key);

    /* The lines that its cursor (panel->scroll) moves among. With it the panel inherits: keys of
       movement, the wheel, and the mouse button that takes the cursor to a line. NULL: it has no
       such lines. */
    size_t (*count)(struct panel *panel);
    /* Whether the cursor may stand on that line: not on a heading. NULL: on each. */
    bool (*rests)(struct panel *panel, size_t line);
    /* The cursor was moved: by that action, or by the mouse (ACTION_NONE). NULL: nothing to do. */
    void (*moved)(struct panel *panel, struct app *app, enum action action);
    /* The button was pressed on the line on which the cursor now is. NULL: an overlay takes the
       line, as Enter would, and any other panel does at the second press. */
    void (*pressed)(struct panel *panel, struct app *app, const struct key *key);

    /* One slice of work (a few ms at most) between keys; true: there is more. NULL: none. */
    bool (*work)(struct panel *panel, struct app *app);
    /* Out of sight: lets go of what it is in the midst of reading, which would keep from this
       program what others write; work begins it again. NULL: nothing to let go of. */
    void (*rest)(struct panel *panel);
    /* The records may have changed: reads them again, keeping the cursor on its record. NULL:
       nothing to do. */
    void (*refresh)(struct panel *panel, struct app *app);
    /* What the header says: where I am, and on its right a count. NULL: nothing. */
    void (*title)(struct panel *panel, FILE *left, FILE *right);
    /* The current record, for log, edit, archive; false: none. NULL: never. */
    bool (*record)(struct panel *panel, const struct kind **kind, struct id *id);
    /* The record under the cursor where the current one is another: on a page. NULL: never. */
    bool (*pointed)(struct panel *panel, const struct kind **kind, struct id *id);
    /* The kind that `a` adds here, and what it belongs to; false: none. NULL: never. */
    bool (*adds)(
        struct panel *panel, const struct kind **kind, const struct kind **of, struct id *id);
    /* How many records are marked in it or, one more, are to be, and their kind. NULL: it marks
       none. With it come take, which gives those, as it orders them, or all it shows when none is
       marked (false: they are still being found); and unmark. */
    size_t (*marked)(struct panel *panel, const struct kind **kind);
    bool (*take)(struct panel *panel, struct taken *out);
    void (*unmark)(struct panel *panel, struct app *app);
    /* How a list looks (list_state.h), the caller's to free; and making it look so. NULL: no
       list. */
    void (*look)(struct panel *panel, struct list_state *out);
    void (*put_look)(struct panel *panel, struct app *app, const struct list_state *look);
    /* Stores drafts, before the program ends or the panel goes. NULL: nothing to store. */
    void (*keep)(struct panel *panel, struct app *app);
    void (*free)(struct panel *panel);
};

struct panel {
    const struct panel_ops *ops;
    const void *root;  /* what it is the list of all of (a kind, say): going there again raises it
                          instead of opening a second. NULL: none */
    struct area area;  /* what draw was given last, for the mouse */
    struct area lines; /* where its draw put the lines of the cursor last; nowhere: not drawn yet */
    struct scroll scroll; /* the cursor, of panels that count lines */
};

/* --- what every panel inherits ---------------------------------------------------------------- */

/* Draws it there; draw sets panel->lines where the lines are not the whole area. */
void panel_draw(struct panel *panel, struct app *app, struct area area, bool focused);

bool panel_offers(struct panel *panel, enum action action);

/* Its own act or, for an action that moves the cursor, panel_move. */
bool panel_act(struct panel *panel, struct app *app, enum action action);

/* Moves the cursor; false: no action of movement, or no lines. */
bool panel_move(struct panel *panel, struct app *app, enum action action);

/* Its own type or, for the mouse, the wheel and the button on its lines. */
bool panel_type(struct panel *panel, struct app *app, const struct key *key);

/* Takes the cursor off a line where it may not stand: on in the direction it came from, else back.
   from: where it was before. */
void panel_land(struct panel *panel, size_t from);

bool panel_work(struct panel *panel, struct app *app);
void panel_refresh(struct panel *panel, struct app *app);

/* Lines of the screen for those of the cursor; before the first drawing, as many as there will be
   on most panels: a key typed ahead moves by a page, too. At least 1. */
int panel_height(const struct panel *panel);

/* The current record; false: there is none. */
bool panel_record(struct panel *panel, const struct kind **kind, struct id *id);
/* The record under the cursor, or else the current one. */
bool panel_pointed(struct panel *panel, const struct kind **kind, struct id *id);
/* How many records are marked, and of what kind. */
size_t panel_marked(struct panel *panel, const struct kind **kind);

#endif
