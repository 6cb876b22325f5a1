/*
 * form_panel.h: a record being written: labels, pickers, errors at the field, a draft kept with
 * every key.
 */
#ifndef LI_TUI_FORM_FORM_PANEL_H
#define LI_TUI_FORM_FORM_PANEL_H

#include "core/record/record.h"
#include "tui/app/panel.h"

/* id NULL: a new record, whose reference to the kind of is set to of_id when of is not NULL. A
   draft kept earlier is taken up, and said so. done (may be NULL) is told the id once it is saved:
   how a picker makes a new one. NULL when the record cannot be read; the app has said why. */
struct panel *form_panel_new(struct app *app, const struct kind *kind, const struct id *id,
    const struct kind *of, const struct id *of_id,
    void (*done)(void *arg, struct app *app, const struct id *id), void *arg);

/* The form that draft was kept of, as it was left. */
struct draft;
struct panel *form_panel_resumed(struct app *app, const struct draft *draft);

/* A new record begun with what stands in that one, which the form takes and frees. */
struct panel *form_panel_begun(struct app *app, struct record *record);

/* Puts words in the field that names the record, unless something stands there. */
void form_panel_title(struct panel *panel, struct app *app, const char *words);

#endif
