/*
 * bytes.h: bytes that grow.
 *
 * {0} is empty. The owner frees `at` with free(3); size is how much of it is used, room how much
 * there is. Nothing here fails: without memory the program ends (memory.h).
 */
#ifndef LI_DATA_BASE_BYTES_H
#define LI_DATA_BASE_BYTES_H

#include <stddef.h>

struct bytes {
    char *at;
    size_t size, room;
};

/* `more` may be NULL when size is 0, and must not lie inside bytes. */
void bytes_add(struct bytes *bytes, const void *more, size_t size);
/* Makes room for as much more at `at + size`, which the caller fills, and returns that place. */
void *bytes_reserve(struct bytes *bytes, size_t size);
void bytes_add_text(struct bytes *bytes, const char *text); /* without its NUL */

#endif
