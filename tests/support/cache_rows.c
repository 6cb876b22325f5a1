/*
 * cache_rows.c: the whole cache as text, before it is rebuilt and after.
 */
#include "tests/support/cache_rows.h"
#include "core/cache/cache_check.h"
#include "core/cache/cache_schema.h"
#include "core/cache/cache_table.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include "tests/support/check.h"
#include <stdio.h>
#include <stdlib.h>

/* The whole cache as one text. */
static char *cache_rows_text(struct office *office)
{
    char *text = NULL;
    FILE *out = li_text_open(&text);
    for (size_t i = 0; i < kind_count; i++) {
        if (!cache_table_has(kinds[i]))
            continue;
        struct li_error err;
        char *sql = li_format("SELECT * FROM local_cache_%s", kinds[i]->name);
        struct query *rows = query_new(office->context->store, sql, &err);
        fprintf(out, "%s:\n", kinds[i]->name);
        while (query_step(rows, &err) > 0)
            for (int c = 0; c < query_columns(rows); c++) {
                const char *cell = query_text(rows, c);
                fprintf(out, "%s%c", cell ? cell : "-", c + 1 < query_columns(rows) ? '|' : '\n');
            }
        query_free(rows);
        free(sql);
    }
    li_text_close(out);
    return text;
}

static void say_finding(void *arg, const char *finding)
{
    (void)arg;
    fail_msg("%s", finding);
}

void cache_rows_expect_right(struct office *office)
{
    struct li_error err;
    assert_int_equal(cache_check_rows(office->context, say_finding, NULL, &err), LI_OK);
}

void cache_rows_expect_rebuilt(struct office *office)
{
    struct li_error err;
    char *before = cache_rows_text(office);
    cache_rows_expect_right(office);
    if (cache_schema_rebuild(office->context, NULL, NULL, &err) != LI_OK)
        fail_msg("%s", err.message);
    char *built = cache_rows_text(office);
    assert_string_equal(before, built);
    free(before);
    free(built);
}
