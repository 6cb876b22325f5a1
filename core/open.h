/*
 * open.h: the life of a context: a database created, opened, opened as of a day, closed.
 */
#ifndef LI_CORE_OPEN_H
#define LI_CORE_OPEN_H

#include "core/context/context.h"
#include "data/base/progress.h"

struct context_options {
    const char *path;
    enum store_mode mode;
    const char *config;   /* the settings file; NULL: none */
    bool config_named;    /* a person named it, so a missing file is a mistake */
    const char *as;       /* who is at work; NULL: as stored in the database */
    day_t today;          /* DAY_NONE: the clock's */
    progress_fn progress; /* told while the journal is migrated or the cache rebuilt, which may
                                  take minutes; may be NULL */
    void *progress_arg;
    void (*notify)(void *arg, const char *notice); /* told on closing what a person should know
                                                      (store_take_notice); may be NULL */
    void *notify_arg;
};

/* Opens the database with SQL functions and cache in place. A mistake in the settings file does not
   stop it: see core/context/settings.h. Opened for reading, a database that an older liaise left is
   first brought up to date by writing. The caller closes *out, which is NULL on failure. */
enum li_err context_open(
    struct context **out, const struct context_options *options, struct li_error *err);
void context_close(struct context *context); /* NULL is allowed */

/* Creates a database at path, seeded with the reference data as one journal entry. org and you may
   be NULL. */
enum li_err context_create(
    const char *path, const char *org, const char *you, struct li_error *err);

/* Opens the records as they were at the end of a day, read only, as another context; the caller
   closes it. progress (may be NULL) counts steps; what it stops ends with LI_INTERRUPTED. */
enum li_err context_as_of(struct context *context, day_t day, progress_fn progress, void *arg,
    struct context **out, struct li_error *err);

#endif
