/*
 * id.h: the 16-byte identifier of a record, a replica or a group of entries.
 */
#ifndef LI_DATA_BASE_ID_H
#define LI_DATA_BASE_ID_H

#include <stdbool.h>

enum { ID_SIZE = 16, ID_TEXT_SIZE = 37, ID_SHORT_SIZE = 14 };

struct id {
    unsigned char byte[ID_SIZE];
};

/* A new UUIDv7 (RFC 9562): sorts by its millisecond of creation, and within one millisecond and
   one program by order of creation. */
struct id id_new(void);

/* The same id for the same names on every machine (UUIDv8 over a 128-bit FNV-1a hash), so that two
   databases seeded apart agree on the id of "country AU". */
struct id id_named(const char *table, const char *name);

/* Writes the 36 characters of the usual form and a NUL. Returns out. */
const char *id_text(const struct id *id, char out[ID_TEXT_SIZE]);

/* Parses the usual form, in upper or lower case. False: it is not an id, and *out is unchanged. */
bool id_parse(const char *text, struct id *out);

bool id_equal(const struct id *a, const struct id *b);
bool id_is_nil(const struct id *id); /* all zero: means "none" */

#endif
