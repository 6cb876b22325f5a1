/*
 * steps.c: few enough to be read at once and narrowed by looking at each.
 */
#include "steps.h"
#include "../../core/kind/milestone.h"
#include "../../core/listing.h"
#include "../../data/memory.h"
#include <stdlib.h>
#include <string.h>

enum { DUE_WIDTH = 16, LEAST_WITH_DUE = 40 };

void steps_free(struct steps *steps)
{
    for (int i = 0; i < steps->count; i++) {
        free(steps->list[i].title);
        free(steps->list[i].due);
    }
    free(steps->list);
    *steps = (struct steps){.chosen = -1};
}

static void add(struct steps *steps, struct query *query)
{
    struct step step = {.title = li_strdup(query_text(query, 2)),
        .due = li_strdup(query_text(query, 3)),
        .fits = true};
    query_id(query, 0, &step.id);
    steps->list = li_realloc(steps->list, (size_t)steps->count + 1, sizeof *steps->list);
    steps->list[steps->count++] = step;
    steps->chosen = 0;
}

enum li_err steps_read(
    struct steps *steps, struct li *li, const struct id *goal, struct li_error *err)
{
    char id[ID_TEXT_SIZE];
    char *filter = li_format("goal:%s done_on:none", id_text(goal, id));
    struct listing listing = {.kind = &kind_milestone, .filter = filter, .sort = "due,title"};
    struct columns columns;
    steps_free(steps);
    enum li_err code = columns_read(&kind_milestone, "title,due", &columns, err);
    if (code == LI_OK) {
        struct query *query = listing_read(li, &listing, &columns, err);
        int more = query ? 1 : -1;
        while (more > 0 && (more = query_step(query, err)) > 0)
            add(steps, query);
        code = more < 0 ? err->code : LI_OK;
        query_free(query);
        columns_free(&columns);
    }
    free(filter);
    return code;
}

void steps_narrow(struct steps *steps, const char *words)
{
    char *wanted = text_fold(words);
    for (int i = 0; i < steps->count; i++) {
        char *title = text_fold(steps->list[i].title);
        steps->list[i].fits = strstr(title, wanted) != NULL;
        free(title);
    }
    free(wanted);
    if (steps->chosen >= 0 && steps->list[steps->chosen].fits)
        return;
    steps->chosen = -1;
    for (int i = steps->count - 1; i >= 0; i--)
        if (steps->list[i].fits)
            steps->chosen = i;
}

void steps_move(struct steps *steps, int by)
{
    for (int i = 1; i <= steps->count && steps->chosen >= 0; i++) {
        int at = (steps->chosen + by * i + steps->count) % steps->count;
        if (steps->list[at].fits) {
            steps->chosen = at;
            return;
        }
    }
}

const struct step *steps_chosen(const struct steps *steps)
{
    return steps->chosen < 0 ? NULL : &steps->list[steps->chosen];
}

static void draw_step(const struct step *step, bool chosen, struct area area)
{
    screen_textf(
        area.y, area.x, area.width, chosen ? STYLE_CURSOR : STYLE_TEXT, " %s", step->title);
    if (step->due && area.width > LEAST_WITH_DUE)
        screen_textf(area.y, area.x + area.width - DUE_WIDTH, DUE_WIDTH,
            chosen ? STYLE_CURSOR : STYLE_MUTED, "  due %s", step->due);
}

int steps_draw(const struct steps *steps, int all, struct area area)
{
    int before = 0, y = area.y;
    for (int i = 0; i < steps->chosen; i++)
        before += steps->list[i].fits;
    int skip = before < area.height ? 0 : before - area.height + 1;
    for (int i = 0; i < steps->count && y < area.y + area.height; i++)
        if (steps->list[i].fits && skip-- <= 0)
            draw_step(
                &steps->list[i], i == steps->chosen, (struct area){y++, area.x, 1, area.width});
    const char *none = all == 0            ? "There is no milestone yet; the goal's page adds one."
                       : steps->count == 0 ? "Every milestone is done."
                       : steps->chosen < 0 ? "No open milestone has these words."
                                           : NULL;
    if (none && area.height > 0)
        screen_text(y++, area.x, area.width, STYLE_MUTED, none);
    return y;
}
