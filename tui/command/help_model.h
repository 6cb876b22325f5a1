/*
 * help_model.h: the keys that do something in a panel, and the syntax of filters, as lines.
 */
#ifndef LI_TUI_COMMAND_HELP_MODEL_H
#define LI_TUI_COMMAND_HELP_MODEL_H

#include "tui/app/app.h"

struct help_line {
    char *keys; /* NULL: a heading */
    const char *text;
};

/* {0} is empty. */
struct help_model {
    struct help_line *lines;
    size_t count, room;
};

/* Lists the actions that the panel offers; for a list, the syntax of filters, too. The caller ends
   it. */
void help_model_begin(struct help_model *model, const struct app *app, struct panel *panel);
void help_model_end(struct help_model *model);

#endif
