/*
 * reader.h: lines to read and move through: help (the keys of a place, generated), history, drafts;
 * each in its own file.
 */
#ifndef LI_TUI_COMMAND_READER_H
#define LI_TUI_COMMAND_READER_H

#include "tui/app/panel.h"

struct panel *help_panel_new(struct app *app);   /* of the panel on top */
extern const struct panel_ops history_panel_ops; /* its address is the history's root */
struct panel *history_panel_new(struct app *app);
struct panel *drafts_panel_new(struct app *app);

#endif
