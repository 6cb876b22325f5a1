/*
 * record_list.c: read one after another by one query.
 */
#include "core/record/record_list.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>

void records_add(struct records *records, struct record *record)
{
    assert(records && record);
    records->list = li_realloc(records->list, records->count + 1, sizeof *records->list);
    records->list[records->count++] = record;
}

enum li_err records_load(struct context *context, const struct kind *kind, const char *terms,
    const struct id *id, struct records *out, struct li_error *err)
{
    assert(context && kind && terms && id && out);
    *out = (struct records){0};
    struct query *query = record_where(context, kind, terms, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, id);
    int step;
    while ((step = query_step(query, err)) > 0)
        records_add(out, record_at(kind, query));
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

void records_free(struct records *records)
{
    assert(records);
    for (size_t i = 0; i < records->count; i++)
        record_free(records->list[i]);
    free(records->list);
    *records = (struct records){0};
}
