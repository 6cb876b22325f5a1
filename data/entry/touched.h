/*
 * touched.h: the records that an entry touches or names, by which it is known which entries meet.
 *
 * Two entries meet when they change one record, or when one adds or removes a record that the other
 * refers to, by what it says or by what it did, before or after. Entries that do not meet can be
 * put in in either order: neither asks for what the other changes. What an entry did matters beside
 * what it says, since it may overrule a reference that its writer never saw.
 */
#ifndef LI_DATA_ENTRY_TOUCHED_H
#define LI_DATA_ENTRY_TOUCHED_H

#include "data/base/id.h"
#include <stdbool.h>
#include <stddef.h>

/* What an entry does to a record, the strongest first. */
enum touched_how {
    TOUCHED_COMES = 1, /* it adds or removes it */
    TOUCHED_SET = 2,   /* it sets fields of it */
    TOUCHED_NAMED = 3, /* it sets, adds or removes what refers to it */
};

struct touched_record {
    struct id id;
    enum touched_how how;
};

/* {0} is empty. Once sorted, each record is there once, as what is strongest, by how and then by
   id. */
struct touched {
    struct touched_record *records;
    size_t count, room;
};

/* Adds what a changeset touches and names. Every value that may be an id counts as one: a record
   too many costs a little, and is never wrong. False: the bytes are no changeset. */
bool touched_add(struct touched *touched, const void *changeset, size_t size);

void touched_sort(struct touched *touched);

/* Whether two entries that do this to one record meet. */
bool touched_meet(enum touched_how one, enum touched_how other);

/* How many of a sorted list from `first` on are there in the same way as that one. */
size_t touched_run(const struct touched *touched, size_t first);

void touched_clear(struct touched *touched); /* empties it, and frees its memory */

#endif
