/*
 * conflict_panel.h: the question, over a form that is being saved, which of two changes to the same
 * field stays: what was typed here, or what somebody else saved meanwhile.
 */
#ifndef LI_TUI_FORM_CONFLICT_PANEL_H
#define LI_TUI_FORM_CONFLICT_PANEL_H

#include "tui/app/panel.h"
#include "tui/form/form_model.h"

/* done is called once everything is chosen and put into the form, with the panel gone: to save
   again. Left without choosing, the form is as it was. */
struct panel *conflict_panel_new(
    struct app *app, struct form_model *model, void (*done)(void *arg, struct app *app), void *arg);

#endif
