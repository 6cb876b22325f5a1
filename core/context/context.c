/*
 * context.c: what the settings and the clock say of an open database.
 */
#include "core/context/context.h"
#include "data/base/memory.h"
#include "data/database/fact.h"
#include <assert.h>

bool context_new_day(struct context *context)
{
    assert(context);
    day_t now = context->day_fixed ? context->today : date_now();
    bool begun = now != context->today;
    context->today = now;
    return begun;
}

enum li_err context_org(struct context *context, char **org, struct li_error *err)
{
    struct li_error own = {0};
    assert(context && context->store && org);
    enum li_err code = fact_load(context->store, "org", org, err ? err : &own);
    if (!code && !*org)
        *org = li_strdup("Our organization");
    return code;
}

enum date_order context_dates(const struct context *context)
{
    assert(context);
    return setting_dates(&context->settings);
}

struct pace_limits context_limits(const struct context *context)
{
    assert(context);
    return (struct pace_limits){
        .on_track = setting_number(&context->settings, SETTING_ON_TRACK),
        .at_risk = setting_number(&context->settings, SETTING_AT_RISK),
        .stale_cadences = setting_number(&context->settings, SETTING_STALE),
    };
}

struct affiliate_health_rules context_rules(const struct context *context)
{
    assert(context);
    struct affiliate_health_rules rules = {.pace = context_limits(context),
        .contact_days = (int)setting_number(&context->settings, SETTING_CONTACT_DAYS)};
    for (int part = 0; part < AFFILIATE_PARTS; part++)
        rules.weight[part] =
            setting_number(&context->settings, (enum setting)(SETTING_WEIGHT_GOALS + part));
    return rules;
}
