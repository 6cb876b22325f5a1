/*
 * journal.h: the only way to write, and everything that follows from having written it down.
 *
 * A write is one transaction whose changeset is stored with it as an entry. An entry is known by
 * its hash, over all that it says of itself and the hash of the entry before it, so that none is
 * altered, put elsewhere or taken out of the middle without it showing (journal_check).
 *
 * The replicated tables are a pure function of the entries that count, in their total order (hlc,
 * replica, hash), whatever order they came in. An entry of a group counts once all of the group
 * is here; one dated more than ten minutes ahead of this machine's clock waits until it is due.
 *
 * The clock: an entry written here is dated by this machine's clock, and later than any that
 * counts. Where that clock was ahead when entries were written, and has been put right since, the
 * next write dates them anew, and says so (store_take_notice); what the clock said stays in at.
 */
#ifndef LI_DATA_JOURNAL_JOURNAL_H
#define LI_DATA_JOURNAL_JOURNAL_H

#include "data/base/hash.h"
#include "data/store/store.h"
#include <stddef.h>

/* Names one entry. The hash alone does, everywhere; the replica that wrote it and its count there,
   from 1 without gaps, are what people see. Copies of one database that both went on writing give
   several entries one count. */
struct entry_name {
    struct id replica;
    int64_t seq; /* 0: none */
    struct hash hash;
};

enum entry_sort {
    ENTRY_RECORDS = 1,
    ENTRY_TEAM = 2, /* an act of the team's: who belongs to it, and as what */
};

enum entry_state {
    ENTRY_APPLIED,
    ENTRY_WAITING, /* for the rest of its group, or for its day */
};

struct entry {
    /* What it says of itself: hashed, and the same everywhere. */
    enum entry_sort sort;
    struct entry_name name;
    uint64_t hlc;   /* milliseconds since 1970 << 16 | counter */
    char *at;       /* the wall clock as it was: UTC instant "2026-03-15T09:30:00Z" */
    int64_t schema; /* of the program that wrote it */
    char *author;
    char *behalf; /* on whose behalf; NULL: the author's own */
    char *label;
    struct id group;        /* entries of one bulk write share it; nil for a single entry */
    bool last;              /* of its group; a single entry is */
    struct hash reverts;    /* the entry it takes back; zero: none */
    struct hash stands_for; /* the entry it is written in place of; zero: none */
    void *changeset;        /* what the writer meant */
    size_t changeset_size;
    struct hash before; /* the entry before it; zero for the first */
    /* What it did here: never carried, and worked out again by journal_check. */
    void *effect; /* the changeset itself where it did all it meant */
    size_t effect_size;
    enum entry_state state;
};

/* The hash by which an entry is known: BLAKE2b-256 over "liaise entry 2" and what it says of itself
   in the order above, name's own hash left out, in the encoding of hash.h; the group is NULL when
   nil, a hash NULL when zero, but for before. Two vectors, which the tests hold (all texts and
   blobs are shown as text, ids and hashes in hexadecimal):

     records, replica 018f3c2a7b1d7e4f8a2b0123456789ab, seq 1, hlc 111411200000000, at
     "2026-03-15T12:00:00Z", schema 8, author "Ann", behalf NULL, label "Add area", no group, last,
     reverts and stands for nothing, changeset "T", before 32 zero bytes:
       c5cff51e507c2d51d17b6dbe8fef6328a2a4c02f84bc2402c2687b283f02609e

     the same but seq 2, behalf "Maí", label "", group 018f3c2a7b1d7e4f8a2b0123456789ac, not the
     last, reverts and stands for the hash above, changeset "", before the hash above:
       6984a1450e170fbbf09712bd0deaaf51f7859b2b6691752eee91102c7b1e9a0b */
struct hash entry_hash(const struct entry *entry);

/* The body of a write. Anything but LI_OK rolls everything back. */
typedef enum li_err (*journal_fn)(struct store *store, void *arg, struct li_error *err);

/* Runs fn in one transaction and records what it changed under label (read when an entry is made,
   so that fn may still word it). A write that changes nothing leaves no entry. When name is not
   NULL it becomes the (last) entry written; seq 0 if none. */
enum li_err journal_write(struct store *store, const char *label, journal_fn fn, void *arg,
    struct entry_name *name, struct li_error *err);

/* Runs fn as a write would, and takes all of it back: for who wants to know what it would meet. */
enum li_err journal_dry_run(struct store *store, journal_fn fn, void *arg, struct li_error *err);

/* To be called by fn between the rows of a bulk write: starts a new entry of the same group once
   the current one holds 5 000 rows or 1 MiB, so that memory stays flat. */
enum li_err journal_checkpoint(struct store *store, struct li_error *err);

/* One value that undo left alone because a later change stands on it. Texts as query_text's. The
   column "id" is the record as a whole: removed since (now NULL), or back already. */
typedef void (*journal_left)(
    void *arg, const char *table, const struct id *id, const char *column, const char *now);

/* Who follows an undo while it runs; either may be NULL. */
struct journal_observer {
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
    const struct journal_observer *ear, struct journal_undone *out, struct li_error *err);

/* Whether an undo of the entry (or its group) stands that has not itself been taken back. */
bool journal_is_undone(struct store *store, const struct entry_name *name);

/* Takes back the author's last undo that has not been redone, unless something new was written
 * since. */
enum li_err journal_redo(struct store *store, const struct journal_observer *ear,
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

/* "12" for this replica's entries, "5f3a-12" for another's, "5f3a-12.c0de" where several have that
   count: short, unique, and read back. */
char *journal_name_text(struct store *store, const struct entry_name *name);
enum li_err journal_name_parse(
    struct store *store, const char *text, struct entry_name *out, struct li_error *err);

/* When the entry was written, by the order of entries, as an instant; whether the wall clock said
   something else then, by more than ten minutes. */
enum { INSTANT_SIZE = 24 };
void entry_instant(uint64_t hlc, char out[INSTANT_SIZE]); /* "2026-03-15T09:30:00Z" */
bool entry_clock_was_off(const struct entry *entry);

/* Takes in entries from elsewhere, in any order, already known ones included. Refused whole, with
   nothing taken in: entries after a gap, naming it; what is not as its hash says; what cannot be
   read. Two that have one count are two branches, and both stay; where one is this replica's own
   and was not known, a copy of this database went on writing, and this one goes on under a new
   name. Those that wait from before are looked at again, so count 0 has its use. */
struct journal_merged {
    size_t taken, known;
    size_t conflicts; /* values and records that lost, and did not before */
    size_t waiting;   /* of the entries taken in */
};
enum li_err journal_merge(struct store *store, const struct entry *entries, size_t count,
    struct journal_merged *out, struct li_error *err);

/* Whether the record waits: no entry here ever added it, so that what names it was left out only
   for as long as the entry that does is under way. */
bool journal_waits_for(struct store *store, const char *table, const struct id *id);

/* The database as it was at the end of that UTC instant, by the order of entries (all there is,
   when it is not before now), in a private file that is gone when the caller closes it; it is
   read-only to the journal. What stops the original (store_on_progress) stops this too, and the
   other until it is told otherwise. Its local_ tables are those of the original, or only facts
   stand in them, without "derived"; then progress (may be NULL) is told of the first half only. */
enum li_err journal_as_of(struct store *store, const char *instant, struct store **out,
    store_prepare prepare, void *arg, journal_progress progress, void *progress_arg,
    struct li_error *err);

/* Everything that is stored of entries worked out again: that their hashes, counts and chains are
   what they say, and a replay into an empty database that must give the tables byte for byte, and
   of each entry the effect, span, state and conflicts by meaning; the schema (journal_check knows
   of the tables of data/ alone). Each finding is one line given to say. progress (may be NULL)
   counts records. */
enum li_err journal_check(struct store *store, store_prepare prepare, void *prepare_arg,
    void (*say)(void *arg, const char *finding), void *arg, journal_progress progress,
    void *progress_arg, struct li_error *err);

void entry_free(struct entry *entry); /* its contents, not the struct */

#endif
