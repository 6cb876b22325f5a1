/*
 * entry.h: a journal entry: its contents, and how entries are stored, found and read in order.
 *
 * The replicated tables are a pure function of the entries that count (entry_counts.h), applied in
 * the total order (hlc, replica, hash), whatever order they arrived in.
 *
 * "Says" in these files means what an entry's writer recorded in it: it is hashed, and the same in
 * every database. "Did" means what applying the entry changed here: its effect.
 */
#ifndef LI_DATA_ENTRY_ENTRY_H
#define LI_DATA_ENTRY_ENTRY_H

#include "data/base/hash.h"
#include "data/store/store.h"
#include <stddef.h>

struct query;

/* Identifies one entry. The hash alone is enough; people see the replica that wrote the entry and
   its number there, counted from 1 without gaps. If two copies of one database both write entries,
   several entries have the same number. */
struct entry_name {
    struct id replica;
    int64_t seq; /* 0: no entry */
    struct hash hash;
};

enum entry_sort {
    ENTRY_RECORDS = 1,
    ENTRY_TEAM = 2, /* an act: it changes the team, never a record */
};

enum entry_state {
    ENTRY_APPLIED,
    ENTRY_WAITING, /* it does not count yet, or no longer does (entry_counts.h) */
};

struct entry {
    /* What the entry says: hashed, and the same in every database. */
    enum entry_sort sort;
    struct entry_name name;
    uint64_t hlc;   /* milliseconds since 1970 << 16 | counter (entry_clock.h) */
    char *at;       /* the writer's wall clock, UTC: "2026-03-15T09:30:00Z" */
    int64_t schema; /* version of the writer's database schema */
    char *author;
    char *behalf; /* the person it was written on behalf of; NULL: the author */
    char *label;
    struct id group;        /* shared by the entries of one bulk change; nil for a single entry */
    bool last;              /* the last of its group; true for a single entry */
    struct hash reverts;    /* the entry it undoes; zero: none */
    struct hash stands_for; /* the entry it replaces; zero: none */
    void *changeset;        /* the change the writer made */
    size_t changeset_size;
    struct hash before; /* the replica's previous entry; zero for the first */
    /* What it did here: never shared; journal_check recomputes it. */
    void *effect; /* the same pointer as `changeset` if it changed exactly that */
    size_t effect_size;
    enum entry_state state;
};

/* Stores a new entry. An effect equal to the changeset is stored as NULL. */
enum li_err entry_save(struct store *store, const struct entry *entry, struct li_error *err);
/* The lowest and highest id of the records in its changeset. False: there are none. */
bool entry_span(const struct entry *entry, struct id *first, struct id *last);
/* Updates the state and effect of a stored entry. */
enum li_err entry_save_effect(struct store *store, const struct entry *entry, struct li_error *err);

/* On success the caller calls entry_free(out). LI_NONE, with no message in *err: there is no such
   entry. */
enum li_err entry_find(
    struct store *store, const struct hash *hash, struct entry *out, struct li_error *err);
/* Like entry_find, but sets only what entry_position_from_row does; *out needs no entry_free. */
enum li_err entry_position_find(
    struct store *store, const struct hash *hash, struct entry *out, struct li_error *err);
/* Like entry_find, by rowid in journal_entry. */
enum li_err entry_find_row(
    struct store *store, int64_t row, struct entry *out, struct li_error *err);
/* Like entry_find: the first entry after the position in the total order, or the last one before
   it. Only hlc, replica and hash of the position are read. LI_CORRUPT: its name can't be read. */
enum li_err entry_after(
    struct store *store, const struct entry *position, struct entry *out, struct li_error *err);
enum li_err entry_before(
    struct store *store, const struct entry *position, struct entry *out, struct li_error *err);

void entry_copy(const struct entry *from, struct entry *out); /* then entry_free(out) */
void entry_free(struct entry *entry);                         /* the contents, not the struct */

/* Calls visit for entries in the total order, or newest first, until it returns false. The entry
   is valid only during the call. */
struct entry_scan {
    bool newest_first;
    const struct id *touching;     /* only entries whose effect changes this record, with only that
                                      part of the effect; NULL: all */
    const struct entry_name *only; /* only this entry; NULL: all */
};
enum li_err entry_scan(struct store *store, const struct entry_scan *scan,
    bool (*visit)(void *arg, const struct entry *entry), void *arg, struct li_error *err);

/* Reads replica, number and hash from three columns of a row. False: the replica or the hash is
   malformed. */
bool entry_name_from_row(struct query *query, int column, struct entry_name *out);

/* Reads hash, replica, seq, hlc, group, state and sort from a row of ENTRY_POSITION
   (entry_statement.c); the rest of *out is zero. False: as above. */
bool entry_position_from_row(struct query *query, struct entry *out);

int entry_compare(const void *a, const void *b); /* for qsort of struct entry: the total order */
bool entry_name_equal(const struct entry_name *a, const struct entry_name *b);

#endif
