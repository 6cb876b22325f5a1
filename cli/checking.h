/*
 * checking.h: what `liaise check` looks at, for whoever must know before going on.
 */
#ifndef LI_CHECKING_H
#define LI_CHECKING_H

#include "../core/check.h"

/* li_check with a meter; each finding is given to say. */
enum li_err checking_run(struct li *li, unsigned skipped, void (*say)(const char *finding),
    struct check_found *out, struct li_error *err);

#endif
