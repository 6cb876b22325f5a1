/*
 * history_model.h: the newest entries with their changes, as lines.
 */
#ifndef LI_TUI_COMMAND_HISTORY_MODEL_H
#define LI_TUI_COMMAND_HISTORY_MODEL_H

#include "core/history/history.h"

/* An entry, or one change of the entry above. */
struct history_line {
    char *at, *by, *text; /* of a change only text; dates as the settings say */
    bool change, undone;
    const struct kind *kind; /* the one record it is about, with id; NULL: none, or many */
    struct id id;
};

/* {.limit = N} is empty and asks for N entries. */
struct history_model {
    struct history_line *lines;
    size_t count, room;
    int64_t limit, entries; /* asked for; loaded */
    enum date_order dates;
    bool devices; /* an entry says on which device it was written */
};

/* Loads the newest entries, up to limit. On failure the lines are those loaded before it. */
enum li_err history_model_load(
    struct history_model *model, struct context *context, struct li_error *err);
void history_model_clear(struct history_model *model); /* limit stays */

/* Whether there may be older entries than those loaded. */
bool history_model_has_more(const struct history_model *model);

/* NULL: there is no such line. */
const struct history_line *history_model_line(const struct history_model *model, size_t at);

#endif
