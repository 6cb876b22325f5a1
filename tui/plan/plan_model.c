/*
 * plan_model.c: a proposal of which each change is saved in the draft at once.
 */
#include "tui/plan/plan_model.h"
#include "core/kind/goal.h"
#include "core/plan/plan_draft.h"
#include "core/plan/plan_find.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>

enum li_err plan_model_begin(struct plan_model *model, struct context *context,
    const struct id *affiliate, int year, bool *resumed, struct li_error *err)
{
    assert(affiliate && resumed);
    *model = (struct plan_model){0};
    *resumed = false;
    enum li_err code = plan_propose(context, affiliate, year, &model->proposal, err);
    if (code)
        return code;
    model->called = record_called(context, model->proposal.plan);
    model->heading = plan_heading(context, "Draft", model->proposal.plan);
    *resumed = plan_draft_load(context, &model->proposal);
    return LI_OK;
}

void plan_model_end(struct plan_model *model)
{
    plan_line_end(&model->line, false);
    plan_proposal_free(&model->proposal);
    free(model->called);
    free(model->heading);
}

struct plan_item *plan_model_item(const struct plan_model *model, size_t at)
{
    return at < model->proposal.count ? &model->proposal.items[at] : NULL;
}

char *plan_model_count_text(const struct plan_model *model)
{
    const struct plan_proposal *proposal = &model->proposal;
    int goals = 0, activities = 0;
    for (size_t i = 0; i < proposal->count; i++) {
        if (proposal->items[i].left_out)
            continue;
        if (proposal->items[i].record->kind == &kind_goal)
            goals++;
        else
            activities++;
    }
    return li_format("%d goal%s, %d %s", goals, goals == 1 ? "" : "s", activities,
        activities == 1 ? "activity" : "activities");
}

enum li_err plan_model_toggle(
    struct plan_model *model, struct context *context, size_t at, struct li_error *err)
{
    assert(at < model->proposal.count);
    struct plan_item *item = &model->proposal.items[at];
    item->left_out = !item->left_out;
    item->touched = true;
    return plan_draft_save(context, &model->proposal, err);
}

enum li_err plan_model_type(struct plan_model *model, struct context *context,
    const struct key *key, bool *taken, struct li_error *err)
{
    assert(model->line.item && taken);
    bool changed;
    *taken = plan_line_key(&model->line, context, key, &changed);
    if (!changed)
        return LI_OK;
    model->line.item->touched = true;
    return plan_draft_save(context, &model->proposal, err);
}

enum li_err plan_model_accept_line(
    struct plan_model *model, struct context *context, struct li_error *err)
{
    assert(model->line.item);
    enum li_err code = plan_line_check(&model->line, context, err);
    if (code)
        return code;
    model->line.item->touched = true;
    plan_line_end(&model->line, false);
    return plan_draft_save(context, &model->proposal, err);
}

enum li_err plan_model_cancel_line(
    struct plan_model *model, struct context *context, struct li_error *err)
{
    assert(model->line.item);
    plan_line_end(&model->line, true);
    return plan_draft_save(context, &model->proposal, err);
}

enum li_err plan_model_save(
    struct plan_model *model, struct context *context, size_t *item, struct li_error *err)
{
    assert(item && !model->line.item);
    int wrong = -1;
    enum li_err code = plan_save(context, &model->proposal, &wrong, err);
    if (code && wrong >= 0)
        *item = (size_t)wrong;
    if (!code)
        plan_draft_drop(context, &model->proposal);
    return code;
}
