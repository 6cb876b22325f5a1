/*
 * command_panel.h: a command of the command line, run beside the screen. An overlay shows that it
 * is running, and closes with its answer as the message. An answer longer than a line stays in the
 * overlay until that is closed.
 */
#ifndef LI_TUI_SYNC_COMMAND_PANEL_H
#define LI_TUI_SYNC_COMMAND_PANEL_H

#include "tui/app/panel.h"

/* asked: the question panel whose answer this is. It stays beneath until the command has succeeded,
   and shows why it failed. NULL: none. heading: "Invite"; it must outlive the panel. words and
   input as own_command_start takes them. */
void command_panel_run(struct app *app, struct panel *asked, const char *heading,
    const char *const *words, const char *input);

#endif
