/*
 * app.h: the program on the screen: the context whose records it shows, the stack of panels, the
 * message. It names no panel: two const tables have the panels and the handlers of actions.
 */
#ifndef LI_TUI_APP_APP_H
#define LI_TUI_APP_APP_H

#include "core/record/record.h"
#include "tui/app/digit_history.h"
#include "tui/app/keymap.h"
#include "tui/app/list_state.h"
#include "tui/app/panel.h"

struct action_handler;
struct sharing;

/* Makes the panels that others ask for without knowing them. Each returns one for app_push, or NULL
   when it could not be opened; the app has said why. */
struct app_panels {
    struct panel *(*first)(struct app *app); /* the first screen */
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
    char *message; /* at the left of the footer; NULL: none */
    enum style message_style;
    struct present {
        struct context *context;
        struct panel **stack;
        size_t depth, room;
    } present; /* set aside while the past is shown (as_of_mode.h); context NULL: it is not */
    struct panel **gone; /* removed during this key, freed after it */
    size_t gone_count;
    struct context *gone_context; /* closed after they are freed; NULL: none */
    struct digit_history digits;
    int percent; /* the number typed before the current key; -1: none (percent_jump.h) */
    struct list_states list_states;
    struct cache_refresh *refreshing; /* NULL: the cache is up to date */
    int64_t version;                  /* store_version of the database when it was read last */
    struct sharing *sharing;          /* what runs beside the screen (tui/share/sharing.h) */
    bool written;                     /* records were written since it looked */
    int64_t looked;                   /* at the keys, in the midst of a statement (input_now) */
    bool leaving;
    bool dirty;   /* the screen must be drawn again */
    bool pressed; /* a key was pressed a moment ago */
};

/* --- the stack -------------------------------------------------------------------------------- */

/* Takes ownership. NULL: a panel that could not be opened; nothing happens. */
void app_push(struct app *app, struct panel *panel);
/* Remove the panel on top, or one wherever it is in the stack; the last one stays. Its drafts are
   stored. It is freed once the key is dealt with, so that a panel may remove itself. */
void app_pop(struct app *app);
void app_remove(struct app *app, struct panel *panel);
void app_clear(struct app *app); /* removes all, for the panels of another context */
struct panel *app_top(struct app *app);
/* Brings the panel with that root to the top; false: there is none. */
bool app_raise(struct app *app, const void *root);

void app_store_drafts(struct app *app, struct panel *panel); /* stores its drafts */
void app_free_gone(struct app *app);                         /* once the key is dealt with */

/* --- messages --------------------------------------------------------------------------------- */

/* Messages never block: each is shown until the next key. */
void app_say(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
void app_fail(struct app *app, const struct li_error *err);
/* After something that ended with code: has the screen drawn again. False: it failed; *err is
 * shown. */
bool app_check(struct app *app, enum li_err code, const struct li_error *err);
/* Takes ownership of the message; NULL: none. */
void app_show_message(struct app *app, enum style style, char *message);
/* Says that a draft is resumed. at, freed here, is when it was stored; NULL: there was none.
   elsewhere: another window has the same open; what names it ("goal"). */
void app_say_draft(struct app *app, char *at, const char *what, bool elsewhere);

/* --- reading ---------------------------------------------------------------------------------- */

/* After a write, by this or another program: every panel reads its records again. */
void app_refresh(struct app *app);

/* The context of today's records, also while the past is shown. */
struct context *app_present(const struct app *app);

/* Begins to bring the cache up to today, between keys. */
void app_begin_day(struct app *app);

/* While on, a key interrupts a statement of the database (LI_INTERRUPTED): for slices of reading.
 */
void app_yield_to_keys(struct app *app, bool on);

/* --- opening panels: overlays close first ---------------------------------------------------- */

void app_first_screen(struct app *app);
void app_open(struct app *app, const struct kind *kind, const struct id *id);
/* filter NULL: all records, in the list that is open already, if one is. */
void app_list(struct app *app, const struct kind *kind, const char *filter);
/* id NULL: a new record, which belongs to of and of_id where of is not NULL. */
void app_edit(struct app *app, const struct kind *kind, const struct id *id, const struct kind *of,
    const struct id *of_id);
/* The form of a new record that begins with the values of this one, which it takes. */
void app_begin(struct app *app, struct record *record);
void app_log(struct app *app, const struct id *goal);
void app_contact(struct app *app, const struct kind *kind, const struct id *id);
/* The form of a new record of that title, over everything else; made is called once it is saved. */
void app_add(struct app *app, const struct kind *kind, const char *title,
    void (*made)(void *arg, struct app *app, const struct id *id), void *arg);

#endif
