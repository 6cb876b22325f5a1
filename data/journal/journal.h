/*
 * journal.h: the only way to write records.
 *
 * A write is one transaction whose changeset is stored with it as an entry (data/entry/entry.h). An
 * entry is known by its hash, over all that it says of itself and the hash of the entry before it,
 * so that none is altered, moved or taken out of the middle without journal_check noticing.
 *
 * An entry is dated by this machine's clock, and later than any that counts. Where that clock was
 * ahead when entries were written, and has been corrected since, the next write dates them anew,
 * and says so (store_take_notice).
 */
#ifndef LI_DATA_JOURNAL_JOURNAL_H
#define LI_DATA_JOURNAL_JOURNAL_H

#include "data/entry/entry.h"

struct bytes;

/* The body of a write. Anything but LI_OK rolls everything back. */
typedef enum li_err (*journal_fn)(struct store *store, void *arg, struct li_error *err);

/* Runs fn in one transaction and records what it changed under label. The label is read when an
   entry is made, so that fn may still write it. A write that changes nothing leaves no entry. When
   name is not NULL it becomes the (last) entry written; seq 0: none. */
enum li_err journal_write(struct store *store, const char *label, journal_fn fn, void *arg,
    struct entry_name *name, struct li_error *err);

/* Runs fn as a write would, and rolls it back: to learn what the write would meet. */
enum li_err journal_dry_run(struct store *store, journal_fn fn, void *arg, struct li_error *err);

/* For fn to call between the rows of a bulk write: begins a new entry of the same group once the
   present one holds 5 000 rows or 1 MiB, so that memory stays flat. */
enum li_err journal_checkpoint(struct store *store, struct li_error *err);

/* --- for the rest of data/journal ------------------------------------------------------------- */

/* What an entry is called and takes back. Read when the entry is made, as the label is. */
struct journal_heading {
    const char *label;
    struct entry_name reverts; /* its hash zero: nothing */
};

/* journal_write with a heading. */
enum li_err journal_record(struct store *store, const struct journal_heading *heading,
    journal_fn fn, void *arg, struct entry_name *name, struct li_error *err);

/* Within a journal_fn: puts a changeset into the tables, and records it as an entry of its own,
   without the session. *fits as changeset_apply says. */
enum li_err journal_put(
    struct store *store, const void *changeset, size_t size, bool *fits, struct li_error *err);

/* LI_REFUSED, with a message, when the journal can't write to this store now. */
enum li_err journal_check_writable(const struct store *store, struct li_error *err);

/* Where rows added to a table are recorded by their writer (insert.h), in the form of a changeset,
   beginning with the table's head. NULL: no write runs, or the session has seen other changes since
   the entry began, so that what follows those must be seen by it too. */
struct bytes *journal_rows(struct store *store, const char *table);
/* Whether the session looks at what is written now. */
void journal_set_recording(struct store *store, bool on);

#endif
