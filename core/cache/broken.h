/*
 * broken.h: records that break a rule of their kind.
 *
 * A form refuses such a record, but two changes that each passed one may make it once they are put
 * together, as may a change of what the record refers to. Those that do are listed in local_broken:
 * the pass before each commit (settle.h) judges what was put together, and whatever a trigger found
 * to lean on what was changed. Whether one that is listed still breaks a rule is judged whenever it
 * is read, so that whoever corrects it need not know.
 */
#ifndef LI_CORE_CACHE_BROKEN_H
#define LI_CORE_CACHE_BROKEN_H

#include "core/record/record.h"
#include <stdio.h>

/* The first rule that the record breaks, loaded and not changed since; NULL: none. Codes that
   several share break none, nor does what is a day ahead: it may be tomorrow where it was written.
   The caller frees it. */
char *broken_rule(struct context *context, struct record *record);

/* Gives each record that breaks a rule, and which; progress (may be NULL) counts records. What it
   stops ends with LI_INTERRUPTED. */
struct broken_observer {
    enum li_err (*give)(
        void *arg, const struct record *record, const char *rule, struct li_error *err);
    void *arg;
    journal_progress progress;
    void *progress_arg;
};
enum li_err broken_sweep(
    struct context *context, const struct broken_observer *ear, struct li_error *err);

/* Inside a transaction: lists what breaks a rule in an empty local_broken. */
enum li_err broken_fill(
    struct context *context, journal_progress progress, void *arg, struct li_error *err);

/* Whether the record is listed. -1: *err says why it cannot be told. */
int broken_is_listed(struct context *context, const struct record *record, struct li_error *err);

/* The part of cache_update: lists what has come to break a rule since the last commit. */
enum li_err broken_settle(struct context *context, struct li_error *err);

/* CREATE of the table; ";" and CREATE of the triggers that list what leans on what is changed, for
   broken_settle to judge. */
void broken_write_table(FILE *sql);
void broken_write_triggers(FILE *sql);

#endif
