/*
 * journal_internal.h: what the files of the journal share.
 *
 * journal.c writes entries, dated by journal_clock.c; entry.c stores and reads them, entry_hash.c
 * and entry_name.c know them; apply.c puts one entry's changeset into the tables by the rules that
 * every replica follows, take_out.c takes its effect out again; reorder.c does both for all entries
 * after one; merge.c, undo.c and journal_check.c stand on these. journal_migrate.c makes the
 * entries of older databases into these.
 */
#ifndef LI_DATA_JOURNAL_JOURNAL_INTERNAL_H
#define LI_DATA_JOURNAL_JOURNAL_INTERNAL_H

#include "data/base/memory.h"
#include "data/journal/changeset.h"
#include "data/journal/journal.h"
#include "data/store/store_internal.h"

struct sqlite3_changeset_iter;

/* How far the clock may be ahead of another before it is told, in milliseconds: ten minutes. */
enum { CLOCK_AHEAD_MOST = 600000, HLC_COUNTER_BITS = 16 };

/* What an entry is called and takes back. Read when the entry is written, so that fn may fill it in
   once it has looked. */
struct journal_meaning {
    const char *label;
    struct entry_name reverts; /* its hash zero: nothing */
};

/* journal_write with the meaning at hand. */
enum li_err journal_record(struct store *store, const struct journal_meaning *meaning,
    journal_fn fn, void *arg, struct entry_name *name, struct li_error *err);

/* Within a journal_fn: puts a changeset into the tables that is its own record, so that no session
   need see it, as an entry. *fits as apply_exactly says. */
enum li_err journal_put(
    struct store *store, const void *changeset, size_t size, bool *fits, struct li_error *err);

/* Whether this store can be written at all. */
enum li_err journal_may_write(const struct store *store, struct li_error *err);

/* The clock: journal_clock.c. */

/* Later than any entry that counts, and not before this machine's clock. */
enum li_err journal_tick(struct store *store, uint64_t *hlc, struct li_error *err);
void journal_wall_clock(struct store *store, char out[INSTANT_SIZE]);
/* Before a write, inside its transaction: entries written here while the clock was ahead are dated
   anew, and a notice says so. */
enum li_err journal_mend_clock(struct store *store, struct li_error *err);
/* The last time that is due by now. */
uint64_t journal_due(struct store *store);

/* Where rows added to a table are written down by who adds them (insert.c), after the table's head:
   part of a changeset. NULL: the session has seen other changes since the entry began, so that what
   comes after those must be seen too. */
struct bytes *journal_rows(struct store *store, const char *table);
/* Whether the session looks at what is done now. */
void journal_set_recording(struct store *store, bool heeds);

/* A session on the replicated tables. NULL on failure. */
struct sqlite3_session *journal_session(struct store *store, struct li_error *err);

/* Whether the bytes can be given to SQLite at all: changeset_walk.c. */
bool changeset_is_whole(const void *bytes, size_t size);

/* The first and last id among the records a changeset names. False when it names none. */
bool changeset_span(const void *bytes, size_t size, struct id *first, struct id *last);

/* What it does to that record, as a changeset of its own added to *out; false: nothing. */
bool changeset_part(const void *bytes, size_t size, const struct id *id, struct bytes *out);
/* The id of the record an iterator of SQLite's stands on. */
bool changeset_key(struct sqlite3_changeset_iter *iter, struct id *out);

/* Stores an entry. An effect equal to the changeset is kept as NULL. */
enum li_err entry_add(struct store *store, const struct entry *entry, struct li_error *err);
/* Stores what an entry that stands already did this time. */
enum li_err entry_update(struct store *store, const struct entry *entry, struct li_error *err);

/* *out is the caller's to entry_free. LI_NONE, without a message, when there is no such entry. */
enum li_err entry_find(
    struct store *store, const struct hash *hash, struct entry *out, struct li_error *err);
void entry_copy(const struct entry *from, struct entry *out);
/* As entry_find: the first entry after the position in the total order, or the last before it. Of
   the position its hlc, replica and hash count. */
enum li_err entry_after(
    struct store *store, const struct entry *position, struct entry *out, struct li_error *err);
enum li_err entry_before(
    struct store *store, const struct entry *position, struct entry *out, struct li_error *err);
/* Whether an entry counts by now: all of its group is here, and it is due or this machine's own. Of
   the entry its replica, group and hlc are asked. */
enum li_err entry_counts(
    struct store *store, const struct entry *entry, bool *counts, struct li_error *err);
/* Whether it takes back one that is earlier, as an undo does. */
enum li_err entry_takes_back(
    struct store *store, const struct entry *entry, bool *takes_back, struct li_error *err);
/* The entry's name becomes that of the last of its group, when it has one. */
enum li_err entry_group_last(struct store *store, struct entry_name *name, struct li_error *err);
/* A replica, count and hash in three columns of a row. */
bool entry_name_from_row(struct query *query, int column, struct entry_name *out);
int entry_compare(const void *a, const void *b); /* by the total order */
bool entry_name_equal(const struct entry_name *a, const struct entry_name *b);

/* One value of the change at hand; NULL when it carries none. Valid until the next change. */
enum changeset_side { CHANGESET_OLD, CHANGESET_NEW };
struct sqlite3_value *changeset_value(
    const struct changeset *changeset, enum changeset_side side, int column);

/* One thing an entry could not do as it was meant, or overruled. */
struct conflict {
    char *table;
    char *column; /* NULL: the whole record */
    struct id id;
    const char *why; /* "changed", "exists", "missing", "rule", "reference" */
    char *lost, *kept;
};

struct applied {
    bool as_meant;       /* it did all of its changeset, and nothing else */
    struct bytes effect; /* where it did not, and was asked for */
    struct conflict *conflicts;
    size_t conflict_count, conflict_room;
};

/* Puts entries into the tables: apply.c. */
struct applier;
struct applier *applier_new(struct store *store);
void applier_free(struct applier *applier);

/* Puts an entry's changeset into the tables by the rules every replica follows, references
   deferred. overrules: where values are no longer as the writer saw them, they are set all the same
   (an undo leaves them). wants_effect: what it did is recorded where it is not all it meant. *out
   is the caller's to applied_free, failed or not. */
struct apply_how {
    bool overrules, wants_effect;
};
enum li_err apply_entry(struct applier *applier, const struct entry *entry, struct apply_how how,
    struct applied *out, struct li_error *err);
void applied_free(struct applied *applied);
/* Keeps the conflicts in place of those the entry met before. */
enum li_err applied_keep_conflicts(struct store *store, const struct applied *applied,
    const struct hash *entry, struct li_error *err);

/* Taking out: take_out.c. */

/* What takes an entry's effect back, for the caller to sqlite3_free. */
enum li_err apply_inverse(struct store *store, const struct entry *entry, void **inverse,
    size_t *inverse_size, struct li_error *err);

/* Puts a changeset into the tables. *fits false: a change met what it did not expect, or a
   reference was left open; the transaction must be rolled back. Sets defer_foreign_keys back. */
enum li_err apply_exactly(
    struct store *store, const void *changeset, size_t size, bool *fits, struct li_error *err);

/* Takes the effects of every entry from the position on out of the tables again, exactly, newest
   first. LI_CORRUPT when the tables are not what an entry left. visit (may be NULL) is given each
   that is out; false stops, which ends with LI_INTERRUPTED. */
enum li_err apply_back_to(struct store *store, const struct entry *position,
    bool (*visit)(void *arg, const struct entry *entry), void *arg, struct li_error *err);

/* All from one on: reorder.c. Inside a transaction with the gate open. A position is the hlc,
   replica and hash of an entry, and counts itself. */

/* Puts the entries from the position on into the tables, in order, those that count; they had been
   taken out. Each is stored with what it did. */
enum li_err reorder_put_in(struct store *store, const struct entry *position, struct li_error *err);
/* The earliest of the entries that wait and count by now. LI_NONE: none does. */
enum li_err reorder_first_due(struct store *store, struct entry *position, struct li_error *err);

/* Whether two changesets do the same, in whatever order and by whatever version. */
bool changeset_means_same(const void *one, size_t one_size, const void *other, size_t other_size);

/* Every reference of the schema: reference.c. */
struct reference {
    char *table, *column, *parent;
};
/* Of the database as it is now; the store keeps them. NULL: they could not be asked. */
const struct reference *store_references(struct store *store, size_t *count, struct li_error *err);
void store_forget_references(struct store *store);
/* Inside a transaction that defers them: whether each finds its record by now. */
bool store_references_hold(const struct store *store);

/* Makes entries of those of format 1, in the transaction of their migration: journal_migrate.c. */
enum li_err journal_migrate(struct store *store, struct li_error *err);

#endif
