/*
 * record_check.h: a record judged by the rules of its kind.
 */
#ifndef LI_CORE_RECORD_RECORD_CHECK_H
#define LI_CORE_RECORD_RECORD_CHECK_H

#include "core/record/record.h"

/* Calls problem (may be NULL) for each rule that the record breaks, those of single fields first.
   Returns their number. */
int record_check(
    struct context *context, const struct record *record, kind_problem problem, void *arg);

/* LI_REFUSED: the first rule that it breaks, as a sentence. */
enum li_err record_judge(
    struct context *context, const struct record *record, struct li_error *err);

#endif
