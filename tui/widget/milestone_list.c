/*
 * milestone_list.c: open milestones, loaded by a listing.
 */
#include "tui/widget/milestone_list.h"
#include "core/kind/milestone.h"
#include "core/query/row_reader.h"
#include "data/base/memory.h"
#include <stdlib.h>

static void milestone_list_add(void *arg, const struct row_cells *cells)
{
    const char *title = cells->texts[0], *due = cells->texts[1];
    char *aside = *due ? li_format("due %s", due) : NULL;
    short_list_add(arg, &cells->id, title, aside);
    free(aside);
}

enum li_err milestone_list_load(struct short_list *milestones, struct context *context,
    const struct id *goal, struct li_error *err)
{
    char id[ID_TEXT_SIZE];
    char *filter = li_format("goal:%s done_on:none", id_text(goal, id));
    struct listing listing = {.kind = &kind_milestone, .filter = filter, .sort = "due,title"};
    struct columns columns;
    short_list_free(milestones);
    enum li_err code = columns_parse(&kind_milestone, "title,due", &columns, err);
    if (!code) {
        code = row_reader_each(context, &listing, &columns, milestone_list_add, milestones, err);
        columns_free(&columns);
    }
    free(filter);
    return code;
}

const char *milestone_list_none(const struct short_list *milestones, int all)
{
    return all == 0                 ? "No milestones yet; add one on the goal's page."
           : milestones->count == 0 ? "All milestones are done."
                                    : "No matching open milestone.";
}
