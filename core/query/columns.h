/*
 * columns.h: the columns of a list: parsed from their names, written as SQL.
 */
#ifndef LI_CORE_QUERY_COLUMNS_H
#define LI_CORE_QUERY_COLUMNS_H

#include "core/base/date_show.h"
#include "core/schema/kind.h"
#include <stdio.h>

struct column {
    const struct field *field; /* what is shown */
    const struct field *via;   /* the reference followed to reach it; NULL: the record's own */
    char *name;                /* "region", "affiliate.region" */
    char *label;               /* "Region", "Affiliate region" */
    enum date_order dates;     /* how its days are shown; DATE_ISO until columns_show_dates */
};

struct columns {
    struct column *list;
    size_t count;
    bool exact; /* fractions stay numbers: 0.43 where people read 43% */
};

/* Parses "code,name,affiliate.region"; NULL or "": the kind's listed fields. "id" is a column
   too. */
enum li_err columns_parse(
    const struct kind *kind, const char *names, struct columns *out, struct li_error *err);
void columns_free(struct columns *columns);

/* Days are shown in that order by the code that prints the cells. */
void columns_show_dates(struct columns *columns, enum date_order dates);

/* A cell as it is written out: a day by the column's order, all else as it is. NULL stays NULL. */
const char *column_show(const struct column *column, const char *cell, char out[DATE_SHOWN_SIZE]);

extern const struct field column_id; /* "id", which is a column of every kind */

/* The same for one name; the caller frees it. */
enum li_err column_parse(
    const struct kind *kind, const char *name, struct column *out, struct li_error *err);
void column_free(struct column *column);

/* Every field of the kind, or the listed ones, as columns. */
void columns_of(const struct kind *kind, bool all, struct columns *out);

/* Calls visit for each name in a list such as "a,-b". */
enum li_err columns_each(const char *names,
    enum li_err (*visit)(void *arg, const char *name, struct li_error *err), void *arg,
    struct li_error *err);

/* Whether the cache (cache_table.h) holds the column. */
bool column_is_cached(const struct column *column);

/* How a field is written into SQL: a function like those of field_sql.h. */
typedef void (*column_writing)(const struct field *field, const struct kind *cached, FILE *out);

/* As people read it, in full. */
void column_write_exact(const struct field *field, const struct kind *cached, FILE *out);

/* Writes the column's field by write, over the row r. */
void column_write(
    const struct column *column, column_writing write, const struct kind *cached, FILE *out);

/* As SELECT shows them to people: the id, whether it is archived, then the columns. The caller
   frees it. */
char *columns_shown(const struct columns *columns, const struct kind *cached);

/* A JSON object by the contract; columns NULL: every field. archived: with archived_on as its last.
   The caller frees it. */
char *columns_object(const struct kind *kind, const struct columns *columns,
    const struct kind *cached, bool archived);

#endif
