/*
 * entry_overlay.h: an overlay of a few lines, filled in one after the other and then written:
 * progress on a goal, a contact with an affiliate. What is typed is kept as a draft until then.
 */
#ifndef LI_TUI_WIDGET_ENTRY_OVERLAY_H
#define LI_TUI_WIDGET_ENTRY_OVERLAY_H

#include "tui/app/panel.h"
#include "tui/widget/form_draft.h"

struct slip;

/* What one slip does unlike another. */
struct slip_ops {
    const char *heading; /* "Log progress" */
    int lines;
    enum action again; /* resumes a draft */

    const char *(*about)(struct slip *slip); /* what the header names after the heading */
    void (*draw)(struct slip *slip, struct app *app, struct area area, bool focused);
    /* A key for the line in focus; false: it is none. *changed: something else is typed now. */
    bool (*type)(struct slip *slip, struct app *app, const struct key *key, bool *changed);
    /* The mouse pressed the line in focus, in that row of the screen; true: something else is
       chosen now. NULL: nothing to do then. */
    bool (*press)(struct slip *slip, int y);
    /* Enter. */
    void (*accept)(struct slip *slip, struct app *app);
    /* Chooses from all there is. NULL: never. */
    void (*pick)(struct slip *slip, struct app *app);
    /* The line in focus is left for another. NULL: nothing to do then. */
    void (*settle)(struct slip *slip, struct app *app);
    /* Whether it has that line. NULL: all. */
    bool (*has)(struct slip *slip, int line);
    /* Something else is typed: works out what would be written. */
    void (*look)(struct slip *slip, struct app *app);
    /* The records may have changed. */
    void (*refresh)(struct slip *slip, struct app *app);
    enum li_err (*keep)(struct slip *slip, struct li *li, struct li_error *err);
    /* Writes it; *said, to be freed, is what to say then. On failure the line to mend has the
       focus, if it is one's fault. */
    enum li_err (*save)(struct slip *slip, struct app *app, char **said, struct li_error *err);
    void (*free)(struct slip *slip);
};

enum { SLIP_LINES = 8 }; /* at most */

/* The first member of a slip's panel. */
struct slip {
    struct panel panel;
    const struct slip_ops *ops;
    struct keeping *keeping;    /* its draft */
    int focus;                  /* the line the cursor is in */
    struct area at[SLIP_LINES]; /* where draw put each line; height 0: it is out of sight */
};

void slip_start(struct slip *slip, const struct slip_ops *ops, struct keeping *keeping);

/* It could not be begun, which is said. Frees the slip and returns NULL. */
struct panel *slip_failed(struct slip *slip, struct app *app, const struct li_error *err);

/* For its ops. */
void slip_touch(struct slip *slip, struct app *app); /* something else is typed or chosen */
void slip_go_on(struct slip *slip, struct app *app, int by);
void slip_save(struct slip *slip, struct app *app);

#endif
