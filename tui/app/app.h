/*
 * app.h: the program on the screen: the context whose records it shows, the stack of panels,
 * messages. It names no panel: which there are and what does each action, two const tables say.
 */
#ifndef LI_TUI_APP_APP_H
#define LI_TUI_APP_APP_H

#include "core/record/record.h"
#include "tui/app/digit_history.h"
#include "tui/app/keymap.h"
#include "tui/app/list_state.h"
#include "tui/app/panel.h"

struct action_handler;

/* Makes the panels that others ask for without knowing them; each returns one for app_push, or NULL
   when it could not be opened and has said why. */
struct app_panels {
    struct panel *(*first)(struct app *app); /* what a person sees first */
    struct panel *(*list)(struct app *app, const struct kind *kind, const char *filter);
    struct panel *(*page)(struct app *app, const struct kind *kind, const struct id *id);
    struct panel *(*form)(struct app *app, const struct kind *kind, const struct id *id,
        const struct kind *of, const struct id *of_id);
    struct panel *(*begun_form)(struct app *app, struct record *record);
    struct panel *(*added_form)(struct app *app, const struct kind *kind, const char *title,
        void (*made)(void *arg, struct app *app, const struct id *id), void *arg);
    struct panel *(*log)(struct app *app, const struct id *goal);
    struct panel *(*contact)(struct app *app, const struct kind *kind, const struct id *id);
};

/* A command of the command line, for the palette. */
struct app_command {
    const char *name, *arguments, *help; /* name NULL: the end of the list */
};

/* What the program is made of. */
struct app_tables {
    const struct app_panels *panels;
    const struct action_handler *handlers; /* of each action (dispatch.h) */
    const struct app_command *commands;
};

struct app {
    struct context *context;
    const struct app_tables *tables;
    struct keymap keys;
    struct panel **stack; /* the last is on top and has the keys */
    size_t depth, room;
    char *message; /* the footer's left; NULL: the hints alone */
    enum style message_style;
    struct present {
        struct context *context;
        struct panel **stack;
        size_t depth, room;
    } present; /* what waits while the past is shown (as_of_mode.h); context NULL: nothing */
    struct panel **gone; /* taken off the stack during this key, freed after it */
    size_t gone_count;
    struct context *gone_context; /* theirs, when it goes with them; else NULL */
    struct digit_history digits;
    int percent; /* typed before the key at work; -1: none (percent_jump.h) */
    struct list_states looks;
    struct cache_refresh *refreshing; /* NULL: the cache holds for today */
    int64_t version;                  /* of the database when it was read last (store_version) */
    bool leaving;
    bool dirty;   /* something to paint */
    bool pressed; /* keys came a moment ago */
};

/* --- the stack -------------------------------------------------------------------------------- */

/* Takes ownership; NULL is a panel that could not be opened and has said why. */
void app_push(struct app *app, struct panel *panel);
/* Takes the top away (not the last one), or a panel wherever it stands. Drafts are stored, and its
   memory stays until the key is dealt with, so that a panel may take itself away. */
void app_pop(struct app *app);
void app_remove(struct app *app, struct panel *panel);
void app_clear(struct app *app); /* all of them, for another context's */
struct panel *app_top(struct app *app);
bool app_raise(struct app *app, const void *root); /* the panel with that root; false: none has */

void app_keep(struct app *app, struct panel *panel); /* stores its drafts */
void app_free_gone(struct app *app);                 /* once the key is dealt with */

/* --- messages --------------------------------------------------------------------------------- */

/* Messages never block: they stand until the next key that does something. */
void app_say(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
void app_fail(struct app *app, const struct li_error *err);
/* Has the screen drawn again after what ended with code; false: it failed, and *err is shown. */
bool app_check(struct app *app, enum li_err code, const struct li_error *err);
void app_show_message(struct app *app, enum style style, char *message); /* which it takes */
/* That a draft is resumed. at, freed here, is when it was stored; NULL: there was none. elsewhere:
   another window is typing on the same, which what names ("goal"). */
void app_say_draft(struct app *app, char *at, const char *what, bool elsewhere);

/* --- reading ---------------------------------------------------------------------------------- */

/* After a write of ours, or another program's: every panel reads again. */
void app_refresh(struct app *app);

/* What is cached of the records is brought to the day it is, from now on and between keys. */
void app_begin_day(struct app *app);

/* While on, a key interrupts what the database is at (LI_INTERRUPTED): for slices of reading. */
void app_yield_to_keys(struct app *app, bool on);

/* --- going places: overlays close before a panel opens ---------------------------------------- */

void app_first_screen(struct app *app);
void app_open(struct app *app, const struct kind *kind, const struct id *id);
/* filter NULL: all of them, in the list that stands if there is one. */
void app_list(struct app *app, const struct kind *kind, const char *filter);
/* id NULL: a new record, belonging to of/of_id when of is not NULL. */
void app_edit(struct app *app, const struct kind *kind, const struct id *id, const struct kind *of,
    const struct id *of_id);
/* The form of a new record, begun with what stands in that one, which it takes. */
void app_begin(struct app *app, struct record *record);
void app_log(struct app *app, const struct id *goal);
void app_contact(struct app *app, const struct kind *kind, const struct id *id);
/* Over all else: a new record of that title, of which made is told when it is saved. */
void app_add(struct app *app, const struct kind *kind, const char *title,
    void (*made)(void *arg, struct app *app, const struct id *id), void *arg);

#endif
