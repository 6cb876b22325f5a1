/*
 * plan_keep.c: what a person changed in a proposal, kept until it is saved: a line for each item
 * touched, of what it comes from, whether it is left out, its title and what it aims at.
 */
#include "../data/memory.h"
#include "kind/activity.h"
#include "kind/goal.h"
#include "kind/plan.h"
#include "plan.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int plan_item_field(const struct plan_item *item, enum plan_cell cell)
{
    const struct record *record = item->record;
    if (record->kind == &kind_activity)
        return cell == PLAN_TITLE ? (int)ACTIVITY_TITLE : (int)ACTIVITY_DAY;
    if (cell == PLAN_TITLE)
        return GOAL_TITLE;
    return record_get(record, GOAL_TARGET) ? (int)GOAL_TARGET : (int)GOAL_DUE;
}

static char *fact_name(const struct plan_proposal *proposal)
{
    return li_format(
        "plan %d %s", proposal->year.number, record_get(proposal->plan, PLAN_AFFILIATE));
}

static void write_item(const struct plan_item *item, FILE *out)
{
    char id[ID_TEXT_SIZE];
    fprintf(out, "%s\t%s", id_text(&item->source, id), item->left_out ? "out" : "in");
    for (int cell = 0; cell < PLAN_CELLS; cell++) {
        const char *value = record_get(item->record, plan_item_field(item, (enum plan_cell)cell));
        fprintf(out, "\t%s", value ? value : "");
    }
    fputc('\n', out);
}

enum li_err plan_keep(struct li *li, const struct plan_proposal *proposal, struct li_error *err)
{
    char *text = NULL, *name = fact_name(proposal);
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    for (size_t i = 0; i < proposal->count; i++)
        if (proposal->items[i].touched)
            write_item(&proposal->items[i], out);
    fclose(out);
    enum li_err code = store_set_fact(li->store, name, size > 0 ? text : NULL, err);
    free(text);
    free(name);
    return code;
}

void plan_forget(struct li *li, const struct plan_proposal *proposal)
{
    char *name = fact_name(proposal), *kept = store_fact(li->store, name);
    if (kept)
        store_set_fact(li->store, name, NULL, NULL);
    free(kept);
    free(name);
}

/* A field of the line, which is cut off there; NULL: there is no more. */
static char *next_part(char **line)
{
    return *line ? strsep(line, "\t") : NULL;
}

static bool take_line(struct plan_proposal *proposal, char *line)
{
    struct id source;
    const char *id = next_part(&line), *how = next_part(&line);
    struct plan_item *item = NULL;
    if (!how || !id_parse(id, &source))
        return false;
    for (size_t i = 0; i < proposal->count && !item; i++)
        if (id_equal(&proposal->items[i].source, &source))
            item = &proposal->items[i];
    if (!item)
        return false;
    item->touched = true;
    item->left_out = strcmp(how, "out") == 0;
    for (int cell = 0; cell < PLAN_CELLS; cell++) {
        const char *value = next_part(&line);
        record_set(item->record, plan_item_field(item, (enum plan_cell)cell),
            value && *value ? value : NULL);
    }
    return true;
}

bool plan_take_up(struct li *li, struct plan_proposal *proposal)
{
    char *name = fact_name(proposal), *kept = store_fact(li->store, name), *rest = kept;
    bool any = false;
    while (rest && *rest)
        any |= take_line(proposal, strsep(&rest, "\n"));
    free(kept);
    free(name);
    return any;
}
