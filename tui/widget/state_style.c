/*
 * state_style.c: healths and states by their names. Only computed fields are colored: an entered
 * value is no judgment.
 */
#include "tui/widget/state_style.h"
#include "core/base/name.h"
#include "core/health/agreement_state.h"
#include <assert.h>

static const enum style state_health_styles[HEALTH_COUNT] = {
    [HEALTH_NONE] = STYLE_MUTED,
    [HEALTH_MET] = STYLE_GOOD,
    [HEALTH_NOT_STARTED] = STYLE_MUTED,
    [HEALTH_OVERDUE] = STYLE_BAD,
    [HEALTH_NO_DATA] = STYLE_WARN,
    [HEALTH_STALE] = STYLE_WARN,
    [HEALTH_ON_TRACK] = STYLE_GOOD,
    [HEALTH_AT_RISK] = STYLE_WARN,
    [HEALTH_OFF_TRACK] = STYLE_BAD,
};

static const enum style state_styles[AGREEMENT_STATE_COUNT] = {
    [AGREEMENT_DRAFT] = STYLE_MUTED,
    [AGREEMENT_IN_FORCE] = STYLE_GOOD,
    [AGREEMENT_DUE] = STYLE_WARN,
    [AGREEMENT_LAPSED] = STYLE_BAD,
    [AGREEMENT_RENEWED] = STYLE_MUTED,
    [AGREEMENT_ENDED] = STYLE_MUTED,
};

enum style state_style_health(enum health health)
{
    assert((unsigned)health < HEALTH_COUNT);
    return state_health_styles[health];
}

enum style state_style_word(const struct field *field, const char *word)
{
    assert(field && word);
    if (!field->sql || field->type != FIELD_CHOICE || !*word)
        return STYLE_TEXT;
    int health = name_find(health_names, word);
    if (health > HEALTH_NONE)
        return state_style_health((enum health)health);
    int state = name_find(agreement_state_names, word);
    return state >= 0 ? state_styles[state] : STYLE_TEXT;
}
