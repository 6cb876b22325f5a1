/*
 * cache_day.c: the fact "held_on".
 */
#include "core/cache/cache_day.h"
#include "core/base/date.h"
#include "data/database/fact.h"
#include "data/store/query.h"
#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

/* The version is asked for first: where another program forgets the day meanwhile, that is not the
   version any more. */
bool cache_day_load(struct context *context)
{
    assert(context && context->store);
    struct li_error unseen;
    char *stored, today[DAY_TEXT_SIZE];
    int64_t version = store_version(context->store);
    if (fact_load(context->store, "held_on", &stored, &unseen))
        return false;
    bool holds = stored && strcmp(stored, date_text(context->today, today)) == 0;
    free(stored);
    if (holds) {
        context->refreshed.day = context->today;
        context->refreshed.version = version;
    }
    return holds;
}

enum li_err cache_day_save(struct context *context, struct li_error *err)
{
    assert(context && !sqlite3_get_autocommit(store_db(context->store)));
    char today[DAY_TEXT_SIZE];
    return fact_save(context->store, "held_on", date_text(context->today, today), err);
}

enum li_err cache_day_forget_others(struct context *context, struct li_error *err)
{
    assert(context && !sqlite3_get_autocommit(store_db(context->store)));
    char today[DAY_TEXT_SIZE];
    struct query *query = query_new(
        context->store, "DELETE FROM local_fact WHERE name = 'held_on' AND value <> ?1", err);
    if (!query)
        return err->code;
    query_bind_text(query, 1, date_text(context->today, today));
    enum li_err code = query_finish(query, err);
    query_free(query);
    return code;
}
