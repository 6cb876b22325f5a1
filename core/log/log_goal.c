/*
 * log_goal.c: a goal's record and its facts.
 */
#include "core/log/log_goal.h"
#include "core/kind/goal.h"
#include "core/kind/goal_facts.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include "data/store/transaction.h"
#include <assert.h>
#include <stdlib.h>

static void log_goal_take(struct log_goal *goal, const struct record *record)
{
    const char *affiliate = record_get(record, GOAL_AFFILIATE);
    goal->id = record->id;
    goal->title = li_strdup(record_get(record, GOAL_TITLE));
    goal->unit = li_strdup(record_get(record, GOAL_UNIT));
    goal->archived = record->archived_on != DAY_NONE;
    if (affiliate)
        id_parse(affiliate, &goal->affiliate);
}

static enum li_err log_goal_read(
    struct context *context, const struct id *id, struct log_goal *goal, struct li_error *err)
{
    struct record *record;
    struct log_goal loaded = {.version = store_version(context->store)};
    enum li_err code = record_load(context, &kind_goal, id, &record, err);
    if (!code) {
        log_goal_take(&loaded, record);
        code = goal_facts_load(context, id, &loaded.facts, err);
    }
    record_free(record);
    log_goal_clear(code ? &loaded : goal);
    if (!code)
        *goal = loaded;
    return code;
}

enum li_err log_goal_load(
    struct context *context, const struct id *id, struct log_goal *goal, struct li_error *err)
{
    bool began;
    struct li_error own = {0};
    assert(context && id && goal);
    err = err ? err : &own;
    enum li_err code = transaction_begin_read(context->store, &began, err);
    if (!code)
        code = log_goal_read(context, id, goal, err);
    transaction_end_read(context->store, began);
    return code;
}

void log_goal_clear(struct log_goal *goal)
{
    assert(goal);
    free(goal->title);
    free(goal->unit);
    *goal = (struct log_goal){0};
}

enum li_err log_goal_refresh(struct context *context, struct log_goal *goal, struct li_error *err)
{
    assert(context && goal && goal->title);
    const struct id id = goal->id; /* which loading replaces */
    return store_version(context->store) == goal->version ? LI_OK
                                                          : log_goal_load(context, &id, goal, err);
}
