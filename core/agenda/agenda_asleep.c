/*
 * agenda_asleep.c: the lines that are snoozed today.
 */
#include "core/agenda/agenda_internal.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static int agenda_compare_rows(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

/* about: "renewal:0190..."; other texts, which only another program can have written, are ignored.
 */
static enum li_err agenda_add_snooze(struct agenda *agenda, const char *about, struct li_error *err)
{
    const char *colon = strchr(about, ':');
    int topic = colon ? topic_find(about, (size_t)(colon - about)) : -1;
    struct id id;
    if (topic < 0 || !id_parse(colon + 1, &id))
        return LI_OK;
    struct agenda_result *result = &agenda->results[topic];
    char *sql = li_format("SELECT rowid FROM \"%s\" WHERE id = ?1", topic_table(result->topic));
    struct query *query = query_new(agenda->context->store, sql, err);
    free(sql);
    if (!query)
        return err->code;
    query_bind_id(query, 1, &id);
    int step; /* a record may have several lines of a topic */
    while ((step = query_step(query, err)) > 0)
        vector_add(&result->asleep, query_int(query, 0));
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

enum li_err agenda_load_snoozes(struct agenda *agenda, struct li_error *err)
{
    assert(agenda);
    for (int topic = 0; topic < TOPIC_COUNT; topic++)
        vector_clear(&agenda->results[topic].asleep);
    struct query *query = query_new(agenda->context->store,
        "SELECT about FROM snooze WHERE until > today() AND archived_on IS NULL", err);
    enum li_err code = query ? LI_OK : err->code;
    int step = 0;
    while (!code && (step = query_step(query, err)) > 0)
        code = agenda_add_snooze(agenda, query_text(query, 0), err);
    query_free(query);
    for (int topic = 0; topic < TOPIC_COUNT; topic++) {
        struct vector *asleep = &agenda->results[topic].asleep;
        if (asleep->count > 0)
            qsort(asleep->rows, asleep->count, sizeof *asleep->rows, agenda_compare_rows);
    }
    return code ? code : step < 0 ? err->code : LI_OK;
}

bool agenda_is_asleep(const struct agenda_result *result, int64_t row)
{
    assert(result);
    const struct vector *asleep = &result->asleep;
    return asleep->count > 0 &&
           bsearch(&row, asleep->rows, asleep->count, sizeof row, agenda_compare_rows);
}
