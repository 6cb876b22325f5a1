/*
 * palette_model.h: what the text typed in the palette finds: actions that apply, lists, commands of
 * the command line and, kind by kind between keys, records.
 */
#ifndef LI_TUI_PALETTE_PALETTE_MODEL_H
#define LI_TUI_PALETTE_PALETTE_MODEL_H

#include "tui/app/app.h"
#include "tui/palette/palette_match.h"

/* A line: an action, a list, a record, or a command of the command line. */
struct palette_choice {
    char *text;  /* its name, as shown */
    char *aside; /* at the right: its keys, or what it is ("list", a kind) */
    enum palette_rank rank;
    enum action action;                /* ACTION_NONE: another of these */
    char *words;                       /* for the action; NULL: none */
    const struct kind *kind;           /* its list or, with an id, its record */
    struct id id;                      /* nil: the list */
    const struct app_command *command; /* NULL: none of these */
};

/* {0} is empty. */
struct palette_model {
    char *typed, *folded; /* the text; folded for comparing */
    struct palette_choice *choices;
    size_t count;
    size_t step; /* of looking for records, up to twice the number of kinds */
};

/* Finds everything but records again. beneath: the panel that actions would be done on. */
void palette_model_look(
    struct palette_model *model, struct app *app, struct panel *beneath, const char *typed);

/* Looks through the records of one more kind. *at is the line of the cursor, which stays on its
   choice as better ones are found, unless it is the first line. 1: there is more; 0: there is not;
   -1: a key interrupted it, and the same kind is next. */
int palette_model_work(struct palette_model *model, struct app *app, size_t *at);

/* Whether records are still being looked for. */
bool palette_model_is_looking(const struct palette_model *model);

/* NULL: there is no such line. */
const struct palette_choice *palette_model_choice(const struct palette_model *model, size_t at);

void palette_model_end(struct palette_model *model);

#endif
