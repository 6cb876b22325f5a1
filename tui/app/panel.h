/*
 * panel.h: what stands on the screen. Every panel is one struct that begins with struct panel, and
 * one const table of what it can do; the app knows no more of it.
 */
#ifndef LI_TUI_APP_PANEL_H
#define LI_TUI_APP_PANEL_H

#include "core/schema/kind.h"
#include "data/base/id.h"
#include "tui/app/keymap.h"
#include "tui/term/screen.h"
#include <stdio.h>

struct app;
struct list_state;
struct panel;

/* Records that one action takes all at once. */
struct taken {
    const struct kind *kind;
    int64_t *rows; /* row ids; whoever takes them frees them */
    size_t count;
};

struct panel_ops {
    unsigned place; /* which actions apply (enum place) */
    bool overlay;   /* drawn over what is beneath, in its own frame, not in its stead; given the
                       area of the panels, it chooses its place in it */

    void (*draw)(struct panel *panel, struct app *app, struct area area, bool focused);
    /* Of the actions of its place, those that mean something here: offered in the footer, in help
       and in the palette. NULL: all. */
    bool (*offers)(struct panel *panel, enum action action);
    /* Does the action; false: not mine, the app looks further. */
    bool (*act)(struct panel *panel, struct app *app, enum action action);
    /* Takes a key: text, paste, mouse (y and x of the screen). In a form or an entry it is asked
       first, and what it gives back (false) is looked up as an action; elsewhere what is no action
       comes here. NULL: takes none. */
    bool (*type)(struct panel *panel, struct app *app, const struct key *key);
    /* One slice of work (a few ms at most) between keys; true: there is more. NULL: none. */
    bool (*work)(struct panel *panel, struct app *app);
    /* Out of sight: lets go of what it is in the midst of reading, which would keep from this
       program what others write; work begins it again. NULL: nothing to let go of. */
    void (*rest)(struct panel *panel);
    /* The records may have changed: read again, keeping the cursor on its record. NULL: nothing to
     * do. */
    void (*refresh)(struct panel *panel, struct app *app);
    /* What the header says: where I am, and on its right a count. */
    void (*title)(struct panel *panel, FILE *left, FILE *right);
    /* The record at hand, for log, edit, archive; false: none. NULL: never. */
    bool (*record)(struct panel *panel, const struct kind **kind, struct id *id);
    /* The record under the cursor where the one at hand is another: on a page. NULL: never. */
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
    /* How a list looks (look.h), the caller's to free; and making it look so. NULL: no list. */
    void (*look)(struct panel *panel, struct list_state *out);
    void (*put_look)(struct panel *panel, struct app *app, const struct list_state *look);
    /* Called before the program ends or the panel goes: keep drafts. NULL: nothing to keep. */
    void (*keep)(struct panel *panel, struct app *app);
    void (*free)(struct panel *panel);
};

struct panel {
    const struct panel_ops *ops;
    const void *root; /* what it is the list of all of (a kind, say): going there again raises it
                         instead of opening a second. NULL: none */
    struct area area; /* what draw was given last, for the mouse */
};

#endif
