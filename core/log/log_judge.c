/*
 * log_judge.c: the first rule that a record breaks, and its field.
 */
#include "core/log/log_judge.h"
#include "core/record/record_check.h"
#include <assert.h>

struct log_problem {
    int *field;
    struct li_error why;
};

static void log_judge_first(void *arg, int field, const char *message)
{
    struct log_problem *problem = arg;
    if (problem->why.code)
        return;
    *problem->field = field;
    li_fail(&problem->why, LI_REFUSED, "%s", message);
}

enum li_err log_judge(
    struct context *context, const struct record *record, int *field, struct li_error *err)
{
    assert(record && field);
    struct log_problem problem = {.field = field};
    if (record_check(context, record, log_judge_first, &problem) == 0)
        return LI_OK;
    return li_fail(err, LI_REFUSED, "%s", problem.why.message);
}
