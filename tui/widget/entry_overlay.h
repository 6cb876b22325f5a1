/*
 * entry_overlay.h: an overlay of a few lines, filled in one after the other and then written:
 * progress on a goal, a contact with an affiliate. What is typed is stored as a draft until then.
 */
#ifndef LI_TUI_WIDGET_ENTRY_OVERLAY_H
#define LI_TUI_WIDGET_ENTRY_OVERLAY_H

#include "tui/app/panel.h"
#include "tui/widget/form_draft.h"

struct entry_overlay;

/* What one overlay does unlike another. NULL where the comment says so; else always there. */
struct entry_overlay_ops {
    const char *heading; /* "Log progress" */
    int lines;
    enum action again; /* resumes a draft */

    const char *(*about)(
        struct entry_overlay *overlay); /* what the header names after the heading */
    void (*draw)(struct entry_overlay *overlay, struct app *app, struct area area, bool focused);
    /* A key for the line in focus; false: it is none. *changed: something else is typed now. */
    bool (*type)(
        struct entry_overlay *overlay, struct app *app, const struct key *key, bool *changed);
    /* The mouse pressed the line in focus, in that row of the screen; true: something else is
       chosen now. NULL: nothing to do then. */
    bool (*press)(struct entry_overlay *overlay, int y);
    /* Enter. */
    void (*accept)(struct entry_overlay *overlay, struct app *app);
    /* Chooses from all there is. NULL: never. */
    void (*pick)(struct entry_overlay *overlay, struct app *app);
    /* The line in focus is left for another. NULL: nothing to do then. */
    void (*leave_line)(struct entry_overlay *overlay, struct app *app);
    /* Whether it has that line. NULL: all. */
    bool (*has)(struct entry_overlay *overlay, int line);
    /* Something else is typed: computes what would be written. */
    void (*preview)(struct entry_overlay *overlay, struct app *app);
    /* The records may have changed. */
    void (*refresh)(struct entry_overlay *overlay, struct app *app);
    enum li_err (*keep)(
        struct entry_overlay *overlay, struct context *context, struct li_error *err);
    /* Writes it; *said, to be freed, is what to say then. On failure the line to mend has the
       focus, if it is one's fault. */
    enum li_err (*save)(
        struct entry_overlay *overlay, struct app *app, char **said, struct li_error *err);
    void (*free)(struct entry_overlay *overlay);
};

enum { ENTRY_OVERLAY_LINES = 8 }; /* at most */

/* The first member of an overlay's panel. */
struct entry_overlay {
    struct panel panel;
    const struct entry_overlay_ops *ops;
    struct form_draft *draft; /* its draft */
    int focus;                /* the line the cursor is in */
    struct area
        at[ENTRY_OVERLAY_LINES]; /* where draw put each line; height 0: it is out of sight */
};

void entry_overlay_start(
    struct entry_overlay *overlay, const struct entry_overlay_ops *ops, struct form_draft *draft);

/* It could not be opened, which is said. Frees the overlay and returns NULL. */
struct panel *entry_overlay_failed(
    struct entry_overlay *overlay, struct app *app, const struct li_error *err);

/* For its ops. */
void entry_overlay_touch(
    struct entry_overlay *overlay, struct app *app); /* something else is typed or chosen */
void entry_overlay_go_on(struct entry_overlay *overlay, struct app *app, int by);
void entry_overlay_save(struct entry_overlay *overlay, struct app *app);

#endif
