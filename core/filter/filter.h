/*
 * filter.h: the query language of `/` and of `liaise list`, turned into SQL with bound values.
 *
 * words · "a phrase" · -term · field:value · field:a,b · field>10 < >= <= · field:2026-01..2026-03
 * · field:none · is:mine · is:archived · ref.field:value. See CLI.md, Filters.
 */
#ifndef LI_CORE_FILTER_FILTER_H
#define LI_CORE_FILTER_FILTER_H

#include "core/context/context.h"
#include "core/filter/filter_parse.h"
#include "core/schema/kind.h"
#include "data/store/query.h"

struct filter;

/* When the cache row k of each record (cache_table.h) is read first and leads to the record r.
   Where the filter looks at the cache itself, it always is. */
enum filter_way {
    FILTER_BY_RECORD, /* only there */
    FILTER_BY_EITHER, /* unless an index leads to the few records that can match */
    FILTER_BY_CACHE,  /* wherever the kind is cached */
};

/* Makes a filter of terms; none: everything not archived. An unknown field is refused with the
   nearest (LI_USAGE). The terms are not needed afterwards. The caller frees *out, which is NULL on
   failure. */
enum li_err filter_new(struct context *context, const struct kind *kind,
    const struct filter_terms *terms, enum filter_way way, struct filter **out,
    struct li_error *err);
void filter_free(struct filter *filter);

/* Its kind where k is read; NULL: it is not. */
const struct kind *filter_cached(const struct filter *filter);
/* Whether an index leads to the few records that can match, since the filter names a record that
   they refer to. */
bool filter_narrow(const struct filter *filter);
/* The text after FROM. record: whether r is used outside the filter, too. The caller frees it. */
char *filter_from(const struct filter *filter, bool record);
const char *filter_rowid(const struct filter *filter);
/* A condition over those rows, parameters as ?1, ?2 ... in order; never empty. */
const char *filter_sql(const struct filter *filter);
/* Whether archived records were asked for. */
bool filter_archived(const struct filter *filter);
/* Binds the values, from parameter 1 on. Returns the number of the next free parameter. */
int filter_bind(const struct filter *filter, struct query *query);

#endif
