/*
 * encoding.h: values as bytes, and back, in the encoding that hash.h describes.
 *
 * A reader takes any bytes: once something in them is not what was asked for, it is damaged, and
 * stays so; what it then gives is zero or NULL. So a caller reads all fields, and asks once.
 *
 *     struct encoding_reader reader = {bytes, size, false};
 *     int64_t what = encoding_read_int(&reader);
 *     char *name = encoding_read_text(&reader, 512);
 *     if (!encoding_read_end(&reader))
 *         ... damaged ...
 */
#ifndef LI_DATA_BASE_ENCODING_H
#define LI_DATA_BASE_ENCODING_H

#include "data/base/bytes.h"
#include <stdbool.h>
#include <stdint.h>

void encoding_add_int(struct bytes *out, int64_t value);
void encoding_add_bytes(struct bytes *out, const void *bytes, size_t size); /* NULL: adds NULL */
void encoding_add_text(struct bytes *out, const char *text);                /* NULL: adds NULL */

struct encoding_reader {
    const void *at;
    size_t left;
    bool damaged;
};

int64_t encoding_read_int(struct encoding_reader *reader);

/* Borrowed from the bytes; NULL for NULL. */
const void *encoding_read_bytes(struct encoding_reader *reader, size_t *size);

/* Exactly size bytes, to out; where optional, NULL leaves out as it is. */
void encoding_read_exactly(struct encoding_reader *reader, void *out, size_t size);
void encoding_read_optional(struct encoding_reader *reader, void *out, size_t size);

/* A text of at most `most` bytes and without a NUL, for the caller to free; NULL for NULL. */
char *encoding_read_text(struct encoding_reader *reader, size_t most);

/* Whether a text is next, and is this one. */
bool encoding_read_is(struct encoding_reader *reader, const char *text);

/* Whether all was sound, and nothing is left. */
bool encoding_read_end(const struct encoding_reader *reader);

#endif
