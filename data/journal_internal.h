/*
 * journal_internal.h: what the files of the journal share.
 *
 * journal.c writes entries; entry.c reads and names them; apply.c puts one entry's changeset into
 * the tables, or takes its effect out again; merge.c, undo.c and replay.c stand on these.
 */
#ifndef LI_JOURNAL_INTERNAL_H
#define LI_JOURNAL_INTERNAL_H

#include "changeset.h"
#include "journal.h"
#include "store_internal.h"

struct sqlite3_changeset_iter;

/* What an entry is called and takes back. Read when the entry is written, so that fn may fill it in
   once it has looked. */
struct journal_meaning {
    const char *label;
    struct entry_name reverts; /* seq 0: nothing */
};

/* journal_write with the meaning at hand. */
enum li_err journal_record(struct store *store, const struct journal_meaning *meaning,
    journal_fn fn, void *arg, struct entry_name *name, struct li_error *err);

/* Within a journal_fn: puts a changeset into the tables that is its own record, so that no session
   need see it, as an entry; grouped: one of several. *fits as apply_exactly says. */
enum li_err journal_put(struct store *store, const void *changeset, size_t size, bool grouped,
    bool *fits, struct li_error *err);

/* Whether this store can be written at all. */
enum li_err journal_may_write(const struct store *store, struct li_error *err);

/* Where rows added to a table are written down by who adds them (insert.c), after the table's head:
   part of a changeset. NULL: the session has seen other changes since the entry began, so that what
   comes after those must be seen too. */
struct bytes *journal_rows(struct store *store, const char *table);
/* Whether the session looks at what is done now. */
void journal_heed(struct store *store, bool heeds);

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
    struct store *store, const struct entry_name *name, struct entry *out, struct li_error *err);
void entry_copy(const struct entry *from, struct entry *out);
/* As entry_find: the first entry after (hlc, replica) in the total order, or the last before it. */
enum li_err entry_after(struct store *store, uint64_t hlc, const struct id *replica,
    struct entry *out, struct li_error *err);
enum li_err entry_before(struct store *store, uint64_t hlc, const struct id *replica,
    struct entry *out, struct li_error *err);
int entry_compare(const void *a, const void *b); /* by the total order */
bool entry_name_equal(const struct entry_name *a, const struct entry_name *b);
enum { INSTANT_SIZE = 24 };
void entry_instant(uint64_t hlc, char out[INSTANT_SIZE]); /* "2026-03-15T09:30:00Z" */

/* One value of the change at hand; NULL when it carries none. Valid until the next change. */
enum changeset_side { CHANGESET_OLD, CHANGESET_NEW };
struct sqlite3_value *changeset_value(
    const struct changeset *changeset, enum changeset_side side, int column);

/* One thing an entry could not do as it was meant. */
struct conflict {
    char *table;
    int column; /* -1: the whole record */
    struct id id;
    const char *why; /* "changed", "exists", "missing", "rule", "reference" */
    char *lost, *kept;
};

struct applied {
    void *effect; /* SQLite's memory */
    size_t effect_size;
    enum entry_state state;
    struct conflict *conflicts;
    size_t conflict_count, conflict_room;
};

/* Puts a changeset into the tables by the rules every replica follows. *out is the caller's to
   free, failed or not. */
enum li_err apply_changeset(struct store *store, const void *changeset, size_t size,
    struct applied *out, struct li_error *err);
void applied_free(struct applied *applied);
/* The same for who only asks whether it is rejected: what it does is not recorded. sure: that it is
   not; if it is all the same, the transaction must be rolled back. */
enum li_err apply_again(struct store *store, const void *changeset, size_t size, bool sure,
    enum entry_state *state, struct li_error *err);
/* Keeps the conflicts in place of those the entry met before. */
enum li_err applied_keep_conflicts(struct store *store, const struct applied *applied,
    const struct entry_name *name, struct li_error *err);

/* What takes an entry's effect back, for the caller to sqlite3_free. */
enum li_err apply_inverse(struct store *store, const struct entry *entry, void **inverse,
    size_t *inverse_size, struct li_error *err);

/* Puts a changeset into the tables. *fits false: a change met what it did not expect, or a
   reference was left open; the transaction must be rolled back. Sets defer_foreign_keys back. */
enum li_err apply_exactly(
    struct store *store, const void *changeset, size_t size, bool *fits, struct li_error *err);

/* Takes the effects of every entry after (hlc, replica) out of the tables again, exactly, newest
   first. LI_CORRUPT when the tables are not what an entry left. visit (may be NULL) is given each
   that is out; false stops, which ends with LI_INTERRUPTED. */
enum li_err apply_back_to(struct store *store, uint64_t hlc, const struct id *replica,
    bool (*visit)(void *arg, const struct entry *entry), void *arg, struct li_error *err);

#endif
