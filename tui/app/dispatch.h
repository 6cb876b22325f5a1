/*
 * dispatch.h: does an action in the panel on top, and tells whether it can be done.
 */
#ifndef LI_TUI_APP_DISPATCH_H
#define LI_TUI_APP_DISPATCH_H

#include "tui/app/app.h"

/* What an action does where the panel leaves it alone. All NULL: only panels do it. */
struct action_handler {
    void (*run)(struct app *app, struct panel *panel);
    bool (*can)(struct app *app, struct panel *panel); /* NULL: always */
    const char *cannot;                                /* the message where it can't; NULL: none */
    const char *list; /* instead of run: opens the list of that kind */
    /* Does it with words typed after its name; takes names them ("DAY"), and run asks for them.
       NULL: it takes no words. */
    void (*tell)(struct app *app, struct panel *panel, const char *words);
    const char *takes;
};

/* Whether the action can be done in the panel: the footer, help and the palette offer it then. */
bool dispatch_can(struct app *app, struct panel *panel, enum action action);

/* Does the action in the panel on top as if its key had been pressed, or says why it can't. */
void dispatch_do(struct app *app, enum action action);

/* The name of the words that the action takes; NULL: it takes none. */
const char *dispatch_takes(const struct app *app, enum action action);
/* Does an action that takes words. */
void dispatch_tell(struct app *app, enum action action, const char *words);

#endif
