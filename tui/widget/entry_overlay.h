/*
 * entry_overlay.h: an overlay of a few lines that are filled in and saved as one record: progress
 * on a goal, a contact with an affiliate. What is typed is a draft until then. One that saves no
 * record, but asks for what a command needs, has no draft.
 */
#ifndef LI_TUI_WIDGET_ENTRY_OVERLAY_H
#define LI_TUI_WIDGET_ENTRY_OVERLAY_H

#include "tui/app/panel.h"
#include "tui/widget/form_draft.h"

struct entry_overlay;

/* What differs from overlay to overlay. A function may be NULL only where its comment says so. */
struct entry_overlay_ops {
    const char *heading; /* of the frame: "Log progress" */
    int lines;
    enum action again; /* opens it again, to resume a draft */
    bool stays;        /* save only begins what may fail later: the overlay stays, until its owner
                          removes it */

    void (*draw)(struct entry_overlay *overlay, struct app *app, struct area area, bool focused);
    /* A key for the line with the cursor; false: it is not one of its keys. *changed: the text or
       the choice has changed. */
    bool (*type)(
        struct entry_overlay *overlay, struct app *app, const struct key *key, bool *changed);
    /* A click on the line with the cursor, at row y of the screen; true: the choice has changed.
       NULL: a click does nothing there. */
    bool (*press)(struct entry_overlay *overlay, int y);
    /* Enter. */
    void (*accept)(struct entry_overlay *overlay, struct app *app);
    /* Whether Enter accepts, so that the footer says so. NULL: it always does. */
    bool (*accepts)(const struct entry_overlay *overlay);
    /* Chooses from all records. NULL: not possible. */
    void (*pick)(struct entry_overlay *overlay, struct app *app);
    /* The cursor leaves its line. NULL: nothing to do then. */
    void (*leave_line)(struct entry_overlay *overlay, struct app *app);
    /* Whether the line is shown. NULL: all are. */
    bool (*has)(struct entry_overlay *overlay, int line);
    /* Something has changed: computes what would be saved. */
    void (*preview)(struct entry_overlay *overlay, struct app *app);
    /* Records may have changed. */
    void (*refresh)(struct entry_overlay *overlay, struct app *app);
    /* NULL: it has no draft, and what is typed is gone once it closes. */
    enum li_err (*save_draft)(
        struct entry_overlay *overlay, struct context *context, struct li_error *err);
    /* Saves the record, or does what was asked for; *said is the message, which the caller takes;
       NULL: there is none. On failure the cursor is on the line to correct, if it is one's fault.
     */
    enum li_err (*save)(
        struct entry_overlay *overlay, struct app *app, char **said, struct li_error *err);
    void (*free)(struct entry_overlay *overlay);
};

enum { ENTRY_OVERLAY_LINES = 8 }; /* at most */

/* The first member of the struct of each such overlay. */
struct entry_overlay {
    struct panel panel;
    const struct entry_overlay_ops *ops;
    struct form_draft *draft;            /* NULL: none */
    int focus;                           /* the line with the cursor */
    struct area at[ENTRY_OVERLAY_LINES]; /* where draw put each line; height 0: not shown */
};

/* ops and draft (NULL where it has none) must outlive it. */
void entry_overlay_begin(
    struct entry_overlay *overlay, const struct entry_overlay_ops *ops, struct form_draft *draft);

/* Reports why it can't be opened. Frees the overlay and returns NULL. */
struct panel *entry_overlay_failed(
    struct entry_overlay *overlay, struct app *app, const struct li_error *err);

/* For its ops: something has changed; the next line (1) or the one before (-1); save the record. */
void entry_overlay_touch(struct entry_overlay *overlay, struct app *app);
void entry_overlay_go_on(struct entry_overlay *overlay, struct app *app, int by);
void entry_overlay_save(struct entry_overlay *overlay, struct app *app);

#endif
