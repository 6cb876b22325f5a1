/*
 * plan_draft.c: a person's changes to a proposal as lines, one an item: its source, whether it is
 * left out, its title and its aim.
 */
#include "core/plan/plan_draft.h"
#include "core/kind/activity.h"
#include "core/kind/goal.h"
#include "core/kind/plan.h"
#include "core/kind/target.h"
#include "core/record/draft.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int plan_item_field(const struct plan_item *item, enum plan_cell cell, struct record **of)
{
    assert(item->record && cell < PLAN_CELLS);
    struct record *record = *of = item->record;
    if (record->kind == &kind_activity)
        return cell == PLAN_TITLE ? (int)ACTIVITY_TITLE : (int)ACTIVITY_DAY;
    if (cell == PLAN_TITLE)
        return GOAL_TITLE;
    if (!record_get(record, GOAL_TARGET))
        return GOAL_DUE;
    if (item->continues == DAY_NONE)
        return GOAL_TARGET;
    *of = item->target;
    return TARGET_TARGET;
}

static const char *plan_cell_of(const struct plan_item *item, int cell)
{
    struct record *of;
    int field = plan_item_field(item, (enum plan_cell)cell, &of);
    return record_get(of, field);
}

static void plan_set_cell(struct plan_item *item, int cell, const char *value)
{
    struct record *of;
    int field = plan_item_field(item, (enum plan_cell)cell, &of);
    record_set(of, field, value);
}

#define DRAFT_NAME "plan of "

bool plan_draft_is(const struct draft *draft, int *year)
{
    assert(draft && year);
    size_t named = strlen(DRAFT_NAME);
    bool is = !draft->kind && strncmp(draft->name, DRAFT_NAME, named) == 0;
    if (is)
        *year = (int)strtol(draft->name + named, NULL, 10);
    return is;
}

/* The draft's key: the affiliate, and the name, with the year, for the caller to free. */
static char *plan_draft_name(const struct plan_proposal *proposal, struct id *affiliate)
{
    *affiliate = (struct id){{0}};
    id_parse(record_get(proposal->plan, PLAN_AFFILIATE), affiliate);
    return li_format(DRAFT_NAME "%d", proposal->year.number);
}

/* Stores the text; NULL removes the draft. */
static enum li_err plan_draft_put(struct context *context, const struct plan_proposal *proposal,
    const char *text, struct li_error *err)
{
    struct id affiliate;
    char *name = plan_draft_name(proposal, &affiliate);
    enum li_err code = draft_save_text(context, name, &affiliate, text, err);
    free(name);
    return code;
}

static char *plan_draft_text(struct context *context, const struct plan_proposal *proposal)
{
    struct id affiliate;
    char *name = plan_draft_name(proposal, &affiliate);
    char *text = draft_text(context, name, &affiliate);
    free(name);
    return text;
}

enum li_err plan_draft_release(
    struct context *context, const struct plan_proposal *proposal, struct li_error *err)
{
    assert(context && proposal && proposal->plan);
    struct id affiliate;
    char *name = plan_draft_name(proposal, &affiliate);
    enum li_err code = draft_release_text(context, name, &affiliate, err);
    free(name);
    return code;
}

bool plan_draft_is_elsewhere(struct context *context, const struct plan_proposal *proposal)
{
    assert(context && proposal && proposal->plan);
    struct id affiliate;
    char *name = plan_draft_name(proposal, &affiliate);
    bool elsewhere = draft_text_elsewhere(context, name, &affiliate);
    free(name);
    return elsewhere;
}

static void plan_draft_write_item(const struct plan_item *item, FILE *out)
{
    char id[ID_TEXT_SIZE];
    fprintf(out, "%s\t%s", id_text(&item->source, id), item->left_out ? "out" : "in");
    for (int cell = 0; cell < PLAN_CELLS; cell++) {
        const char *value = plan_cell_of(item, cell);
        fprintf(out, "\t%s", value ? value : "");
    }
    fputc('\n', out);
}

enum li_err plan_draft_save(
    struct context *context, const struct plan_proposal *proposal, struct li_error *err)
{
    assert(proposal->plan);
    char *text = NULL;
    FILE *out = li_text_open(&text);
    for (size_t i = 0; i < proposal->count; i++)
        if (proposal->items[i].touched)
            plan_draft_write_item(&proposal->items[i], out);
    size_t size = li_text_close(out);
    enum li_err code = plan_draft_put(context, proposal, size > 0 ? text : NULL, err);
    free(text);
    return code;
}

void plan_draft_drop(struct context *context, const struct plan_proposal *proposal)
{
    assert(context && proposal && proposal->plan);
    plan_draft_put(context, proposal, NULL, &(struct li_error){0});
}

/* The next part of the line, which is cut there; NULL: there is no more. */
static char *plan_draft_part(char **line)
{
    return *line ? strsep(line, "\t") : NULL;
}

static bool plan_draft_load_line(struct plan_proposal *proposal, char *line)
{
    struct id source;
    const char *id = plan_draft_part(&line), *how = plan_draft_part(&line);
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
        const char *value = plan_draft_part(&line);
        plan_set_cell(item, cell, value && *value ? value : NULL);
    }
    return true;
}

bool plan_draft_load(struct context *context, struct plan_proposal *proposal)
{
    assert(context && proposal && proposal->plan);
    char *kept = plan_draft_text(context, proposal), *rest = kept;
    bool any = false;
    while (rest && *rest)
        any |= plan_draft_load_line(proposal, strsep(&rest, "\n"));
    free(kept);
    return any;
}
