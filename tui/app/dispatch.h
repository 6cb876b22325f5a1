/*
 * dispatch.h: what an action does here, and whether it can do it.
 */
#ifndef LI_TUI_APP_DISPATCH_H
#define LI_TUI_APP_DISPATCH_H

#include "tui/app/app.h"

/* What does an action wherever no panel does it itself. All NULL: a panel must. */
struct action_handler {
    void (*run)(struct app *app, struct panel *panel);
    bool (*can)(struct app *app, struct panel *panel); /* NULL: always */
    const char *cannot;                                /* said where it can't; NULL: nothing is */
    const char *list;                                  /* instead of run: goes to that kind's list */
    /* Does it with words typed after its name, which takes names ("DAY"); run asks for them. NULL:
       it takes none. */
    void (*tell)(struct app *app, struct panel *panel, const char *words);
    const char *takes;
};

/* Whether an action can do something there: what footer, help and palette offer. */
bool dispatch_can(struct app *app, struct panel *panel, enum action action);

/* Does it in the panel on top as if its key had been pressed, or says why it can't. */
void dispatch_do(struct app *app, enum action action);

/* What words the action takes after its name; NULL: none. */
const char *dispatch_takes(const struct app *app, enum action action);
/* Does one that takes words with these. */
void dispatch_tell(struct app *app, enum action action, const char *words);

#endif
