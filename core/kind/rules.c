/*
 * rules.c: rules that several kinds have, and their words.
 */
#include "rules.h"
#include "../../data/memory.h"
#include "../record.h"
#include "../text.h"
#include <stdlib.h>

void rule_in_order(
    const struct record *record, int first, int last, kind_problem problem, void *arg)
{
    const struct field *fields = record->kind->fields;
    day_t from = record_day(record, first), to = record_day(record, last);
    if (from == DAY_NONE || to == DAY_NONE || from <= to)
        return;
    char *before = text_fold(fields[first].label);
    char *message = li_format(
        "%s must not be before %s (%s).", fields[last].label, before, record_get(record, first));
    problem(arg, last, message);
    free(message);
    free(before);
}
