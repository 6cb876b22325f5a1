/*
 * filter_test.h: one term of a filter as an SQL condition over a row r.
 */
#ifndef LI_CORE_FILTER_FILTER_TEST_H
#define LI_CORE_FILTER_FILTER_TEST_H

#include "core/context/context.h"
#include "core/filter/filter_condition.h"
#include "core/schema/kind.h"

/* Writes what holds for the records whose field (or ref.field) passes the term, which names one.
   cached: the kind if the cache row k of the record is joined; NULL: it is not. LI_USAGE: no
   such field, or no such value. */
enum li_err filter_test_term(struct filter_condition *condition, struct context *context,
    const struct kind *kind, const struct kind *cached, const struct filter_term *term,
    struct li_error *err);

/* Whether the words in the cache row k narrow down which records can pass: the field is one of
   those searched. */
bool filter_test_words_tell(const struct field *field, const struct filter_term *term);

#endif
