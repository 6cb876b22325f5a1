/*
 * value.h: SQLite's values as text and as ids, and compared.
 */
#ifndef LI_DATA_STORE_VALUE_H
#define LI_DATA_STORE_VALUE_H

#include "data/base/id.h"
#include <stdbool.h>

struct sqlite3_value;

enum { VALUE_TEXT_SIZE = 40 };

/* The value as text: an id (a blob of 16 bytes) as its 36 characters, a number in its shortest
   form; NULL is null. It lives in the value, or in room where SQLite has no text of its own. */
const char *value_text(struct sqlite3_value *value, char room[VALUE_TEXT_SIZE]);

/* Same type and same bytes: 1 is not 1.0, and -0.0 is not 0.0, since replicas must agree on both.
 */
bool value_equal(struct sqlite3_value *a, struct sqlite3_value *b);

/* False, with *out unchanged: the value is not an id. */
bool value_id(struct sqlite3_value *value, struct id *out);

#endif
