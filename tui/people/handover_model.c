/*
 * handover_model.c: the division of a day and a role, read again whenever either changes.
 */
#include "tui/people/handover_model.h"
#include "core/kind/affiliate.h"

enum { WEIGHED_AT_ONCE = 8 };

static enum li_err read_division(struct handing *handing, struct li *li, size_t role, day_t day,
    bool follow, struct li_error *err)
{
    struct division *division;
    enum li_err code =
        division_read(li, &handing->scope, &handing->roles[role].id, day, &division, err);
    if (code)
        return code;
    if (follow)
        division_follow(division, handing->division);
    division_free(handing->division);
    handing->division = division;
    handing->role = role;
    scales_free(handing->scales);
    handing->scales = scales_new(li, &kind_affiliate, day, NULL);
    return LI_OK;
}

enum li_err handing_start(struct handing *handing, struct li *li,
    const struct division_scope *scope, bool *taken_up, struct li_error *err)
{
    struct id role;
    day_t day = li->today;
    size_t at = 0;
    char text[DAY_TEXT_SIZE];
    *handing = (struct handing){.scope = *scope};
    enum li_err code =
        division_roles(li, scope, li->today, &handing->roles, &handing->role_count, err);
    if (!code && handing->role_count == 0)
        code = li_fail(err, LI_REFUSED, "None of our roles to reassign here.");
    if (code)
        return code;
    *taken_up = division_kept(li, scope, &role, &day);
    for (size_t i = 0; *taken_up && i < handing->role_count; i++)
        if (id_equal(&handing->roles[i].id, &role))
            at = i;
    edit_start(&handing->day, day_text(day, text), false);
    code = read_division(handing, li, at, day, false, err);
    if (!code && *taken_up)
        division_resume(li, handing->division);
    return code;
}

void handing_free(struct handing *handing)
{
    division_free(handing->division);
    scales_free(handing->scales);
    named_free(handing->roles, handing->role_count);
    edit_free(&handing->day);
}

enum li_err handing_renew(struct handing *handing, struct li *li, struct li_error *err)
{
    return read_division(handing, li, handing->role, handing->division->day, true, err);
}

enum li_err handing_settle_day(struct handing *handing, struct li *li, struct li_error *err)
{
    char text[DAY_TEXT_SIZE];
    day_t day;
    enum li_err code = day_read(handing->day.text, li->today, &day, err);
    if (code)
        return code;
    edit_set(&handing->day, day_text(day, text));
    if (day == handing->division->day)
        return LI_OK;
    handing->unkept = true;
    return read_division(handing, li, handing->role, day, true, err);
}

enum li_err handing_other_role(struct handing *handing, struct li *li, int by, struct li_error *err)
{
    size_t count = handing->role_count, step = by > 0 ? 1 : count - 1;
    if (division_changes(handing->division) > 0)
        return li_fail(err, LI_REFUSED, "Save or discard these changes, then choose another role.");
    return read_division(
        handing, li, (handing->role + step) % count, handing->division->day, false, err);
}

enum li_err handing_weigh(struct handing *handing, struct li *li, bool *more, struct li_error *err)
{
    struct division *division = handing->division;
    enum li_err code = LI_OK;
    int left = WEIGHED_AT_ONCE;
    (void)li;
    *more = false;
    for (size_t i = 0; handing->scales && i < division->share_count && !code; i++) {
        struct share *share = &division->shares[i];
        if (share->role || share->load.affiliates > 0)
            continue;
        if ((*more = left-- == 0))
            return LI_OK;
        code = scales_weigh(handing->scales, &share->affiliate, &share->load, err);
    }
    scales_free(handing->scales);
    handing->scales = NULL;
    return code;
}

enum li_err handing_keep(struct handing *handing, struct li *li, struct li_error *err)
{
    bool unkept = handing->unkept;
    handing->unkept = false;
    return unkept ? division_keep(li, handing->division, err) : LI_OK;
}

enum li_err handing_drop(struct handing *handing, struct li *li, struct li_error *err)
{
    handing->unkept = false;
    return division_drop(li, &handing->scope, err);
}

enum li_err handing_save(struct handing *handing, struct li *li, struct li_error *err)
{
    struct moved moved;
    enum li_err code = handing_settle_day(handing, li, err);
    if (!code)
        code = division_save(li, handing->division, &moved, err);
    return code ? code : handing_drop(handing, li, err);
}
