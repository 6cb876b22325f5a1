/*
 * question_panel.h: an overlay that asks for what a command needs, in lines that work as the fields
 * of a form do.
 */
#ifndef LI_TUI_FORM_QUESTION_PANEL_H
#define LI_TUI_FORM_QUESTION_PANEL_H

#include "core/schema/kind.h"
#include "tui/app/panel.h"

struct question {
    const char *heading; /* "Invite a person" */
    /* A line each: its initial is there at first, its help is shown while it has the cursor. A
       required one must be filled in. */
    const struct field *fields;
    int count;
    /* Called once the panel is gone with what is typed in each line: "" where nothing is, a
       reference as an id. */
    void (*answered)(struct app *app, const char *const *typed);
};

/* question must outlive the panel. first: what the first line holds; NULL: its initial. */
struct panel *question_panel_new(
    struct app *app, const struct question *question, const char *first);

#endif
