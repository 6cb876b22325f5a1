/*
 * cache_check.c: the cache compared with the records, and its schema with that of a new database.
 */
#include "core/cache/cache_check.h"
#include "core/cache/cache_schema.h"
#include "core/cache/cache_sql.h"
#include "core/cache/cache_table.h"
#include "core/function/sql_functions.h"
#include "data/base/memory.h"
#include "data/database/schema_check.h"
#include "data/journal/scratch.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

enum li_err cache_check_schema(struct context *context, void (*say)(void *arg, const char *finding),
    void *arg, struct li_error *err)
{
    assert(context && say);
    struct context model = {
        .today = context->today, .day_fixed = true, .extension = context->extension};
    enum li_err code = scratch_open(&model.store, sql_functions_add, &model, err);
    settings_read(&model.settings, NULL, false);
    if (!code)
        code = cache_schema_ensure(&model, NULL, NULL, err);
    if (!code)
        code = schema_check(context->store, model.store, say, arg, err);
    store_close(model.store);
    settings_free(&model.settings);
    return code;
}

enum li_err cache_check_rows(struct context *context, void (*say)(void *arg, const char *finding),
    void *arg, struct li_error *err)
{
    size_t at = 0;
    enum li_err code = LI_OK;
    assert(context && say);
    for (const struct kind *kind; !code && (kind = cache_table_next(&at));) {
        char *text = NULL;
        FILE *sql = li_text_open(&text);
        cache_sql_write_differences(kind, sql);
        li_text_close(sql);
        struct query *query = query_new(context->store, text, err);
        code = query && query_step(query, err) > 0 ? LI_OK : err->code;
        int64_t count = code ? 0 : query_int(query, 0);
        query_free(query);
        free(text);
        if (count > 0) {
            char *finding = li_format("The search index is out of date for %lld %s; run `liaise "
                                      "check --rebuild` to rebuild it.",
                (long long)count, count == 1 ? kind->name : kind->plural);
            say(arg, finding);
            free(finding);
        }
    }
    return code;
}
