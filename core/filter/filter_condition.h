/*
 * filter_condition.h: an SQL condition while it is written, with the values to bind.
 */
#ifndef LI_CORE_FILTER_FILTER_CONDITION_H
#define LI_CORE_FILTER_FILTER_CONDITION_H

#include "core/filter/filter_parse.h"
#include <stdio.h>

/* SQL being written and the values for its parameters ?1, ?2 ... */
struct filter_condition {
    FILE *sql;
    char **bound; /* text; an id in its 36 characters binds as its bytes */
    size_t count;
    bool follows; /* references are followed record by record instead of starting from all records
                     they can lead to: slower for all matches, faster to the first */
};

/* Takes a copy of text. Returns the parameter's number. */
int filter_condition_bind(struct filter_condition *condition, const char *text);

/* LI_USAGE with a message that begins with the term as typed. */
enum li_err filter_condition_refuse(struct li_error *err, const struct filter_term *term,
    const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
