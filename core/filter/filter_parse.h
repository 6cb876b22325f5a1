/*
 * filter_parse.h: a filter's text split into terms; fields are not looked up yet.
 */
#ifndef LI_CORE_FILTER_FILTER_PARSE_H
#define LI_CORE_FILTER_FILTER_PARSE_H

#include "data/base/error.h"
#include <stdbool.h>
#include <stddef.h>

enum filter_sign { TEST_IS, TEST_BELOW, TEST_UP_TO, TEST_ABOVE, TEST_FROM };
extern const char *const filter_parse_signs[]; /* SQL's and the filter's own: = < <= > >= */

/* One of the values between commas. */
struct filter_value {
    enum filter_sign how;
    char *text;
    bool quoted; /* means itself: no sign, no "none" */
};

struct filter_term {
    bool negated;
    char *source; /* as typed, for messages */
    char *field;  /* "due", "affiliate.region"; NULL: list[0] is a bare word or a phrase */
    struct filter_value *list;
    size_t count;
};

struct filter_terms {
    struct filter_term *list;
    size_t count;
};

/* Refuses only a field without a value, and more values than SQL takes. An open quotation mark
   reaches to the end, so that a filter works while it is being typed. NULL: no terms. */
enum li_err filter_parse(const char *text, struct filter_terms *out, struct li_error *err);
void filter_parse_free(struct filter_terms *terms);

#endif
