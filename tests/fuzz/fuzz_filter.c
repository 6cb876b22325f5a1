/*
 * fuzz_filter.c: a filter that is read is SQL that runs, finds the same whichever way it is led,
 * finds the same when it is put together again from its terms, and turned round finds all the rest.
 *
 * The input's first line is the kind's name.
 */
#include "core/filter/filter.h"
#include "core/filter/filter_parse.h"
#include "core/kind/kinds.h"
#include "data/base/memory.h"
#include "tests/fuzz/fuzz.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct found {
    int64_t count;
    bool archived;
};

static bool finds(const struct kind *kind, const char *text, enum filter_way way, struct found *out,
    struct li_error *err)
{
    struct context *context = fuzz_office();
    struct filter *filter;
    struct filter_terms terms;
    bool made =
        !filter_parse(text, &terms, err) && !filter_new(context, kind, &terms, way, &filter, err);
    filter_parse_free(&terms);
    if (!made)
        return false;
    char *from = filter_from(filter, false);
    char *sql = li_format("SELECT count(*) FROM %s WHERE %s", from, filter_sql(filter));
    struct query *query = query_new(context->store, sql, err);
    HOLDS(query);
    filter_bind(filter, query);
    HOLDS(query_step(query, err) == 1);
    *out = (struct found){query_int(query, 0), filter_archived(filter)};
    query_free(query);
    free(sql);
    free(from);
    filter_free(filter);
    return true;
}

/* The terms as they were written, with one blank between. */
static char *joined(const struct filter_terms *terms)
{
    char *text = NULL;
    FILE *out = li_text_open(&text);
    for (size_t i = 0; i < terms->count; i++)
        fprintf(out, "%s%s", i ? " " : "", terms->list[i].source);
    li_text_close(out);
    return text;
}

static void finds_so_many(
    const struct kind *kind, const char *text, enum filter_way way, int64_t count)
{
    struct li_error err = {0};
    struct found found = {0};
    HOLDS(finds(kind, text, way, &found, &err));
    HOLDS(found.count == count);
}

/* What a single term finds and what it finds turned round is all there is. */
static void turns_round(const struct kind *kind, const struct filter_term *term, struct found found)
{
    struct li_error err = {0};
    struct found all = {0}, rest = {0};
    char *turned = li_format("-%s", term->source);
    if (!found.archived && !term->negated && *term->source != '-' &&
        finds(kind, turned, FILTER_BY_EITHER, &rest, &err)) {
        HOLDS(finds(kind, "", FILTER_BY_EITHER, &all, &err));
        HOLDS(found.count + rest.count == all.count);
    }
    free(turned);
}

static void is_consistent(const struct kind *kind, const char *text, struct found found)
{
    struct li_error err = {0};
    struct filter_terms terms;
    finds_so_many(kind, text, FILTER_BY_RECORD, found.count);
    finds_so_many(kind, text, FILTER_BY_CACHE, found.count);
    HOLDS(filter_parse(text, &terms, &err) == LI_OK);
    char *again = joined(&terms);
    finds_so_many(kind, again, FILTER_BY_EITHER, found.count);
    if (terms.count == 1)
        turns_round(kind, &terms.list[0], found);
    free(again);
    filter_parse_free(&terms);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct li_error err = {0};
    struct found found = {0};
    char *line = fuzz_text(data, size), *text;
    kinds_begin();
    const struct kind *kind = kind_find(fuzz_first_line(line, &text));
    kind = kind ? kind : kinds[0];
    if (finds(kind, text, FILTER_BY_EITHER, &found, &err))
        is_consistent(kind, text, found);
    else
        fuzz_told(&err);
    free(line);
    return 0;
}
