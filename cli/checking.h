/*
 * checking.h: what `liaise check` looks at, for whoever must know before going on.
 */
#ifndef LI_CHECKING_H
#define LI_CHECKING_H

#include "../core/liaise.h"

struct checked {
    int64_t damage;   /* findings in the file, its references or its journal */
    int64_t outdated; /* in what is only kept of the records, and can be made anew */
};

/* Looks at everything, with a meter, and gives each finding to say. Damage that stopped the search
   is a finding, not a failure. rebuild makes what is kept of the records anew before it is
   compared.
 */
enum li_err checking_run(struct li *li, bool rebuild, void (*say)(const char *finding),
    struct checked *out, struct li_error *err);

#endif
