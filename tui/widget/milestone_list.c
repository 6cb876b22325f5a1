/*
 * milestone_list.c: open milestones read from a listing.
 */
#include "tui/widget/milestone_list.h"
#include "core/kind/milestone.h"
#include "core/query/listing.h"
#include "data/base/memory.h"
#include <stdlib.h>

static void milestone_add(struct short_list *steps, struct query *query)
{
    struct id id = {{0}};
    char *title = li_strdup(query_text(query, 2));
    const char *due = query_text(query, 3);
    char *aside = due ? li_format("due %s", due) : NULL;
    query_id(query, 0, &id);
    short_list_add(steps, &id, title, aside);
    free(aside);
    free(title);
}

enum li_err milestone_list_read(
    struct short_list *steps, struct context *context, const struct id *goal, struct li_error *err)
{
    char id[ID_TEXT_SIZE];
    char *filter = li_format("goal:%s done_on:none", id_text(goal, id));
    struct listing listing = {.kind = &kind_milestone, .filter = filter, .sort = "due,title"};
    struct columns columns;
    short_list_free(steps);
    enum li_err code = columns_read(&kind_milestone, "title,due", &columns, err);
    if (code == LI_OK) {
        struct query *query = listing_read(context, &listing, &columns, err);
        int more = query ? 1 : -1;
        while (more > 0 && (more = query_step(query, err)) > 0)
            milestone_add(steps, query);
        code = more < 0 ? err->code : LI_OK;
        query_free(query);
        columns_free(&columns);
    }
    free(filter);
    return code;
}

const char *milestone_list_none(const struct short_list *steps, int all)
{
    return all == 0            ? "No milestones yet; add one on the goal's page."
           : steps->count == 0 ? "All milestones are done."
                               : "No matching open milestone.";
}
