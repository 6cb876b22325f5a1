/*
 * form_panel.h: a record being edited: labels, pickers, errors at the field, a draft saved with
 * every key.
 */
#ifndef LI_TUI_FORM_FORM_PANEL_H
#define LI_TUI_FORM_FORM_PANEL_H

#include "core/record/record.h"
#include "tui/app/panel.h"

/* id NULL: a new record, whose reference to the kind `of` is of_id where of is not NULL. A draft is
   resumed, and the app says so. done (may be NULL) is called with the id once the record is saved.
   Returns NULL when the record cannot be loaded; the app has said why. */
struct panel *form_panel_new(struct app *app, const struct kind *kind, const struct id *id,
    const struct kind *of, const struct id *of_id,
    void (*done)(void *arg, struct app *app, const struct id *id), void *arg);

/* The form of a draft, with what was typed. */
struct draft;
struct panel *form_panel_resumed(struct app *app, const struct draft *draft);

/* A new record that begins with the values of this one, which the form takes and frees. */
struct panel *form_panel_begun(struct app *app, struct record *record);

/* Puts words into the field that names the record, unless it has a value. */
void form_panel_title(struct panel *panel, struct app *app, const char *words);

#endif
