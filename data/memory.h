/*
 * memory.h: allocation that succeeds or ends the program.
 *
 * What was typed is a stored draft and what was acknowledged is on disk, so running out of memory
 * costs nothing that abort() could lose; in return no caller needs a path for it. Text that grows
 * is written with open_memstream(3).
 */
#ifndef LI_MEMORY_H
#define LI_MEMORY_H

#include <stdarg.h>
#include <stddef.h>

/* All return memory the caller frees with free(3). */
void *li_calloc(size_t count, size_t size);
void *li_realloc(void *old, size_t count, size_t size);
char *li_strdup(const char *text);                 /* NULL gives NULL */
char *li_strndup(const char *text, size_t length); /* stops at a NUL */
char *li_format(const char *format, ...) __attribute__((format(printf, 1, 2)));
char *li_vformat(const char *format, va_list arguments) __attribute__((format(printf, 1, 0)));

/* Bytes that grow; {0} is none. Whoever has them frees at. */
struct bytes {
    char *at;
    size_t size, room;
};
void bytes_add(struct bytes *bytes, const void *more, size_t size);
void bytes_text(struct bytes *bytes, const char *text); /* without the NUL at its end */

#endif
