/*
 * changeset_walk.h: a changeset's bytes walked without SQLite: whether they are whole, which
 * records they name, and what they do to one.
 *
 * SQLite's reader trusts its input: cut short at the wrong byte, it reads beyond the end or never
 * returns. So bytes that may come from another machine are walked first. It also makes a value of
 * every column, which is slow where only the ids are wanted.
 */
#ifndef LI_DATA_CHANGESET_CHANGESET_WALK_H
#define LI_DATA_CHANGESET_CHANGESET_WALK_H

#include "data/base/bytes.h"
#include "data/base/id.h"
#include <stdbool.h>

struct store;

/* Whether the bytes may be given to SQLite at all. No bytes are whole. */
bool changeset_walk_is_whole(const void *bytes, size_t size);

/* How many values it sets; a record that is added or removed counts once. False when it is not
   whole, or of tables that have other columns now. */
bool changeset_walk_count(struct store *store, const void *bytes, size_t size, size_t *values);

/* The first and last id among the records it names. False when it names none. */
bool changeset_walk_span(const void *bytes, size_t size, struct id *first, struct id *last);

/* A value that an update sets. */
struct changeset_walk_field {
    size_t column;
    const unsigned char *value; /* SQLite's type of it, then its bytes */
};

/* The number that a value of type SQLITE_FLOAT has. */
double changeset_walk_real(const unsigned char *value);

/* A change, as the walk comes to it. Pointers are into the bytes, or valid during the visit. */
struct changeset_walk_visited {
    char operation;               /* SQLITE_INSERT, SQLITE_UPDATE or SQLITE_DELETE */
    const char *table;            /* its name */
    size_t columns;               /* how many of the table the changeset has */
    const unsigned char *id;      /* ID_SIZE bytes */
    const unsigned char **others; /* each value beside the key, old or new, that may be an id */
    size_t other_count;
    const struct changeset_walk_field *fields; /* what an update sets */
    size_t field_count;                        /* 0 where the record comes or goes */
    bool complete; /* where the record comes or goes, each column has a value */
};

/* Gives each change to visit, which returns false to stop. False: the bytes are not whole, or a
   record has no id; what came before that was visited. */
bool changeset_walk_each(const void *bytes, size_t size,
    bool (*visit)(void *arg, const struct changeset_walk_visited *change), void *arg);

/* Adds what it does to that record to *out, as a changeset of its own. False: nothing. */
bool changeset_walk_part(const void *bytes, size_t size, const struct id *id, struct bytes *out);

#endif
