/*
 * handover_model.c: the division of a day and a role, read again whenever either changes.
 */
#include "tui/people/handover_model.h"
#include "core/base/date_typed.h"
#include "core/kind/affiliate.h"
#include "core/people/handover_draft.h"

enum { WEIGHED_AT_ONCE = 8 };

static enum li_err handover_read_division(struct handover_model *handing, struct context *context,
    size_t role, day_t day, bool follow, struct li_error *err)
{
    struct handover *division;
    enum li_err code =
        handover_load(context, &handing->scope, &handing->roles[role].id, day, &division, err);
    if (code)
        return code;
    if (follow)
        handover_take_over(division, handing->division);
    handover_free(handing->division);
    handing->division = division;
    handing->role = role;
    workload_counter_free(handing->scales);
    handing->scales = workload_counter_new(context, &kind_affiliate, day, NULL);
    return LI_OK;
}

enum li_err handover_model_start(struct handover_model *handing, struct context *context,
    const struct handover_scope *scope, bool *taken_up, struct li_error *err)
{
    struct id role;
    day_t day = context->today;
    size_t at = 0;
    char text[DAY_TEXT_SIZE];
    *handing = (struct handover_model){.scope = *scope};
    enum li_err code =
        handover_roles(context, scope, context->today, &handing->roles, &handing->role_count, err);
    if (!code && handing->role_count == 0)
        code = li_fail(err, LI_REFUSED, "None of our roles to reassign here.");
    if (code)
        return code;
    *taken_up = handover_draft_find(context, scope, &role, &day);
    for (size_t i = 0; *taken_up && i < handing->role_count; i++)
        if (id_equal(&handing->roles[i].id, &role))
            at = i;
    edit_start(&handing->day, date_text(day, text), false);
    code = handover_read_division(handing, context, at, day, false, err);
    if (!code && *taken_up)
        handover_draft_load(context, handing->division);
    return code;
}

void handover_model_free(struct handover_model *handing)
{
    handover_free(handing->division);
    workload_counter_free(handing->scales);
    handover_named_free(handing->roles, handing->role_count);
    edit_free(&handing->day);
}

enum li_err handover_model_renew(
    struct handover_model *handing, struct context *context, struct li_error *err)
{
    return handover_read_division(
        handing, context, handing->role, handing->division->day, true, err);
}

enum li_err handover_model_settle_day(
    struct handover_model *handing, struct context *context, struct li_error *err)
{
    char text[DAY_TEXT_SIZE];
    day_t day;
    enum li_err code = date_typed_parse(handing->day.text, context->today, &day, err);
    if (code)
        return code;
    edit_set(&handing->day, date_text(day, text));
    if (day == handing->division->day)
        return LI_OK;
    handing->unkept = true;
    return handover_read_division(handing, context, handing->role, day, true, err);
}

enum li_err handover_model_other_role(
    struct handover_model *handing, struct context *context, int by, struct li_error *err)
{
    size_t count = handing->role_count, step = by > 0 ? 1 : count - 1;
    if (handover_changes(handing->division) > 0)
        return li_fail(err, LI_REFUSED, "Save or discard these changes, then choose another role.");
    return handover_read_division(
        handing, context, (handing->role + step) % count, handing->division->day, false, err);
}

enum li_err handover_model_weigh(
    struct handover_model *handing, struct context *context, bool *more, struct li_error *err)
{
    struct handover *division = handing->division;
    enum li_err code = LI_OK;
    int left = WEIGHED_AT_ONCE;
    (void)context;
    *more = false;
    for (size_t i = 0; handing->scales && i < division->share_count && !code; i++) {
        struct handover_share *share = &division->shares[i];
        if (share->role || share->load.affiliates > 0)
            continue;
        if ((*more = left-- == 0))
            return LI_OK;
        code = workload_counter_run(handing->scales, &share->affiliate, &share->load, err);
    }
    workload_counter_free(handing->scales);
    handing->scales = NULL;
    return code;
}

enum li_err handover_model_keep(
    struct handover_model *handing, struct context *context, struct li_error *err)
{
    bool unkept = handing->unkept;
    handing->unkept = false;
    return unkept ? handover_draft_save(context, handing->division, err) : LI_OK;
}

enum li_err handover_model_drop(
    struct handover_model *handing, struct context *context, struct li_error *err)
{
    handing->unkept = false;
    return handover_draft_drop(context, &handing->scope, err);
}

enum li_err handover_model_save(
    struct handover_model *handing, struct context *context, struct li_error *err)
{
    struct people_moved moved;
    enum li_err code = handover_model_settle_day(handing, context, err);
    if (!code)
        code = handover_save(context, handing->division, &moved, err);
    return code ? code : handover_model_drop(handing, context, err);
}
