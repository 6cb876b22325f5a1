/*
 * metered_check.h: check_database with a progress meter, for `check` and `restore-backup`.
 */
#ifndef LI_CLI_METERED_CHECK_H
#define LI_CLI_METERED_CHECK_H

#include "core/check/check.h"

/* skipped: CHECK_SKIP() of the parts to leave out. say gets each finding, one line of text. */
enum li_err metered_check_run(struct context *context, unsigned skipped,
    void (*say)(const char *finding), struct check_found *out, struct li_error *err);

#endif
