/*
 * action.h: everything a person can do, once, in one table: name, help, default keys, where it
 * applies. The footer, the help page, the palette, the settings file and `liaise keys` read it.
 * Which keys are in force is in keymap.h.
 */
#ifndef LI_TUI_APP_ACTION_H
#define LI_TUI_APP_ACTION_H

enum place {
    PLACE_LIST = 1 << 0,  /* a list of records */
    PLACE_PAGE = 1 << 1,  /* a record's page */
    PLACE_FORM = 1 << 2,  /* a form: keys that are text are typed */
    PLACE_ENTRY = 1 << 3, /* one line being typed: filter, palette, picker, log */
    PLACE_TEXT = 1 << 4,  /* something to read: help, history, messages */
    PLACE_PAIR = 1 << 5,  /* two records side by side, to be made one */
    PLACE_TODAY = 1 << 6, /* what needs attention */
    PLACE_BROWSE = PLACE_LIST | PLACE_PAGE | PLACE_TEXT | PLACE_TODAY,
    PLACE_MOVED = PLACE_BROWSE | PLACE_PAIR, /* where there is a line to move */
    PLACE_ANY = PLACE_BROWSE | PLACE_FORM | PLACE_ENTRY | PLACE_PAIR,
};

enum group {
    GROUP_MOVE,
    GROUP_RECORD, /* all that changes records */
    GROUP_LIST,
    GROUP_OUTSIDE,
    GROUP_GO,
    GROUP_WRITE,
    GROUP_PROGRAM,
};
extern const char *const group_names[]; /* the headings of the help page */

/* A(ENUM, "name", "help", "default keys", places, group, hint): hint is the word of the footer, ""
   to leave it out of there. In the order help shows them; the footer takes as many as fit. */
/* clang-format off */
#define ACTIONS(A) \
    A(NONE,         "none",            "",                                             "",                      0,             GROUP_MOVE,     "") \
    A(UP,           "up",              "Move up",                                      "Up k",                  PLACE_MOVED,   GROUP_MOVE,     "") \
    A(DOWN,         "down",            "Move down",                                    "Down j",                PLACE_MOVED,   GROUP_MOVE,     "") \
    A(PAGE_UP,      "page-up",         "Move up one screen",                          "PgUp C-b",              PLACE_MOVED,   GROUP_MOVE,     "") \
    A(PAGE_DOWN,    "page-down",       "Move down one screen",                        "PgDn C-f",              PLACE_MOVED,   GROUP_MOVE,     "") \
    A(FIRST,        "first",           "Go to first line",                         "Home g",                PLACE_MOVED,   GROUP_MOVE,     "") \
    A(LAST,         "last",            "Go to last line",                          "End G",                 PLACE_MOVED,   GROUP_MOVE,     "") \
    A(PERCENT,      "percent",         "Jump to percent: 50%",               "%",                     PLACE_LIST,    GROUP_MOVE,     "") \
    A(OPEN,         "open",            "Open the selected item",                "Enter Right l",         PLACE_BROWSE,  GROUP_MOVE,     "open") \
    A(BACK,         "back",            "Go back",               "Esc Left h Backspace",  PLACE_BROWSE,  GROUP_MOVE,     "back") \
    A(NEXT_PANE,    "next-pane",       "Go to next pane or link",                  "Tab",                   PLACE_BROWSE,  GROUP_MOVE,     "") \
    A(PREV_PANE,    "previous-pane",   "Go to previous pane or link",              "S-Tab",                 PLACE_BROWSE,  GROUP_MOVE,     "") \
    A(LOG,          "log-progress",    "Log progress on this goal",             "+",                     PLACE_BROWSE,  GROUP_RECORD,   "log") \
    A(CONTACT,      "contact",         "Log a contact with this affiliate",     "c",                     PLACE_BROWSE,  GROUP_RECORD,   "contact") \
    A(FOLLOWED,     "followed-up",     "Mark follow-up done",                "f",                     PLACE_BROWSE,  GROUP_RECORD,   "") \
    A(ADD,          "add",             "Add a record here",                            "a",                     PLACE_BROWSE,  GROUP_RECORD,   "add") \
    A(EDIT,         "edit",            "Edit the record, or a field of all selected",    "e",                     PLACE_BROWSE,  GROUP_RECORD,   "edit") \
    A(ARCHIVE,      "archive",         "Archive or restore the record, or all selected", "x",                     PLACE_BROWSE,  GROUP_RECORD,   "") \
    A(ASSIGN,       "assign",          "Assign a person to this affiliate or all selected",   "A",                     PLACE_BROWSE,  GROUP_RECORD,   "") \
    A(HANDOVER,     "hand-over",       "Hand over a region's or person's affiliates",      "H",                     PLACE_BROWSE,  GROUP_RECORD,   "") \
    A(RENEW,        "renew",           "Renew this agreement",                  "r",                     PLACE_BROWSE,  GROUP_RECORD,   "renew") \
    A(DRAFT_PLAN,   "draft-plan",      "Draft next year's plan for this affiliate",      "P",                     PLACE_BROWSE,  GROUP_RECORD,   "") \
    A(AGREE_PLAN,   "agree-plan",      "Mark plan as agreed",       "Y",                     PLACE_BROWSE,  GROUP_RECORD,   "") \
    A(REVIEW_PLAN,  "review-plan",     "Review the plan at year-end",            "R",                     PLACE_BROWSE,  GROUP_RECORD,   "review") \
    A(SNOOZE,       "snooze",          "Snooze until a date",                 "z",                     PLACE_TODAY,   GROUP_RECORD,   "snooze") \
    A(UNDO,         "undo",            "Undo the last change",                         "u",                     PLACE_BROWSE,  GROUP_RECORD,   "undo") \
    A(REDO,         "redo",            "Redo the last undone change",                         "C-r",                   PLACE_BROWSE,  GROUP_RECORD,   "") \
    A(DOUBLES,      "duplicates",      "Find duplicates, or merge two selected records",        "=",                     PLACE_BROWSE,  GROUP_RECORD,   "") \
    A(DRAFTS,       "drafts",          "Resume an unsaved draft",                      "D",                     PLACE_BROWSE,  GROUP_RECORD,   "") \
    A(FILTER,       "filter",          "Filter as you type",                           "/",                     PLACE_LIST,    GROUP_LIST,     "filter") \
    A(NEXT_HIT,     "next-hit",        "Next match of last filter", "n",                     PLACE_LIST,    GROUP_LIST,     "") \
    A(PREV_HIT,     "previous-hit",    "Previous match",                         "N",                     PLACE_LIST,    GROUP_LIST,     "") \
    A(SORT,         "sort",            "Sort by next column",                      "s",                     PLACE_LIST,    GROUP_LIST,     "sort") \
    A(REVERSE,      "reverse",         "Reverse sort order",                            "S",                     PLACE_LIST,    GROUP_LIST,     "") \
    A(MINE,         "mine",            "Show mine or everyone's",               "m",                     PLACE_LIST | PLACE_TODAY, GROUP_LIST, "mine") \
    A(SHOW_PAGE,    "show-page",       "Open the record's page",            "p",                     PLACE_TODAY,   GROUP_LIST,     "page") \
    A(COLUMNS,      "columns",         "Choose and order columns",           "C",                     PLACE_LIST,    GROUP_LIST,     "") \
    A(VIEWS,        "views",           "Open or save a view",  "v",                     PLACE_BROWSE,  GROUP_LIST,     "") \
    A(MARK,         "mark",            "Select or unselect",     "Space",                 PLACE_LIST,    GROUP_LIST,     "mark") \
    A(MARK_ALL,     "mark-all",        "Select all or none",     "*",                     PLACE_LIST,    GROUP_LIST,     "") \
    A(EXPORT,       "export",          "Export selected or all",    "w",                     PLACE_LIST,    GROUP_LIST,     "") \
    A(CLEAR,        "clear",           "Clear the selection, then the filter",              "",                      PLACE_LIST,    GROUP_LIST,     "") \
    A(OPEN_LINK,    "open-link",       "Open the link or document",        "o",                     PLACE_BROWSE,  GROUP_OUTSIDE,  "") \
    A(COPY_ROW,     "copy-row",        "Copy the record, or all selected, as rows",     "y,y",                   PLACE_BROWSE,  GROUP_OUTSIDE,  "") \
    A(COPY_CELL,    "copy-cell",       "Copy one value",                 "y,c",                   PLACE_BROWSE,  GROUP_OUTSIDE,  "") \
    A(TODAY,        "today",           "Today",                   "1",                     PLACE_BROWSE,  GROUP_GO,       "") \
    A(AFFILIATES,   "affiliates",      "Affiliates",                         "2",                     PLACE_BROWSE,  GROUP_GO,       "") \
    A(GOALS,        "goals",           "Goals",                              "3",                     PLACE_BROWSE,  GROUP_GO,       "") \
    A(AGREEMENTS,   "agreements",      "Agreements",                         "4",                     PLACE_BROWSE,  GROUP_GO,       "") \
    A(PEOPLE,       "people",          "People",                             "5",                     PLACE_BROWSE,  GROUP_GO,       "") \
    A(EVENTS,       "events",          "Events",                             "6",                     PLACE_BROWSE,  GROUP_GO,       "") \
    A(ACTIVITIES,   "activities",      "Activities",                         "7",                     PLACE_BROWSE,  GROUP_GO,       "") \
    A(PLANS,        "plans",           "Annual plans",                       "8",                     PLACE_BROWSE,  GROUP_GO,       "") \
    A(DIRECTORY,    "directory",       "Directory (press again to choose a date)",   "d",                     PLACE_BROWSE,  GROUP_GO,       "") \
    A(WORKLOAD,     "workload",        "Workload and vacancies",                 "W",                     PLACE_BROWSE,  GROUP_GO,       "") \
    A(HISTORY,      "history",         "History",                            "0",                     PLACE_BROWSE,  GROUP_GO,       "") \
    A(AS_OF,        "as-of",           "View records as of a past date",         "",                      PLACE_BROWSE,  GROUP_GO,       "") \
    A(PRESENT,      "present",         "Back to the present",                        "",                      PLACE_BROWSE,  GROUP_GO,       "") \
    A(SAVE,         "save",            "Save",                                "C-s",                   PLACE_FORM,    GROUP_WRITE,    "save") \
    A(NEXT_FIELD,   "next-field",      "Next field",                         "Tab Down Enter",        PLACE_FORM,    GROUP_WRITE,    "next") \
    A(PREV_FIELD,   "previous-field",  "Previous field",                     "S-Tab Up",              PLACE_FORM,    GROUP_WRITE,    "") \
    A(PICK,         "pick",            "Choose from list",                    "C-o",                   PLACE_FORM,    GROUP_WRITE,    "choose") \
    A(EDITOR,       "editor",          "Edit in external editor",               "C-x",                   PLACE_FORM,    GROUP_WRITE,    "editor") \
    A(DISCARD,      "discard",         "Discard draft",                         "C-d",                   PLACE_FORM,    GROUP_WRITE,    "discard") \
    A(LEAVE,        "leave",           "Close (keep draft)",            "Esc C-c",               PLACE_FORM,    GROUP_WRITE,    "leave") \
    A(TAKE_LEFT,    "take-left",       "Use the value on the left",                   "Left h",                PLACE_PAIR,    GROUP_WRITE,    "left") \
    A(TAKE_RIGHT,   "take-right",      "Use the value on the right",                  "Right l",               PLACE_PAIR,    GROUP_WRITE,    "right") \
    A(TAKE_BOTH,    "take-both",       "Combine notes and tags",                 "b",                     PLACE_PAIR,    GROUP_WRITE,    "both") \
    A(SWAP,         "swap",            "Swap which record is kept",                    "s",                     PLACE_PAIR,    GROUP_WRITE,    "swap") \
    A(MERGE,        "merge",           "Merge",                          "C-s m",                 PLACE_PAIR,    GROUP_WRITE,    "merge") \
    A(APART,        "not-the-same",    "Mark as not duplicates",       "!",                     PLACE_PAIR,    GROUP_WRITE,    "not duplicates") \
    A(ACCEPT,       "accept",          "Accept",                           "Enter",                 PLACE_ENTRY,   GROUP_WRITE,    "accept") \
    A(CANCEL,       "cancel",          "Cancel",                      "Esc C-c",               PLACE_ENTRY | PLACE_PAIR, GROUP_WRITE,    "cancel") \
    A(NEXT_CHOICE,  "next-choice",     "Next choice",                        "Down Tab",              PLACE_ENTRY,   GROUP_WRITE,    "") \
    A(PREV_CHOICE,  "previous-choice", "Previous choice",                    "Up S-Tab",              PLACE_ENTRY,   GROUP_WRITE,    "") \
    A(PALETTE,      "palette",         "Command palette",               ": C-p",                 PLACE_BROWSE,  GROUP_PROGRAM,  "find") \
    A(HELP,         "help",            "Show keys",                  "? F1",                  PLACE_ANY,     GROUP_PROGRAM,  "help") \
    A(REDRAW,       "redraw",          "Redraw screen",                       "C-l",                   PLACE_ANY,     GROUP_PROGRAM,  "") \
    A(SUSPEND,      "suspend",         "Suspend",                        "C-z",                   PLACE_ANY,     GROUP_PROGRAM,  "") \
    A(QUIT,         "quit",            "Quit",                                         "q C-c",                 PLACE_BROWSE,  GROUP_PROGRAM,  "quit")
/* clang-format on */

#define ACTION_ENUM(id, ...) ACTION_##id,
enum action { ACTIONS(ACTION_ENUM) ACTION_COUNT };

struct action_spec {
    const char *name, *help, *keys;
    unsigned places;
    enum group group;
    const char *hint;
};
extern const struct action_spec action_specs[ACTION_COUNT];

enum action action_find(const char *name); /* ACTION_NONE when there is none */

#endif
