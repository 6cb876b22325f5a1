/*
 * filter_word.h: a word after "is:" in a filter, such as is:mine. Floors above define them in a
 * const table, which opening puts in context->filter_words. is:archived is built in.
 */
#ifndef LI_CORE_FILTER_FILTER_WORD_H
#define LI_CORE_FILTER_FILTER_WORD_H

#include "core/context/context.h"
#include "core/filter/filter_condition.h"
#include "core/schema/kind.h"

struct filter_word {
    const char *name; /* "mine"; NULL ends the table */
    bool narrow;      /* an index leads to the few records for which it holds */
    /* Writes what holds for those records: a condition over the row r of the kind, its values bound
       by filter_condition_bind. */
    enum li_err (*write)(struct context *context, const struct kind *kind,
        struct filter_condition *condition, struct li_error *err);
};

#endif
