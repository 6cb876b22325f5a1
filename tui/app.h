/*
 * app.h: the program on the screen: the office, the stack of panels, the event loop, messages.
 */
#ifndef LI_APP_H
#define LI_APP_H

#include "../core/liaise.h"
#include "panel/panel.h"

struct app {
    struct li *li;
    struct keymap keys;
    struct panel **stack; /* the last is on top and has the keys */
    size_t depth, room;
    char *message; /* the footer's left; NULL: the hints alone */
    enum style message_style;
    bool leaving;
    bool dirty; /* something to paint */
};

/* Opens the screen on li and stays until the person leaves. notice: a line shown at first ("These
   people and goals are invented"), NULL: none. */
enum li_err app_run(struct li *li, const char *notice, struct li_error *err);

/* What panels do to the app. app_push takes ownership; app_pop frees the top (not the last one). */
void app_push(struct app *app, struct panel *panel);
void app_pop(struct app *app);
void app_remove(struct app *app, struct panel *panel); /* wherever it stands */
struct panel *app_top(struct app *app);

/* Messages never block: they stand until the next key that does something. */
void app_say(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
void app_fail(struct app *app, const struct li_error *err);

/* After a write of ours, or another program's: every panel reads again. */
void app_refresh(struct app *app);

/* Opens a record's page; a list of a kind; a form (id NULL: a new record, belonging to of/of_id
   when of is not NULL); the log panel on a goal. */
void app_open(struct app *app, const struct kind *kind, const struct id *id);
void app_list(struct app *app, const struct kind *kind, const char *filter);
void app_edit(struct app *app, const struct kind *kind, const struct id *id, const struct kind *of,
    const struct id *of_id);
void app_log(struct app *app, const struct id *goal);

/* Does an action as if its key had been pressed: the palette's way. */
void app_do(struct app *app, enum action action);

/* Gives the terminal to a program (an editor) and takes it back. 0: it ended well. */
int app_spawn(struct app *app, const char *const *argv);

#endif
