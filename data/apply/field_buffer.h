/*
 * field_buffer.h: records of one table whose fields are set in memory, to be written later.
 *
 * Invariants of a record that is held:
 *  1. values has each value of its fields that the table is known to accept, once a field. It
 *     owns them, and keeps them until the record is dropped.
 *  2. written[i] and now[i] are among values: what the table has in column i, and what it is to
 *     have.
 */
#ifndef LI_DATA_APPLY_FIELD_BUFFER_H
#define LI_DATA_APPLY_FIELD_BUFFER_H

#include "data/base/id.h"
#include <stddef.h>

struct query;
struct sqlite3_value;

struct field_buffer_value {
    int column;
    struct sqlite3_value *value;
};

struct field_buffer_record {
    struct id id;
    struct sqlite3_value **now, **written; /* by column; NULL: the record was dropped */
    struct field_buffer_value *values;
    size_t value_count, value_room;
};

/* {0} is empty. A hash table with open addressing: room is 0 or a power of two, and at least half
   of the places are free (NULL). Records stay where they are while it grows. */
struct field_buffer {
    struct field_buffer_record **places;
    size_t room, count;
    size_t size; /* bytes held since it was cleared, about */
};

/* NULL: the record isn't held. */
struct field_buffer_record *field_buffer_find(
    const struct field_buffer *buffer, const struct id *id);

/* Holds the record with the values of the row that the query is on. It must not be held. */
struct field_buffer_record *field_buffer_hold(
    struct field_buffer *buffer, const struct id *id, struct query *row);

/* Sets a field to a value that the table is known to accept. False: that isn't known, and nothing
   was set. */
bool field_buffer_set(struct field_buffer_record *record, int column, struct sqlite3_value *value);

/* Sets a field to a copy of a value that the table accepts. */
void field_buffer_accept(struct field_buffer *buffer, struct field_buffer_record *record,
    int column, struct sqlite3_value *value);

/* Frees the values of a record. */
void field_buffer_drop(struct field_buffer *buffer, struct field_buffer_record *record);
void field_buffer_clear(struct field_buffer *buffer); /* drops all and frees its memory */

#endif
