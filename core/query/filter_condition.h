/*
 * filter_condition.h: one test of a filter as an SQL condition over a row r, with its values to
 * bind.
 */
#ifndef LI_CORE_QUERY_FILTER_CONDITION_H
#define LI_CORE_QUERY_FILTER_CONDITION_H

#include "core/context/context.h"
#include "core/query/filter_parse.h"
#include "core/schema/kind.h"
#include <stdio.h>

/* SQL being written and the values for its parameters ?1, ?2 ... */
struct condition {
    FILE *sql;
    char **bound; /* text; an id in its 36 characters binds as its bytes */
    size_t count;
    bool follows; /* a step is taken from record to record, not from all the records it can lead to:
                     slower for all of them, quicker to the first */
};

/* Takes a copy of text. Returns the parameter's number. */
int filter_condition_bind(struct condition *condition, const char *text);

/* Writes what holds for the records whose field (or ref.field) passes the term. kept: the kind
   where the row k of what is kept of the record is at hand; NULL: it is not. */
enum li_err filter_test(struct condition *condition, struct context *context,
    const struct kind *kind, const struct kind *kept, const struct term *term,
    struct li_error *err);

/* LI_USAGE with a sentence that begins with the term as it was written. */
enum li_err filter_wrong(struct li_error *err, const struct term *term, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
