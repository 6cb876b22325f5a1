/*
 * handover_model.c: the handover of a date and a role, loaded again whenever either changes.
 *
 * What holds between calls, once begun:
 *
 * 1. handover is of roles[role]; role is below role_count.
 * 2. day may hold what is no date yet; the handover's day is the last that could be parsed.
 * 3. counter is NULL once the work of all affiliates is counted, or counting has failed.
 */
#include "tui/people/handover_model.h"
#include "core/base/date_typed.h"
#include "core/kind/affiliate.h"
#include "core/people/handover_draft.h"
#include <assert.h>

enum { COUNTED_AT_ONCE = 8 };

static enum li_err handover_model_load(struct handover_model *model, struct context *context,
    size_t role, day_t day, bool follow, struct li_error *err)
{
    struct handover *handover;
    enum li_err code =
        handover_load(context, &model->scope, &model->roles[role].id, day, &handover, err);
    if (code)
        return code;
    if (follow)
        handover_take_over(handover, model->handover);
    handover_free(model->handover);
    model->handover = handover;
    model->role = role;
    workload_counter_free(model->counter);
    model->counter = workload_counter_new(context, &kind_affiliate, day, &(struct li_error){0});
    return LI_OK;
}

enum li_err handover_model_begin(struct handover_model *model, struct context *context,
    const struct handover_scope *scope, bool *resumed, struct li_error *err)
{
    assert(scope && resumed);
    struct id role;
    day_t day = context->today;
    size_t at = 0;
    char text[DAY_TEXT_SIZE];
    *model = (struct handover_model){.scope = *scope};
    enum li_err code =
        handover_roles(context, scope, context->today, &model->roles, &model->role_count, err);
    if (!code && model->role_count == 0)
        code = li_fail(err, LI_REFUSED, "None of our roles to reassign here.");
    if (code)
        return code;
    *resumed = handover_draft_find(context, scope, &role, &day);
    for (size_t i = 0; *resumed && i < model->role_count; i++)
        if (id_equal(&model->roles[i].id, &role))
            at = i;
    edit_begin(&model->day, date_text(day, text), false);
    code = handover_model_load(model, context, at, day, false, err);
    if (!code && *resumed)
        handover_draft_load(context, model->handover);
    return code;
}

void handover_model_end(struct handover_model *model)
{
    handover_free(model->handover);
    workload_counter_free(model->counter);
    handover_named_free(model->roles, model->role_count);
    edit_end(&model->day);
}

enum li_err handover_model_refresh(
    struct handover_model *model, struct context *context, struct li_error *err)
{
    return handover_model_load(model, context, model->role, model->handover->day, true, err);
}

enum li_err handover_model_parse_day(
    struct handover_model *model, struct context *context, struct li_error *err)
{
    char text[DAY_TEXT_SIZE];
    day_t day;
    enum li_err code =
        date_typed_parse(model->day.text, context->today, context_dates(context), &day, err);
    if (code)
        return code;
    edit_set(&model->day, date_text(day, text));
    if (day == model->handover->day)
        return LI_OK;
    model->unsaved = true;
    return handover_model_load(model, context, model->role, day, true, err);
}

enum li_err handover_model_other_role(
    struct handover_model *model, struct context *context, int by, struct li_error *err)
{
    assert(by == 1 || by == -1);
    size_t count = model->role_count, step = by > 0 ? 1 : count - 1;
    if (handover_changes(model->handover) > 0)
        return li_fail(err, LI_REFUSED, "Save or discard these changes, then choose another role.");
    return handover_model_load(
        model, context, (model->role + step) % count, model->handover->day, false, err);
}

enum li_err handover_model_count(
    struct handover_model *model, struct context *context, bool *more, struct li_error *err)
{
    struct handover *handover = model->handover;
    enum li_err code = LI_OK;
    int left = COUNTED_AT_ONCE;
    (void)context;
    *more = false;
    for (size_t i = 0; model->counter && i < handover->share_count && !code; i++) {
        struct handover_share *share = &handover->shares[i];
        if (share->role || share->load.affiliates > 0)
            continue;
        if ((*more = left-- == 0))
            return LI_OK;
        code = workload_counter_run(model->counter, &share->affiliate, &share->load, err);
    }
    workload_counter_free(model->counter);
    model->counter = NULL;
    return code;
}

enum li_err handover_model_save_draft(
    struct handover_model *model, struct context *context, struct li_error *err)
{
    bool unsaved = model->unsaved;
    model->unsaved = false;
    return unsaved ? handover_draft_save(context, model->handover, err) : LI_OK;
}

enum li_err handover_model_drop_draft(
    struct handover_model *model, struct context *context, struct li_error *err)
{
    model->unsaved = false;
    return handover_draft_drop(context, &model->scope, err);
}

enum li_err handover_model_save(
    struct handover_model *model, struct context *context, struct li_error *err)
{
    struct people_moved moved;
    enum li_err code = handover_model_parse_day(model, context, err);
    if (!code)
        code = handover_save(context, model->handover, &moved, err);
    return code ? code : handover_model_drop_draft(model, context, err);
}
