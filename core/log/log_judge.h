/*
 * log_judge.h: a record checked before it is logged.
 */
#ifndef LI_CORE_LOG_LOG_JUDGE_H
#define LI_CORE_LOG_LOG_JUDGE_H

#include "core/record/record.h"

/* LI_REFUSED: the first rule that the record breaks; *field is the field's number, -1: none. */
enum li_err log_judge(
    struct context *context, const struct record *record, int *field, struct li_error *err);

#endif
