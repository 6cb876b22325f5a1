/*
 * scribbler.h: a database over the real schema in which random things are written, now and then
 * what breaks a rule, by a clock that may be wrong, for what must hold of any journals.
 *
 * A seed gives one story. What cannot be done where it should fails the test that tells it.
 */
#ifndef LI_TESTS_SUPPORT_SCRIBBLER_H
#define LI_TESTS_SUPPORT_SCRIBBLER_H

#include "data/base/error.h"
#include "tests/support/chance.h"
#include <stddef.h>

struct store;

enum { SCRIBBLER_COLUMNS_MOST = 24 };

/* The schema, as the database itself tells it. */

struct scribbler_field {
    char *name, *parent; /* parent NULL: a plain value */
    bool number;
};

struct scribbler_table {
    char *name;
    struct scribbler_field fields[SCRIBBLER_COLUMNS_MOST];
    int count;
};

struct scribbler_schema {
    struct scribbler_table *tables;
    size_t count;
};

struct scribbler {
    struct store *store;
    struct chance *chance;
    const struct scribbler_schema *schema;
    int64_t clock;
};

/* The caller closes its store. */
void scribbler_open(
    struct scribbler *replica, struct chance *chance, const struct scribbler_schema *schema);

/* Writes an entry of some random changes. */
void scribbler_write(struct scribbler *replica);

/* Those changes: a journal_fn whose arg is the replica. */
enum li_err scribbler_scribble(struct store *store, void *arg, struct li_error *err);

/* What a store holds, as text: what sql gives, all tables, and how each entry fared and what it
   overruled. The caller frees it. */
char *scribbler_dump(struct store *store, const char *sql);
char *scribbler_dump_tables(struct store *store, const struct scribbler_schema *schema);
char *scribbler_dump_journal(struct store *store);

/* Neither the database nor its journal has anything to find. */
void scribbler_is_sound(struct store *store);

typedef void (*scribbler_story_fn)(struct chance *chance, const struct scribbler_schema *schema);

/* Tells the story by so many seeds; the seed is printed, so that it can be seen when one fails. */
void scribbler_tell(scribbler_story_fn story, const char *name, uint64_t salt, int seeds);

#endif
