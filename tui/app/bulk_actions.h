/*
 * bulk_actions.h: actions on many records at once: those selected in a list, or the current one.
 */
#ifndef LI_TUI_APP_BULK_ACTIONS_H
#define LI_TUI_APP_BULK_ACTIONS_H

#include "core/record/bulk.h"
#include "tui/app/app.h"

/* Whether records are marked in the panel. */
bool bulk_actions_marked(struct panel *panel);

/* The kind of what bulk_actions_take gives; NULL: there is nothing to take. */
const struct kind *bulk_actions_kind(struct panel *panel);

/* The selected, or with none the current record; false: neither, or what is selected is still being
   found, which has been said. The caller frees taken->rows. */
bool bulk_actions_take(struct app *app, struct panel *panel, struct taken *taken);

/* A bulk write while a dialog tells how far. doing: "Archiving"; arg is given to write. */
typedef enum li_err (*many_write)(struct context *context, const struct bulk *bulk, void *arg,
    struct bulk_done *done, struct li_error *err);
enum li_err bulk_actions_run(struct app *app, const struct taken *taken, const char *doing,
    many_write write, void *arg, struct bulk_done *done, struct li_error *err);

/* "Archived 3 affiliates, 2 were so already; u undoes." did: "Archived". */
void bulk_actions_say(
    struct app *app, const struct taken *taken, const char *did, const struct bulk_done *done);

void bulk_actions_archive(struct app *app, struct panel *panel);

#endif
