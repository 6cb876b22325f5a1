/*
 * broken.h: records that break a rule of their kind, judged one by one.
 *
 * A form refuses such a record. Still, two changes that each passed a form may make one when they
 * are merged, and so may a change of a record it refers to.
 */
#ifndef LI_CORE_CHECK_BROKEN_H
#define LI_CORE_CHECK_BROKEN_H

#include "core/record/record.h"
#include "data/base/progress.h"

/* The first rule that the record breaks, as a sentence for the caller to free; NULL: none. The
   record has been loaded and not changed since. A code that several records share breaks none, nor
   does a date one day ahead, since it may be tomorrow already where it was written. */
char *broken_rule(struct context *context, struct record *record);

/* Gives each record of the database that breaks a rule, with the rule. progress counts records;
   what it stops ends with LI_INTERRUPTED. */
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
