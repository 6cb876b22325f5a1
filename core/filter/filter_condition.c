/*
 * filter_condition.c: the values of a condition, and errors that quote the term.
 */
#include "core/filter/filter_condition.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>

int filter_condition_bind(struct filter_condition *condition, const char *text)
{
    assert(condition && text);
    condition->bound = li_realloc(condition->bound, condition->count + 1, sizeof *condition->bound);
    condition->bound[condition->count++] = li_strdup(text);
    return (int)condition->count;
}

enum li_err filter_condition_refuse(
    struct li_error *err, const struct filter_term *term, const char *format, ...)
{
    assert(term && term->source && format);
    va_list args;
    va_start(args, format);
    char *why = li_vformat(format, args);
    va_end(args);
    enum li_err code = li_fail(err, LI_USAGE, "In %s: %s", term->source, why);
    free(why);
    return code;
}
