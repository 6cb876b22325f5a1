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
    A(PAGE_UP,      "page-up",         "Move up by a screen",                          "PgUp C-b",              PLACE_MOVED,   GROUP_MOVE,     "") \
    A(PAGE_DOWN,    "page-down",       "Move down by a screen",                        "PgDn C-f",              PLACE_MOVED,   GROUP_MOVE,     "") \
    A(FIRST,        "first",           "Go to the first line",                         "Home g",                PLACE_MOVED,   GROUP_MOVE,     "") \
    A(LAST,         "last",            "Go to the last line",                          "End G",                 PLACE_MOVED,   GROUP_MOVE,     "") \
    A(PERCENT,      "percent",         "Go that part of the way: 5 0 %",               "%",                     PLACE_LIST,    GROUP_MOVE,     "") \
    A(OPEN,         "open",            "Open what is under the cursor",                "Enter Right l",         PLACE_BROWSE,  GROUP_MOVE,     "open") \
    A(BACK,         "back",            "Go back to where you came from",               "Esc Left h Backspace",  PLACE_BROWSE,  GROUP_MOVE,     "back") \
    A(NEXT_PANE,    "next-pane",       "Go to the next pane or link",                  "Tab",                   PLACE_BROWSE,  GROUP_MOVE,     "") \
    A(PREV_PANE,    "previous-pane",   "Go to the previous pane or link",              "S-Tab",                 PLACE_BROWSE,  GROUP_MOVE,     "") \
    A(LOG,          "log-progress",    "Log progress on the goal at hand",             "+",                     PLACE_BROWSE,  GROUP_RECORD,   "log") \
    A(CONTACT,      "contact",         "Log a contact with the affiliate at hand",     "c",                     PLACE_BROWSE,  GROUP_RECORD,   "contact") \
    A(FOLLOWED,     "followed-up",     "The follow-up at hand is done",                "f",                     PLACE_BROWSE,  GROUP_RECORD,   "") \
    A(ADD,          "add",             "Add a record here",                            "a",                     PLACE_BROWSE,  GROUP_RECORD,   "add") \
    A(EDIT,         "edit",            "Edit the record, or a field of the marked",    "e",                     PLACE_BROWSE,  GROUP_RECORD,   "edit") \
    A(ARCHIVE,      "archive",         "Archive the record or the marked, or restore", "x",                     PLACE_BROWSE,  GROUP_RECORD,   "") \
    A(ASSIGN,       "assign",          "Assign a person to the affiliate or marked",   "A",                     PLACE_BROWSE,  GROUP_RECORD,   "") \
    A(HANDOVER,     "hand-over",       "Hand over what a region or a person has",      "H",                     PLACE_BROWSE,  GROUP_RECORD,   "") \
    A(RENEW,        "renew",           "Renew the agreement at hand",                  "r",                     PLACE_BROWSE,  GROUP_RECORD,   "renew") \
    A(DRAFT_PLAN,   "draft-plan",      "Draft next year's plan of the affiliate",      "P",                     PLACE_BROWSE,  GROUP_RECORD,   "") \
    A(AGREE_PLAN,   "agree-plan",      "Both sides agreed to the plan on a day",       "Y",                     PLACE_BROWSE,  GROUP_RECORD,   "") \
    A(REVIEW_PLAN,  "review-plan",     "Review the plan at its year's end",            "R",                     PLACE_BROWSE,  GROUP_RECORD,   "review") \
    A(SNOOZE,       "snooze",          "Put the line off until a day",                 "z",                     PLACE_TODAY,   GROUP_RECORD,   "put off") \
    A(UNDO,         "undo",            "Undo the last change",                         "u",                     PLACE_BROWSE,  GROUP_RECORD,   "undo") \
    A(REDO,         "redo",            "Redo what was undone",                         "C-r",                   PLACE_BROWSE,  GROUP_RECORD,   "") \
    A(DOUBLES,      "duplicates",      "Find doubles, or merge the two marked",        "=",                     PLACE_BROWSE,  GROUP_RECORD,   "") \
    A(DRAFTS,       "drafts",          "Resume an unsaved draft",                      "D",                     PLACE_BROWSE,  GROUP_RECORD,   "") \
    A(FILTER,       "filter",          "Filter as you type",                           "/",                     PLACE_LIST,    GROUP_LIST,     "filter") \
    A(NEXT_HIT,     "next-hit",        "Go to the next hit of what was filtered last", "n",                     PLACE_LIST,    GROUP_LIST,     "") \
    A(PREV_HIT,     "previous-hit",    "Go to the hit before",                         "N",                     PLACE_LIST,    GROUP_LIST,     "") \
    A(SORT,         "sort",            "Sort by the next column",                      "s",                     PLACE_LIST,    GROUP_LIST,     "sort") \
    A(REVERSE,      "reverse",         "Reverse the order",                            "S",                     PLACE_LIST,    GROUP_LIST,     "") \
    A(MINE,         "mine",            "Show mine alone, or everyone's",               "m",                     PLACE_LIST | PLACE_TODAY, GROUP_LIST, "mine") \
    A(SHOW_PAGE,    "show-page",       "Open the record the line is about",            "p",                     PLACE_TODAY,   GROUP_LIST,     "page") \
    A(COLUMNS,      "columns",         "Choose the columns and their order",           "C",                     PLACE_LIST,    GROUP_LIST,     "") \
    A(VIEWS,        "views",           "Open a saved view, or keep this list as one",  "v",                     PLACE_BROWSE,  GROUP_LIST,     "") \
    A(MARK,         "mark",            "Mark for the next action, or take it off",     "Space",                 PLACE_LIST,    GROUP_LIST,     "mark") \
    A(MARK_ALL,     "mark-all",        "Mark all that are shown, or none of them",     "*",                     PLACE_LIST,    GROUP_LIST,     "") \
    A(EXPORT,       "export",          "Write the marked, or all shown, to a file",    "w",                     PLACE_LIST,    GROUP_LIST,     "") \
    A(CLEAR,        "clear",           "Drop the marks, then the filter",              "",                      PLACE_LIST,    GROUP_LIST,     "") \
    A(OPEN_LINK,    "open-link",       "Open the link or the document at hand",        "o",                     PLACE_BROWSE,  GROUP_OUTSIDE,  "") \
    A(COPY_ROW,     "copy-row",        "Copy the record, or the marked, as a row",     "y,y",                   PLACE_BROWSE,  GROUP_OUTSIDE,  "") \
    A(COPY_CELL,    "copy-cell",       "Copy one value of the record",                 "y,c",                   PLACE_BROWSE,  GROUP_OUTSIDE,  "") \
    A(TODAY,        "today",           "Go to what needs attention",                   "1",                     PLACE_BROWSE,  GROUP_GO,       "") \
    A(AFFILIATES,   "affiliates",      "Go to the affiliates",                         "2",                     PLACE_BROWSE,  GROUP_GO,       "") \
    A(GOALS,        "goals",           "Go to the goals",                              "3",                     PLACE_BROWSE,  GROUP_GO,       "") \
    A(AGREEMENTS,   "agreements",      "Go to the agreements",                         "4",                     PLACE_BROWSE,  GROUP_GO,       "") \
    A(PEOPLE,       "people",          "Go to the people",                             "5",                     PLACE_BROWSE,  GROUP_GO,       "") \
    A(EVENTS,       "events",          "Go to the events",                             "6",                     PLACE_BROWSE,  GROUP_GO,       "") \
    A(ACTIVITIES,   "activities",      "Go to the activities",                         "7",                     PLACE_BROWSE,  GROUP_GO,       "") \
    A(PLANS,        "plans",           "Go to the annual plans",                       "8",                     PLACE_BROWSE,  GROUP_GO,       "") \
    A(DIRECTORY,    "directory",       "Go to the directory; there, choose its day",   "d",                     PLACE_BROWSE,  GROUP_GO,       "") \
    A(WORKLOAD,     "workload",        "Go to workload and vacancies",                 "W",                     PLACE_BROWSE,  GROUP_GO,       "") \
    A(HISTORY,      "history",         "Go to the history",                            "0",                     PLACE_BROWSE,  GROUP_GO,       "") \
    A(AS_OF,        "as-of",           "Show everything as it stood on a day",         "",                      PLACE_BROWSE,  GROUP_GO,       "") \
    A(PRESENT,      "present",         "Return to the present",                        "",                      PLACE_BROWSE,  GROUP_GO,       "") \
    A(SAVE,         "save",            "Save the form",                                "C-s",                   PLACE_FORM,    GROUP_WRITE,    "save") \
    A(NEXT_FIELD,   "next-field",      "Go to the next field",                         "Tab Down Enter",        PLACE_FORM,    GROUP_WRITE,    "next") \
    A(PREV_FIELD,   "previous-field",  "Go to the previous field",                     "S-Tab Up",              PLACE_FORM,    GROUP_WRITE,    "") \
    A(PICK,         "pick",            "Choose from what there is",                    "C-o",                   PLACE_FORM,    GROUP_WRITE,    "choose") \
    A(EDITOR,       "editor",          "Write this text in your editor",               "C-x",                   PLACE_FORM,    GROUP_WRITE,    "editor") \
    A(DISCARD,      "discard",         "Throw the draft away",                         "C-d",                   PLACE_FORM,    GROUP_WRITE,    "discard") \
    A(LEAVE,        "leave",           "Leave the form and keep the draft",            "Esc C-c",               PLACE_FORM,    GROUP_WRITE,    "leave") \
    A(TAKE_LEFT,    "take-left",       "Take the value on the left",                   "Left h",                PLACE_PAIR,    GROUP_WRITE,    "left") \
    A(TAKE_RIGHT,   "take-right",      "Take the value on the right",                  "Right l",               PLACE_PAIR,    GROUP_WRITE,    "right") \
    A(TAKE_BOTH,    "take-both",       "Take both: of notes and tags",                 "b",                     PLACE_PAIR,    GROUP_WRITE,    "both") \
    A(SWAP,         "swap",            "Let the other record stay",                    "s",                     PLACE_PAIR,    GROUP_WRITE,    "swap") \
    A(MERGE,        "merge",           "Make one of the two",                          "C-s m",                 PLACE_PAIR,    GROUP_WRITE,    "merge") \
    A(APART,        "not-the-same",    "Remember that the two are not the same",       "!",                     PLACE_PAIR,    GROUP_WRITE,    "not the same") \
    A(ACCEPT,       "accept",          "Take what is typed",                           "Enter",                 PLACE_ENTRY,   GROUP_WRITE,    "accept") \
    A(CANCEL,       "cancel",          "Leave without taking it",                      "Esc C-c",               PLACE_ENTRY | PLACE_PAIR, GROUP_WRITE,    "cancel") \
    A(NEXT_CHOICE,  "next-choice",     "Go to the next choice",                        "Down Tab",              PLACE_ENTRY,   GROUP_WRITE,    "") \
    A(PREV_CHOICE,  "previous-choice", "Go to the previous choice",                    "Up S-Tab",              PLACE_ENTRY,   GROUP_WRITE,    "") \
    A(PALETTE,      "palette",         "Find any action and any record",               ": C-p",                 PLACE_BROWSE,  GROUP_PROGRAM,  "find") \
    A(HELP,         "help",            "Show the keys of this place",                  "? F1",                  PLACE_ANY,     GROUP_PROGRAM,  "help") \
    A(REDRAW,       "redraw",          "Draw the screen afresh",                       "C-l",                   PLACE_ANY,     GROUP_PROGRAM,  "") \
    A(SUSPEND,      "suspend",         "Put the program aside",                        "C-z",                   PLACE_ANY,     GROUP_PROGRAM,  "") \
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
