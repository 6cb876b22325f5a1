/*
 * journal.h: the only way to write, and everything that follows from having written it down.
 *
 * A write is one transaction whose changeset is stored with it as an entry. The replicated tables
 * are a pure function of the entries in their total order (hlc, replica), whatever order they came
 * in.
 */
#ifndef LI_JOURNAL_H
#define LI_JOURNAL_H

#include "store.h"
#include <stddef.h>

/* Names one entry everywhere: the replica that wrote it and its count there, from 1 without gaps.
 */
struct entry_name {
    struct id replica;
    int64_t seq;
};

enum entry_state {
    ENTRY_APPLIED,
    ENTRY_REJECTED, /* left out whole: it would have broken a reference */
};

struct entry {
    struct entry_name name;
    uint64_t hlc;              /* milliseconds since 1970 << 16 | counter */
    struct id group;           /* entries of one bulk write share it; nil for a single entry */
    struct entry_name reverts; /* seq 0: none */
    char *author, *at, *label; /* at: UTC instant "2026-03-15T09:30:00Z" */
    void *changeset;           /* what the writer meant */
    size_t changeset_size;
    void *effect; /* what it did here; not carried between replicas */
    size_t effect_size;
    enum entry_state state;
};

/* The body of a write. Anything but LI_OK rolls everything back. */
typedef enum li_err (*journal_fn)(struct store *store, void *arg, struct li_error *err);

/* Runs fn in one transaction and records what it changed under label (read when an entry is made,
   so that fn may still word it). A write that changes nothing leaves no entry. When name is not
   NULL it becomes the (last) entry written; seq 0 if none. */
enum li_err journal_write(struct store *store, const char *label, journal_fn fn, void *arg,
    struct entry_name *name, struct li_error *err);

/* Runs fn as a write would, and takes all of it back: for who wants to know what it would meet. */
enum li_err journal_rehearse(struct store *store, journal_fn fn, void *arg, struct li_error *err);

/* To be called by fn between the rows of a bulk write: starts a new entry of the same group once
   the current one holds some thousand rows, so that memory stays flat. */
enum li_err journal_step(struct store *store, struct li_error *err);

/* One value that undo left alone because a later change stands on it. Texts as query_text's. The
   column "id" is the record as a whole: removed since (now NULL), or back already. */
typedef void (*journal_left)(
    void *arg, const char *table, const struct id *id, const char *column, const char *now);

/* How far a long piece of work is: done of total, in no unit of its own, and how many values or
   rows that is. False stops it: what it did is rolled back, and it ends with LI_INTERRUPTED. */
typedef bool (*journal_progress)(void *arg, int64_t done, int64_t total, int64_t count);

/* Who follows an undo while it runs; either may be NULL. */
struct journal_ear {
    journal_left left;
    void *left_arg;
    journal_progress progress; /* asked between the entries of a group */
    void *progress_arg;
};

struct journal_undone {
    struct entry_name what; /* the entry taken back (of a group: its last) */
    char *label;            /* its label; the caller frees it */
    size_t changes, left;   /* values put back, values left alone */
};

/* Takes back an entry and the rest of its group, as a new entry. which NULL: the author's last on
   this machine that is not taken back already. LI_NONE: there is nothing to undo. LI_REFUSED:
   others refer to what it added (they are named), or nothing of it could be put back. ear may be
   NULL. */
enum li_err journal_undo(struct store *store, const struct entry_name *which,
    const struct journal_ear *ear, struct journal_undone *out, struct li_error *err);

/* Whether an undo of the entry (or its group) stands that has not itself been taken back. */
bool journal_is_undone(struct store *store, const struct entry_name *name);

/* Takes back the author's last undo that has not been redone, unless something new was written
 * since. */
enum li_err journal_redo(struct store *store, const struct journal_ear *ear,
    struct journal_undone *out, struct li_error *err);

/* Gives entries to visit in the total order, or newest first; visit returns false to stop. What it
   is given is valid during the call. touching: only entries whose effect mentions that record, and
   of their effects only that. */
struct journal_scan {
    bool newest_first;
    const struct id *touching;
    const struct entry_name *only;
};
enum li_err journal_read(struct store *store, const struct journal_scan *scan,
    bool (*visit)(void *arg, const struct entry *entry), void *arg, struct li_error *err);

/* "12" for this replica's entries, "5f3a-12" for another's: short, unique, and read back. */
char *journal_name_text(struct store *store, const struct entry_name *name);
enum li_err journal_name_parse(
    struct store *store, const char *text, struct entry_name *out, struct li_error *err);

/* Takes in entries from elsewhere, in any order, already known ones included. Entries after a gap
   in their replica's count are refused whole, naming the gap. */
struct journal_merged {
    size_t taken, known, conflicts, rejected;
};
enum li_err journal_merge(struct store *store, const struct entry *entries, size_t count,
    struct journal_merged *out, struct li_error *err);

/* The database as it was at the end of that UTC instant, in a private file that is gone when the
   caller closes it; it is read-only to the journal. What stops the original (store_on_progress)
   stops this too, and the other until it is told otherwise. Its local_ tables are those of the
   original, or only facts stand in them, without "derived"; then progress (may be NULL) is told of
   the first half only. */
enum li_err journal_as_of(struct store *store, const char *instant, struct store **out,
    store_prepare prepare, void *arg, journal_progress progress, void *progress_arg,
    struct li_error *err);

/* Gaps in the counts, and a replay into an empty database that must equal the tables byte for byte.
   Each finding is one line given to say. progress (may be NULL) counts records. */
enum li_err journal_check(struct store *store, store_prepare prepare, void *prepare_arg,
    void (*say)(void *arg, const char *finding), void *arg, journal_progress progress,
    void *progress_arg, struct li_error *err);

void entry_free(struct entry *entry); /* its contents, not the struct */

#endif
