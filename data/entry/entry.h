/*
 * entry.h: journal entries: what one says, how it is stored, and read in order.
 *
 * The replicated tables are a pure function of the entries that count, in their total order (hlc,
 * replica, hash), whatever order they arrived in. Which of them count entry_counts.h says.
 */
#ifndef LI_DATA_ENTRY_ENTRY_H
#define LI_DATA_ENTRY_ENTRY_H

#include "data/base/hash.h"
#include "data/store/store.h"
#include <stddef.h>

struct query;

/* Names one entry. The hash alone does, everywhere; the replica that wrote it and its number there,
   from 1 without gaps, are what people see. Copies of one database that both went on writing give
   several entries one number. */
struct entry_name {
    struct id replica;
    int64_t seq; /* 0: none */
    struct hash hash;
};

enum entry_sort {
    ENTRY_RECORDS = 1,
    ENTRY_TEAM = 2, /* an act of the team: who belongs to it, and in what capacity */
};

enum entry_state {
    ENTRY_APPLIED,
    ENTRY_WAITING, /* it does not count yet, or no longer (entry_counts.h) */
};

struct entry {
    /* What it says of itself: hashed, and the same everywhere. */
    enum entry_sort sort;
    struct entry_name name;
    uint64_t hlc;   /* milliseconds since 1970 << 16 | counter (entry_clock.h) */
    char *at;       /* what the wall clock said: UTC instant "2026-03-15T09:30:00Z" */
    int64_t schema; /* of the program that wrote it */
    char *author;
    char *behalf; /* on whose behalf; NULL: the author's own */
    char *label;
    struct id group;        /* entries of one bulk write share it; nil for a single entry */
    bool last;              /* of its group; a single entry is */
    struct hash reverts;    /* the entry it takes back; zero: none */
    struct hash stands_for; /* the entry it replaces; zero: none */
    void *changeset;        /* what the writer meant */
    size_t changeset_size;
    struct hash before; /* the entry before it; zero for the first */
    /* What it did here: never shared, and recomputed by journal_check. */
    void *effect; /* the pointer `changeset` itself where it did all it meant */
    size_t effect_size;
    enum entry_state state;
};

/* Stores an entry. An effect equal to the changeset is stored as NULL. */
enum li_err entry_save(struct store *store, const struct entry *entry, struct li_error *err);
/* The first and last id among the records its changeset names. False: it names none. */
bool entry_span(const struct entry *entry, struct id *first, struct id *last);
/* Stores the state and effect of an entry that is stored already. */
enum li_err entry_save_effect(struct store *store, const struct entry *entry, struct li_error *err);

/* *out is the caller's to entry_free. LI_NONE, without a message: there is no such entry. */
enum li_err entry_find(
    struct store *store, const struct hash *hash, struct entry *out, struct li_error *err);
/* As entry_find, but *out has only what entry_position_from_row says, and needs no entry_free. */
enum li_err entry_position_find(
    struct store *store, const struct hash *hash, struct entry *out, struct li_error *err);
/* As entry_find, by its rowid. */
enum li_err entry_find_row(
    struct store *store, int64_t row, struct entry *out, struct li_error *err);
/* As entry_find: the first entry after the position in the total order, or the last before it. Of
   the position hlc, replica and hash matter. */
enum li_err entry_after(
    struct store *store, const struct entry *position, struct entry *out, struct li_error *err);
enum li_err entry_before(
    struct store *store, const struct entry *position, struct entry *out, struct li_error *err);

void entry_copy(const struct entry *from, struct entry *out);
void entry_free(struct entry *entry); /* its contents, not the struct */

/* Gives entries to visit in the total order, or newest first; visit returns false to stop. What it
   is given is valid during the call. touching: only entries whose effect names that record, and of
   their effects only that part. */
struct entry_scan {
    bool newest_first;
    const struct id *touching;     /* NULL: all */
    const struct entry_name *only; /* NULL: all */
};
enum li_err entry_scan(struct store *store, const struct entry_scan *scan,
    bool (*visit)(void *arg, const struct entry *entry), void *arg, struct li_error *err);

/* Replica, number and hash from three columns of a row. False: one of them is not what it should
   be. */
bool entry_name_from_row(struct query *query, int column, struct entry_name *out);

/* hash, replica, seq, hlc, group, state and sort from a row of ENTRY_POSITION (entry_statement.c);
   nothing else of *out is set. False: as above. */
bool entry_position_from_row(struct query *query, struct entry *out);

int entry_compare(const void *a, const void *b); /* two struct entry, by the total order */
bool entry_name_equal(const struct entry_name *a, const struct entry_name *b);

#endif
