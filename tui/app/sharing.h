/*
 * sharing.h: others' changes come in and one's own go out while the screen is open: `liaise sync`
 * runs beside it on opening, soon after changes, every few minutes, when asked, and on leaving. No
 * key waits for it. With no carrier nothing runs, and the program does not wake up.
 */
#ifndef LI_TUI_APP_SHARING_H
#define LI_TUI_APP_SHARING_H

#include "data/sync/carriers.h"
#include "tui/term/quiet_program.h"
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct app;
struct context;

/* What the team makes of this device, as far as has arrived here. */
enum sharing_place { SHARING_OUTSIDE /* not admitted yet */, SHARING_INSIDE, SHARING_REVOKED };

struct sharing {
    struct context *context; /* of today's records; NULL: not begun */
    struct carriers_state state;
    enum sharing_place place;
    int64_t conflicts;             /* state.conflicts when the sync began */
    struct quiet_program *program; /* the sync that runs; NULL: none */
    int64_t began, due;            /* of it; of the next; input_now's. due 0: none is */
    bool stale;                    /* records were written since the state was loaded */
    bool asked;                    /* a person asked for it, and is told how it ended */
    bool shows;                    /* it runs long enough to say so */
};

/* The context outlives it. */
void sharing_begin(struct app *app);
/* On leaving: what waits goes out by itself, after the program has ended. */
void sharing_end(struct app *app);

/* Records were written, here or by another program. */
void sharing_refresh(struct app *app);

/* Between keys: looks at how the sync that runs has ended, and begins the next when it is due. */
void sharing_turn(struct app *app);

/* Begins one now, and says how it ended. */
void sharing_now(struct app *app);

/* Whether a carrier is set, so that there is something to begin. */
bool sharing_can(const struct app *app);

/* For the header, with two blanks before each part: "  in sync 10:32", "  ↑3  offline since 9:12";
   nothing where nobody shares. */
void sharing_title(const struct app *app, FILE *out);

#endif
