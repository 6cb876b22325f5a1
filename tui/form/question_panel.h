/*
 * question_panel.h: an overlay that asks for a command's arguments, in lines that work like the
 * fields of a form.
 */
#ifndef LI_TUI_FORM_QUESTION_PANEL_H
#define LI_TUI_FORM_QUESTION_PANEL_H

#include "core/schema/kind.h"
#include "tui/app/panel.h"

struct question {
    const char *heading; /* "Invite a person" */
    /* One line for each: it starts with the field's initial, and shows the field's help while it
       has the cursor. Required ones must be filled in. */
    const struct field *fields;
    int count;
    /* Called with the text of each line: "" if it is blank, an id if it is a reference. The panel
       stays until question_panel_end. */
    void (*answered)(struct app *app, struct panel *asked, const char *const *typed);
};

/* question must outlive the panel. first: the text of the first line; NULL: its initial. */
struct panel *question_panel_new(
    struct app *app, const struct question *question, const char *first);

/* Ends what its answer began. refused NULL: it is done, and the panel is removed. Else the reason,
   copied: the panel shows it, with what was typed, until it is answered again. */
void question_panel_end(struct panel *asked, struct app *app, const char *refused);

#endif
