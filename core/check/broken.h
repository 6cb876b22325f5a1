/*
 * broken.h: finds records that break a rule of their kind.
 *
 * A form refuses such a record. Still, two changes that each passed a form can make one when they
 * are merged, and so can a change of a record that it refers to.
 */
#ifndef LI_CORE_CHECK_BROKEN_H
#define LI_CORE_CHECK_BROKEN_H

#include "core/record/record.h"
#include "data/base/progress.h"

/* The first rule that the record breaks, as a sentence that the caller frees; NULL: none. The
   record must be as it was loaded. A code that several records share breaks no rule, nor does a
   date one day ahead: it may be tomorrow already where that was written. */
char *broken_rule(struct context *context, struct record *record);

/* Calls give for each record of the database that breaks a rule; any result but LI_OK stops. The
   record and the rule are valid during the call. progress counts records; if it returns false, the
   result is LI_INTERRUPTED. */
struct broken_observer {
    enum li_err (*give)(
        void *arg, const struct record *record, const char *rule, struct li_error *err);
    void *arg;
    progress_fn progress; /* may be NULL */
    void *progress_arg;
};
enum li_err broken_sweep(
    struct context *context, const struct broken_observer *observer, struct li_error *err);

#endif
