/*
 * cmd_check.h: what `liaise check` looks at, for whoever must know before going on.
 */
#ifndef LI_CLI_CMD_CHECK_H
#define LI_CLI_CMD_CHECK_H

#include "core/check/check.h"

/* check_database with a meter; each finding is given to say. */
enum li_err checking_run(struct context *context, unsigned skipped,
    void (*say)(const char *finding), struct check_found *out, struct li_error *err);

#endif
