/*
 * app.h: the program on the screen: the office, the stack of panels, the event loop, messages.
 */
#ifndef LI_TUI_APP_APP_H
#define LI_TUI_APP_APP_H

#include "core/record/record.h"
#include "tui/app/keymap.h"
#include "tui/app/list_state.h"
#include "tui/app/panel.h"
#include "tui/app/percent_jump.h"

struct app {
    struct context *context;
    struct keymap keys;
    struct panel **stack; /* the last is on top and has the keys */
    size_t depth, room;
    char *message; /* the footer's left; NULL: the hints alone */
    enum style message_style;
    struct present {
        struct context *context;
        struct panel **stack;
        size_t depth, room;
    } present;           /* what waits while the past is shown (past.h); li NULL: nothing does */
    struct panel **gone; /* taken off the stack during this key, freed after it */
    size_t gone_count;
    struct context *gone_li; /* their office, when it goes with them */
    struct percent_jump jump;
    struct list_states looks;
    struct cache_refresh *freshening; /* NULL: what is kept holds today */
    int64_t version;                  /* of the database when it was read last (store_version) */
    bool leaving;
    bool dirty;   /* something to paint */
    bool pressed; /* keys came a moment ago */
};

/* Opens the screen on li and stays until the person leaves. notice: a line shown at first ("These
   people and goals are invented"), NULL: none. */
enum li_err app_run(struct context *context, const char *notice, struct li_error *err);

/* What panels do to the app. app_push takes ownership; NULL is a panel that could not be opened and
   has said why. app_pop takes the top away (not the last one) and app_remove a panel wherever it
   stands: drafts are kept, and its memory stays until the key is dealt with, so that a panel may
   take itself away. */
void app_push(struct app *app, struct panel *panel);
void app_pop(struct app *app);
void app_remove(struct app *app, struct panel *panel);
struct panel *app_top(struct app *app);
bool app_raise(struct app *app, const void *root); /* the panel with that root; false: none has */

/* The panel a person sees first; and all panels taken away, for another office's. */
void app_first_screen(struct app *app);
void app_clear(struct app *app);
/* What is kept of the records is brought to the day it is, from now on and between keys. */
void app_begin_day(struct app *app);

/* Messages never block: they stand until the next key that does something. */
void app_say(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
void app_fail(struct app *app, const struct li_error *err);
/* That a draft is resumed. at, freed here, is when it was kept; NULL: there was none. elsewhere:
   another window is typing on the same, which what names ("goal"). */
void app_say_draft(struct app *app, char *at, const char *what, bool elsewhere);

/* After a write of ours, or another program's: every panel reads again. */
void app_refresh(struct app *app);

/* Opens a record's page; a list of a kind; a form (id NULL: a new record, belonging to of/of_id
   when of is not NULL); the log panel on a goal. */
void app_open(struct app *app, const struct kind *kind, const struct id *id);
void app_list(struct app *app, const struct kind *kind, const char *filter);
void app_edit(struct app *app, const struct kind *kind, const struct id *id, const struct kind *of,
    const struct id *of_id);
/* The form of a new record begun with what stands in that one, which it takes (panel/form.h). */
void app_begin(struct app *app, struct record *record);
void app_log(struct app *app, const struct id *goal);
void app_contact(struct app *app, const struct kind *kind, const struct id *id);

/* Whether an action can do something here: what the footer, the help and the palette offer. */
bool app_can(struct app *app, struct panel *panel, enum action action);

/* While on, a key interrupts what the database is at (LI_INTERRUPTED): for slices of reading. */
void app_yield_to_keys(struct app *app, bool on);

/* Does what the key means in the panel on top. */
void app_press(struct app *app, const struct key *key);

/* Does an action as if its key had been pressed: the palette's way; and with words, for one that
   takes some (dispatch_takes). */
void app_do(struct app *app, enum action action);
void app_tell(struct app *app, enum action action, const char *words);

/* Gives the terminal to a program (an editor) and takes it back. 0: it ended well. */
int app_spawn(struct app *app, const char *const *argv);

#endif
