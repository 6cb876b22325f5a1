/*
 * action_table.h: everything a person can do, a row each, and nothing of it anywhere else. The
 * footer, the help page, the palette, the settings file, the manual and `liaise keys` read it.
 * A new action is a row here and, unless the panel does it, a function that its row names.
 */
#ifndef LI_TUI_APP_ACTION_TABLE_H
#define LI_TUI_APP_ACTION_TABLE_H

/* A(ENUM, "name", "default keys", places, group, "hint",
       "help", "also", handler):

   name     in the settings file, on the palette with words after it, and in `liaise keys`; one that
            is renamed is accepted under its old name, too (action.c)
   places   where it applies (enum action_place)
   hint     its word in the footer, "" to leave it out of there
   also     further words by which the palette finds it
   handler  what does it; read only by tui/command/action_handlers.c, which includes its header:
            BY_PANEL                    the panel in which it applies
            DO(run)                     that function, always
            DO_IF(run, can, "why not")  where can says so; else that is said ("No goal selected")
            LIST("kind")                goes to that list
            ASK(run, tell, "WORDS")     tell, with words typed after its name; run asks for them
            ASK_IF(run, tell, "WORDS", can, "why not")

   In the order in which help shows them; the footer takes as many as fit. */
/* clang-format off */
#define ACTIONS(A) \
    A(UP, "up", "Up k", PLACE_MOVED, GROUP_MOVE, "",                                              \
        "Move up", "", BY_PANEL)                                                                  \
    A(DOWN, "down", "Down j", PLACE_MOVED, GROUP_MOVE, "",                                        \
        "Move down", "", BY_PANEL)                                                                \
    A(PAGE_UP, "page-up", "PgUp C-b", PLACE_MOVED, GROUP_MOVE, "",                                \
        "Move up one screen", "", BY_PANEL)                                                       \
    A(PAGE_DOWN, "page-down", "PgDn C-f", PLACE_MOVED, GROUP_MOVE, "",                            \
        "Move down one screen", "", BY_PANEL)                                                     \
    A(FIRST, "first", "Home g", PLACE_MOVED, GROUP_MOVE, "",                                      \
        "Go to first line", "", BY_PANEL)                                                         \
    A(LAST, "last", "End G", PLACE_MOVED, GROUP_MOVE, "",                                         \
        "Go to last line", "", BY_PANEL)                                                          \
    A(PERCENT, "percent", "%", PLACE_LIST, GROUP_MOVE, "",                                        \
        "Jump to percent: 50%", "", BY_PANEL)                                                     \
    A(OPEN, "open", "Enter Right l", PLACE_BROWSE, GROUP_MOVE, "open",                            \
        "Open the selected item", "", BY_PANEL)                                                   \
    A(BACK, "back", "Esc Left h Backspace", PLACE_BROWSE, GROUP_MOVE, "back",                     \
        "Go back", "",                                                                            \
        DO_IF(screen_actions_back, screen_actions_can_go_back, "This is the first screen"))       \
    A(NEXT_PANE, "next-pane", "Tab", PLACE_BROWSE, GROUP_MOVE, "",                                \
        "Go to next pane or link", "", BY_PANEL)                                                  \
    A(PREV_PANE, "previous-pane", "S-Tab", PLACE_BROWSE, GROUP_MOVE, "",                          \
        "Go to previous pane or link", "", BY_PANEL)                                              \
    A(KEEP_CURRENT, "keep-current", "K", PLACE_CONFLICTS, GROUP_RECORD, "keep",                   \
        "Keep the current value", "mine", BY_PANEL)                                               \
    A(TAKE_OTHER, "take-other", "t", PLACE_CONFLICTS, GROUP_RECORD, "take other",                 \
        "Take the other value, or bring the record back", "theirs restore", BY_PANEL)             \
    A(COMBINE, "combine", "b", PLACE_CONFLICTS, GROUP_RECORD, "combine",                          \
        "Combine both texts", "both", BY_PANEL)                                                   \
    A(KEEP_ALL, "keep-all", "*,k", PLACE_CONFLICTS, GROUP_RECORD, "keep all",                     \
        "Keep the current values over this device's edits", "", BY_PANEL)                         \
    A(TAKE_ALL, "take-all", "*,t", PLACE_CONFLICTS, GROUP_RECORD, "",                             \
        "Take all of this device's edits", "", BY_PANEL)                                          \
    A(LOG, "log-progress", "+", PLACE_BROWSE, GROUP_RECORD, "log",                                \
        "Log progress on this goal", "update result log",                                         \
        DO_IF(current_record_log, current_record_has_goal, "No goal selected"))                   \
    A(CONTACT, "contact", "c", PLACE_BROWSE, GROUP_RECORD, "contact",                             \
        "Log a contact with this affiliate", "note call meeting email",                           \
        DO_IF(contact_actions_log, contact_actions_can_log, "No affiliate selected"))             \
    A(FOLLOW_UP_DONE, "follow-up-done", "f", PLACE_BROWSE, GROUP_RECORD, "",                      \
        "Mark follow-up done", "complete",                                                        \
        DO_IF(contact_actions_follow_up, contact_actions_can_follow_up, "No activity selected"))  \
    A(ADD, "add", "a", PLACE_BROWSE, GROUP_RECORD, "add",                                         \
        "Add a record here", "new create",                                                        \
        DO_IF(current_record_add, current_record_can_add, "Nothing to add here"))                 \
    A(EDIT, "edit", "e", PLACE_BROWSE, GROUP_RECORD, "edit",                                      \
        "Edit the record, or a field of all selected", "change modify set",                       \
        DO_IF(current_record_edit, current_record_any, "No record selected"))                     \
    A(ARCHIVE, "archive", "x", PLACE_BROWSE, GROUP_RECORD, "",                                    \
        "Archive or restore the record, or all selected", "delete remove restore",                \
        DO_IF(current_record_archive, current_record_any, "No record selected"))                  \
    A(ASSIGN, "assign", "A", PLACE_BROWSE, GROUP_RECORD, "",                                      \
        "Assign a person to this affiliate or all selected", "reassign",                          \
        DO_IF(current_record_assign, current_record_is_affiliate, "No affiliate selected"))       \
    A(HANDOVER, "handover", "H", PLACE_BROWSE, GROUP_RECORD, "",                                  \
        "Hand over a region's or person's affiliates", "reassign transfer",                       \
        DO(current_record_hand_over))                                                             \
    A(RENEW, "renew", "r", PLACE_BROWSE, GROUP_RECORD, "renew",                                   \
        "Renew this agreement", "",                                                               \
        DO_IF(plan_actions_renew, plan_actions_has_agreement, "No agreement selected"))           \
    A(DRAFT_PLAN, "draft-plan", "P", PLACE_BROWSE, GROUP_RECORD, "",                              \
        "Draft next year's plan for this affiliate", "plan",                                      \
        DO_IF(plan_actions_draft, plan_actions_has_affiliate, "No affiliate selected"))           \
    A(AGREE_PLAN, "agree-plan", "Y", PLACE_BROWSE, GROUP_RECORD, "",                              \
        "Mark plan as agreed", "",                                                                \
        ASK_IF(plan_actions_ask_agreed, plan_actions_agree, "DAY",                                \
            plan_actions_has_plan, "No plan selected"))                                           \
    A(REVIEW_PLAN, "review-plan", "R", PLACE_BROWSE, GROUP_RECORD, "review",                      \
        "Review the plan at year-end", "",                                                        \
        DO_IF(plan_actions_review, plan_actions_has_plan, "No plan selected"))                    \
    A(SNOOZE, "snooze", "z", PLACE_TODAY, GROUP_RECORD, "snooze",                                 \
        "Snooze until a date", "postpone later", BY_PANEL)                                        \
    A(UNDO, "undo", "u", PLACE_BROWSE, GROUP_RECORD, "undo",                                      \
        "Undo the last change", "revert", DO(undo_actions_undo))                                  \
    A(REDO, "redo", "C-r", PLACE_BROWSE, GROUP_RECORD, "",                                        \
        "Redo the last undone change", "", DO(undo_actions_redo))                                 \
    A(DUPLICATES, "duplicates", "=", PLACE_BROWSE, GROUP_RECORD, "",                              \
        "Find duplicates, or merge two selected records", "merge",                                \
        DO(current_record_duplicates))                                                            \
    A(DRAFTS, "drafts", "D", PLACE_BROWSE, GROUP_RECORD, "",                                      \
        "Resume an unsaved draft", "unsaved recover", DO(screen_actions_drafts))                  \
    A(FILTER, "filter", "/", PLACE_LIST, GROUP_LIST, "filter",                                    \
        "Filter as you type", "search find", BY_PANEL)                                            \
    A(NEXT_MATCH, "next-match", "n", PLACE_LIST, GROUP_LIST, "",                                  \
        "Next match of last filter", "", BY_PANEL)                                                \
    A(PREV_MATCH, "previous-match", "N", PLACE_LIST, GROUP_LIST, "",                              \
        "Previous match", "", BY_PANEL)                                                           \
    A(SORT, "sort", "s", PLACE_LIST, GROUP_LIST, "sort",                                          \
        "Sort by next column", "", BY_PANEL)                                                      \
    A(REVERSE, "reverse", "S", PLACE_LIST, GROUP_LIST, "",                                        \
        "Reverse sort order", "", BY_PANEL)                                                       \
    A(MINE, "mine", "m", PLACE_LIST | PLACE_TODAY, GROUP_LIST, "mine",                            \
        "Show mine or everyone's", "", BY_PANEL)                                                  \
    A(SHOW_PAGE, "show-page", "p", PLACE_TODAY, GROUP_LIST, "page",                               \
        "Open the record's page", "", BY_PANEL)                                                   \
    A(COLUMNS, "columns", "C", PLACE_LIST, GROUP_LIST, "",                                        \
        "Choose and order columns", "fields",                                                     \
        DO_IF(list_actions_columns, list_actions_has_columns, "No list here"))                    \
    A(VIEWS, "views", "v", PLACE_BROWSE, GROUP_LIST, "",                                          \
        "Open or save a view", "", DO(list_actions_views))                                        \
    A(SELECT, "select", "Space", PLACE_LIST, GROUP_LIST, "select",                                \
        "Select or unselect", "mark", BY_PANEL)                                                   \
    A(SELECT_ALL, "select-all", "*", PLACE_LIST, GROUP_LIST, "",                                  \
        "Select all or none", "mark", BY_PANEL)                                                   \
    A(EXPORT, "export", "w", PLACE_LIST, GROUP_LIST, "",                                          \
        "Export selected or all", "print report save file csv excel",                             \
        DO_IF(list_actions_export, list_actions_can_export, "No list here"))                      \
    A(CLEAR, "clear", "", PLACE_LIST, GROUP_LIST, "",                                             \
        "Clear the selection, then the filter", "", BY_PANEL)                                     \
    A(OPEN_LINK, "open-link", "o", PLACE_BROWSE, GROUP_OUTSIDE, "",                               \
        "Open the link or document", "",                                                          \
        DO_IF(current_record_open_link, current_record_one, "No record selected"))                \
    A(COPY_ROW, "copy-row", "y,y", PLACE_BROWSE, GROUP_OUTSIDE, "",                               \
        "Copy the record, or all selected, as rows", "clipboard",                                 \
        DO_IF(copy_actions_rows, current_record_any, "No record selected"))                       \
    A(COPY_CELL, "copy-cell", "y,c", PLACE_BROWSE, GROUP_OUTSIDE, "",                             \
        "Copy one value", "clipboard",                                                            \
        DO_IF(copy_actions_cell, current_record_one, "No record selected"))                       \
    A(TODAY, "today", "1", PLACE_BROWSE, GROUP_GO, "",                                            \
        "Today", "agenda", DO(screen_actions_today))                                              \
    A(AFFILIATES, "affiliates", "2", PLACE_BROWSE, GROUP_GO, "",                                  \
        "Affiliates", "list show", LIST("affiliate"))                                             \
    A(GOALS, "goals", "3", PLACE_BROWSE, GROUP_GO, "",                                            \
        "Goals", "", LIST("goal"))                                                                \
    A(AGREEMENTS, "agreements", "4", PLACE_BROWSE, GROUP_GO, "",                                  \
        "Agreements", "", LIST("agreement"))                                                      \
    A(PEOPLE, "people", "5", PLACE_BROWSE, GROUP_GO, "",                                          \
        "People", "", LIST("person"))                                                             \
    A(EVENTS, "events", "6", PLACE_BROWSE, GROUP_GO, "",                                          \
        "Events", "", LIST("event"))                                                              \
    A(ACTIVITIES, "activities", "7", PLACE_BROWSE, GROUP_GO, "",                                  \
        "Activities", "", LIST("activity"))                                                       \
    A(PLANS, "plans", "8", PLACE_BROWSE, GROUP_GO, "",                                            \
        "Annual plans", "", LIST("plan"))                                                         \
    A(DIRECTORY, "directory", "d", PLACE_BROWSE, GROUP_GO, "",                                    \
        "Directory (press again to choose a date)", "list", DO(screen_actions_directory))         \
    A(WORKLOAD, "workload", "W", PLACE_BROWSE, GROUP_GO, "",                                      \
        "Workload and vacancies", "vacant", DO(screen_actions_workload))                          \
    A(HISTORY, "history", "0", PLACE_BROWSE, GROUP_GO, "",                                        \
        "History", "changes audit", DO(screen_actions_history))                                   \
    A(CONFLICTS, "conflicts", "!", PLACE_BROWSE, GROUP_GO, "",                                    \
        "Conflicting edits", "sync lost merge keep take", DO(conflicts_panel_go))                 \
    A(AS_OF, "as-of", "", PLACE_BROWSE, GROUP_GO, "",                                             \
        "View records as of a past date", "past yesterday history time",                          \
        ASK(screen_actions_ask_day, as_of_mode_enter, "DAY"))                                     \
    A(PRESENT, "present", "", PLACE_BROWSE, GROUP_GO, "",                                         \
        "Back to the present", "today",                                                           \
        DO_IF(screen_actions_to_present, screen_actions_is_past, "Already in the present"))       \
    A(SYNC, "sync-now", "", PLACE_BROWSE, GROUP_SHARE, "",                                        \
        "Sync now", "sync send receive share team",                                               \
        DO_IF(screen_actions_sync, screen_actions_can_sync, "No carrier yet: see carriers"))    \
    A(DEVICES, "devices", "", PLACE_BROWSE, GROUP_SHARE, "",                                      \
        "Devices of the team", "sync status team computers laptops revoke admit",                 \
        DO(devices_panel_go))                                                                     \
    A(CARRIERS, "carriers", "", PLACE_BROWSE, GROUP_SHARE, "",                                    \
        "Carriers: where changes are shared", "sync folder hub team share", DO(carriers_panel_go)) \
    A(INVITE, "invite", "", PLACE_BROWSE, GROUP_SHARE, "",                                        \
        "Invite a person to the team", "join team share", DO(devices_panel_invite))               \
    A(SAVE, "save", "C-s", PLACE_FORM | PLACE_VALUES, GROUP_WRITE, "save",                        \
        "Save", "", BY_PANEL)                                                                     \
    A(NEXT_FIELD, "next-field", "Tab Down Enter", PLACE_FORM, GROUP_WRITE, "next",                \
        "Next field", "", BY_PANEL)                                                               \
    A(PREV_FIELD, "previous-field", "S-Tab Up", PLACE_FORM, GROUP_WRITE, "",                      \
        "Previous field", "", BY_PANEL)                                                           \
    A(PICK, "pick", "C-o", PLACE_FORM, GROUP_WRITE, "choose",                                     \
        "Choose from list", "", BY_PANEL)                                                         \
    A(EDITOR, "editor", "C-x", PLACE_FORM, GROUP_WRITE, "editor",                                 \
        "Edit in external editor", "", BY_PANEL)                                                  \
    A(DISCARD, "discard", "C-d", PLACE_FORM, GROUP_WRITE, "discard",                              \
        "Discard draft", "", BY_PANEL)                                                            \
    A(LEAVE, "leave", "Esc C-c", PLACE_FORM, GROUP_WRITE, "close",                                \
        "Close (keep draft)", "", DO_IF(screen_actions_back, screen_actions_can_go_back, NULL))   \
    A(TAKE_LEFT, "take-left", "Left h", PLACE_PAIR | PLACE_VALUES, GROUP_WRITE, "use left",       \
        "Use the value on the left", "", BY_PANEL)                                                \
    A(TAKE_RIGHT, "take-right", "Right l", PLACE_PAIR | PLACE_VALUES, GROUP_WRITE, "use right",   \
        "Use the value on the right", "", BY_PANEL)                                               \
    A(TAKE_BOTH, "take-both", "b", PLACE_PAIR | PLACE_VALUES, GROUP_WRITE, "both",                \
        "Combine notes and tags", "", BY_PANEL)                                                   \
    A(SWAP, "swap", "s", PLACE_PAIR, GROUP_WRITE, "swap",                                         \
        "Swap which record is kept", "", BY_PANEL)                                                \
    A(MERGE, "merge", "C-s m", PLACE_PAIR, GROUP_WRITE, "merge",                                  \
        "Merge", "", BY_PANEL)                                                                    \
    A(NOT_DUPLICATES, "not-duplicates", "!", PLACE_PAIR, GROUP_WRITE, "different",                \
        "Mark as not duplicates", "", BY_PANEL)                                                   \
    A(ACCEPT, "accept", "Enter", PLACE_ENTRY, GROUP_WRITE, "accept",                              \
        "Accept", "", BY_PANEL)                                                                   \
    A(CANCEL, "cancel", "Esc C-c", PLACE_ENTRY | PLACE_PAIR | PLACE_VALUES, GROUP_WRITE, "cancel", \
        "Cancel", "", DO_IF(screen_actions_back, screen_actions_can_go_back, NULL))               \
    A(NEXT_CHOICE, "next-choice", "Down Tab", PLACE_ENTRY, GROUP_WRITE, "",                       \
        "Next choice", "", BY_PANEL)                                                              \
    A(PREV_CHOICE, "previous-choice", "Up S-Tab", PLACE_ENTRY, GROUP_WRITE, "",                   \
        "Previous choice", "", BY_PANEL)                                                          \
    A(PALETTE, "palette", ": C-p", PLACE_BROWSE, GROUP_PROGRAM, "find",                           \
        "Command palette", "", DO(screen_actions_palette))                                        \
    A(HELP, "help", "? F1", PLACE_ANY, GROUP_PROGRAM, "help",                                     \
        "Show keys", "keys shortcuts", DO(screen_actions_help))                                   \
    A(REDRAW, "redraw", "C-l", PLACE_ANY, GROUP_PROGRAM, "",                                      \
        "Redraw screen", "", DO(screen_actions_redraw))                                           \
    A(SUSPEND, "suspend", "C-z", PLACE_ANY, GROUP_PROGRAM, "",                                    \
        "Suspend", "", DO(screen_actions_suspend))                                                \
    A(QUIT, "quit", "q C-c", PLACE_BROWSE, GROUP_PROGRAM, "quit",                                 \
        "Quit", "exit close", DO(screen_actions_quit))
/* clang-format on */

#endif
