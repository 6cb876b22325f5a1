/*
 * filter.h: the query language of `/` and of `liaise list`, turned into SQL with bound values.
 *
 * words · "a phrase" · -term · field:value · field:a,b · field>10 < >= <= · field:2026-01..2026-03
 * · field:none · is:mine · is:archived · ref.field:value. See CLI.md, Filters.
 */
#ifndef LI_FILTER_H
#define LI_FILTER_H

#include "../data/query.h"
#include "kind.h"
#include "liaise.h"

struct filter;

/* Reads text (NULL or blank: everything not archived). An unknown field is refused with the
   nearest. The caller frees *out. */
enum li_err filter_read(struct li *li, const struct kind *kind, const char *text,
    struct filter **out, struct li_error *err);
void filter_free(struct filter *filter);

/* What stands after FROM: the kind's table as r, and its folded words when words are looked for. */
const char *filter_from(const struct filter *filter);
/* A condition over those rows, parameters as ?1, ?2 ... in order; never empty. */
const char *filter_sql(const struct filter *filter);
/* Whether archived records were asked for. */
bool filter_archived(const struct filter *filter);
/* Binds the values, from parameter 1 on. Returns the number of the next free parameter. */
int filter_bind(const struct filter *filter, struct query *query);

#endif
