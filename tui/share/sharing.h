/*
 * sharing.h: exchanges changes while the screen is open: `liaise sync` runs beside it on opening,
 * soon after changes, every few minutes, when asked, and on leaving. No key waits for it. Without a
 * carrier nothing runs, and the program does not wake up.
 */
#ifndef LI_TUI_SHARE_SHARING_H
#define LI_TUI_SHARE_SHARING_H

#include "tui/app/app.h"
#include <stdio.h>

/* Sets app->sharing, as of a database that is not shared. */
void sharing_begin(struct app *app);
/* Loads what is known of the sharing of the database, and begins the first sync. */
void sharing_load(struct app *app);
/* On leaving: starts a last sync if own entries wait, which goes on after the program has
   ended. */
void sharing_end(struct app *app);

/* Between keys: handles the end of a sync, and begins the next when it is due. */
void sharing_turn(struct app *app);

/* Begins a sync now, or another after the one that runs; how it ended is shown. */
void sharing_now(struct app *app);

/* Whether a carrier is set, so that there is something to begin. */
bool sharing_can(const struct app *app);

/* For the header, with two blanks before each part: " in sync 10:32", " ↑3 offline since 9:12";
   nothing if the database is not shared. */
void sharing_title(const struct app *app, FILE *out);

#endif
