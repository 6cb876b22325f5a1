/*
 * action_handlers.h: the handler of each action.
 */
#ifndef LI_TUI_COMMAND_ACTION_HANDLERS_H
#define LI_TUI_COMMAND_ACTION_HANDLERS_H

#include "tui/app/dispatch.h"

extern const struct action_handler action_handlers[ACTION_COUNT];

#endif
