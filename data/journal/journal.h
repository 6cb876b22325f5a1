/*
 * journal.h: the only way to write records.
 *
 * A write is one transaction, which also stores its own changeset as an entry (data/entry/entry.h).
 * An entry is identified by a hash over all that it says, including the hash of the entry before
 * it. So journal_check notices if an entry is altered, moved, or removed from the middle.
 *
 * An entry is dated by this machine's clock, and later than any entry that counts. If the clock was
 * ahead when entries were written and has been corrected since, the next write gives those entries
 * new dates and queues a notice (store_take_notice).
 */
#ifndef LI_DATA_JOURNAL_JOURNAL_H
#define LI_DATA_JOURNAL_JOURNAL_H

#include "data/entry/entry.h"

struct bytes;

/* The body of a write. Any result but LI_OK rolls everything back. */
typedef enum li_err (*journal_fn)(struct store *store, void *arg, struct li_error *err);

/* Runs fn in one transaction and records what it changed as an entry with that label. The label is
   read when the entry is made, so fn may still fill it in. A write that changes nothing makes no
   entry. *name (may be NULL) becomes the last entry written; seq 0: none was. */
enum li_err journal_write(struct store *store, const char *label, journal_fn fn, void *arg,
    struct entry_name *name, struct li_error *err);

/* Runs fn as journal_write would, then rolls everything back: to learn whether it would succeed. */
enum li_err journal_dry_run(struct store *store, journal_fn fn, void *arg, struct li_error *err);

/* For fn to call between the rows of a bulk write: once the current entry holds 5 000 rows or
   1 MiB, ends it and begins another of the same group, so that memory stays flat. */
enum li_err journal_checkpoint(struct store *store, struct li_error *err);

/* --- for the rest of data/journal ------------------------------------------------------------- */

/* The label of an entry, and the entry that it undoes. Read when the entry is made. */
struct journal_heading {
    const char *label;
    struct entry_name reverts; /* zero hash: none */
};

/* journal_write with a heading. */
enum li_err journal_record(struct store *store, const struct journal_heading *heading,
    journal_fn fn, void *arg, struct entry_name *name, struct li_error *err);

/* Within a journal_fn: applies a changeset to the tables, and records it as an entry of its own,
   without the session. *fits is as in changeset_apply; if false, nothing is recorded. */
enum li_err journal_put(
    struct store *store, const void *changeset, size_t size, bool *fits, struct li_error *err);

/* LI_REFUSED: the journal can't write to this store now. */
enum li_err journal_check_writable(const struct store *store, struct li_error *err);

/* The buffer to which insert.h appends the rows that it adds to a table, in the format of a
   changeset, beginning with the table's header. NULL: no write is running, or the session has seen
   changes since the current entry began, and must see all later ones of that entry too. */
struct bytes *journal_rows(struct store *store, const char *table);
/* Whether the session records what is written from now on. No effect if no write is running. */
void journal_set_recording(struct store *store, bool on);

#endif
