/*
 * action_handlers.c: the column of the table that names functions of this floor. A row without one
 * does not compile.
 */
#include "tui/command/action_handlers.h"
#include "tui/action/contact_actions.h"
#include "tui/action/copy_actions.h"
#include "tui/action/current_record.h"
#include "tui/action/list_actions.h"
#include "tui/action/plan_actions.h"
#include "tui/action/undo_actions.h"
#include "tui/app/as_of_mode.h"
#include "tui/command/screen_actions.h"
#include "tui/sync/carriers_panel.h"
#include "tui/sync/conflicts_panel.h"
#include "tui/sync/devices_panel.h"

#define BY_PANEL .run = NULL
#define DO(run_) .run = (run_)
#define DO_IF(run_, can_, cannot_) .run = (run_), .can = (can_), .cannot = (cannot_)
#define LIST(kind_) .list = (kind_)
#define ASK(run_, tell_, takes_) .run = (run_), .tell = (tell_), .takes = (takes_)
#define ASK_IF(run_, tell_, takes_, can_, cannot_)                                                 \
    .run = (run_), .tell = (tell_), .takes = (takes_), .can = (can_), .cannot = (cannot_)

#define HANDLER(id, name_, keys_, places_, group_, hint_, help_, also_, handler_)                  \
    [ACTION_##id] = {handler_},
const struct action_handler action_handlers[ACTION_COUNT] = {ACTIONS(HANDLER)};
