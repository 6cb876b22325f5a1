/*
 * touched.h: the records that an entry touches, that is, changes or refers to, and the fields that
 * it sets. They tell which entries meet.
 *
 * Two entries meet if they set the same field of a record, or if one adds or removes a record that
 * the other changes or refers to, in an old or a new value. Entries that don't meet can be applied
 * in either order: neither depends on what the other changes. Both what an entry says and what it
 * did matter: it may have overruled a reference that its writer never saw.
 */
#ifndef LI_DATA_ENTRY_TOUCHED_H
#define LI_DATA_ENTRY_TOUCHED_H

#include "data/base/id.h"
#include <stdbool.h>
#include <stddef.h>

/* What an entry does to a record. TOUCHED_COMES is stronger than all others, TOUCHED_NAMED weaker.
 */
enum touched_how {
    TOUCHED_COMES = 1, /* adds or removes it */
    TOUCHED_NAMED = 3, /* sets, adds or removes a reference to it */
    TOUCHED_SET = 16,  /* sets a field of it: plus the index of the column, from 0 */
};

struct touched_record {
    struct id id;
    int how; /* enum touched_how */
};

/* {0} is empty. Once sorted, it is ordered by `how`, then id, and has each record once for each
   field that is set, or else once, with the strongest `how`. */
struct touched {
    struct touched_record *records;
    size_t count, room;
};

/* Adds the records that a changeset changes or refers to. Every value that could be an id is taken
   for one: a record too many costs a little time and does no harm. False: the bytes are not a
   changeset. */
bool touched_add(struct touched *touched, const void *changeset, size_t size);

void touched_sort(struct touched *touched);

/* Whether two entries meet that do this to the same record. */
bool touched_meet(int one, int other);

/* How many records of a sorted list, from index `first` on, have the same `how`. */
size_t touched_run(const struct touched *touched, size_t first);

void touched_clear(struct touched *touched); /* empties it and frees its memory */

#endif
