/*
 * conflict_panel.h: asks, when a form is saved, which of two changes to the same field to keep: the
 * one typed here, or the one that someone else saved meanwhile.
 */
#ifndef LI_TUI_FORM_CONFLICT_PANEL_H
#define LI_TUI_FORM_CONFLICT_PANEL_H

#include "tui/app/panel.h"
#include "tui/form/form_model.h"

/* The model must have conflicts (form_model_conflicts). done is called once all are chosen and put
   into the form, with the panel gone, to save it again. If the panel is left, the form stays as it
   is. */
struct panel *conflict_panel_new(
    struct app *app, struct form_model *model, void (*done)(void *arg, struct app *app), void *arg);

#endif
