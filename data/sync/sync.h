/*
 * sync.h: brings one database and its carriers to the same state.
 *
 * First all carriers are pulled from, then all are pushed to, so that what one brought goes on to
 * the others. What a carrier gives is verified and judged before anything is merged; what can't be
 * taken is set aside with a sentence, and the rest is merged. What a carrier lacks is asked of it
 * each time, and never remembered. So a sync may be killed at any moment, or run twice at once: the
 * next one completes it.
 */
#ifndef LI_DATA_SYNC_SYNC_H
#define LI_DATA_SYNC_SYNC_H

#include "data/base/progress.h"
#include "data/store/store.h"
#include <stddef.h>

struct sync_options {
    const char *via;      /* the carrier of that name only; NULL: all */
    bool snapshot;        /* puts a snapshot on carriers that have none a new member could open */
    progress_fn progress; /* counts entries that come; NULL: not wanted */
    void *progress_arg;
};

/* A sentence for a person. */
struct sync_sentence {
    char *text;
    bool failed; /* a carrier failed, or a bundle was set aside; else it only informs */
    bool again;  /* it was so before this sync, and was said then */
};

/* {0} is empty. */
struct sync_result {
    size_t came, went; /* entries; what went to several carriers counts once */
    size_t conflicts;  /* values and records that lost */
    size_t failed;     /* carriers */
    size_t aside;      /* bundles that were set aside now */
    struct sync_sentence *said;
    size_t said_count;
};

/* The team of this database. LI_REFUSED: it is not shared yet; the message says how to begin. */
enum li_err sync_check_shared(struct store *store, struct id *team, struct li_error *err);

/* LI_REFUSED as sync_check_shared. LI_NONE: it has no carrier, or none named via. LI_INTERRUPTED:
   progress stopped it. A carrier that fails is reported in *out, and does not fail the call. The
   caller frees *out by sync_result_clear, whatever is returned. */
enum li_err sync_run(struct store *store, const struct sync_options *options,
    struct sync_result *out, struct li_error *err);

/* The same through a file. sync_export writes all entries or, if device is not NULL, those it
   lacked when last heard from. sync_import takes the entries in the file; that a file can't be read
   or is cut short is reported in *out. */
enum li_err sync_export(struct store *store, const char *path, const struct id *device,
    struct sync_result *out, struct li_error *err);
enum li_err sync_import(struct store *store, const char *path, const struct sync_options *options,
    struct sync_result *out, struct li_error *err);

/* "Received 12 entries, sent 3, 1 conflicting edit.", for the caller to free. */
char *sync_result_line(const struct sync_result *result);
void sync_result_clear(struct sync_result *result);

#endif
