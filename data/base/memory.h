/*
 * memory.h: allocation that succeeds or ends the program, and text that grows.
 *
 * What was typed is a stored draft and what was acknowledged is on disk, so running out of memory
 * loses nothing; in return no caller needs a path for it. The program ends decently: the terminal
 * is restored, a half-written answer is removed, one sentence says why, and the exit status is 1.
 * What SQLite was writing is rolled back when the database is opened next. The same happens where
 * SQLite itself has no memory (data/store/store_error.c), because not every caller can report that.
 */
#ifndef LI_DATA_BASE_MEMORY_H
#define LI_DATA_BASE_MEMORY_H

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

/* All return memory that the caller frees with free(3); none returns NULL for want of it. */
void *li_calloc(size_t count, size_t size);
void *li_realloc(void *old, size_t count, size_t size);
char *li_strdup(const char *text);                 /* NULL gives NULL */
char *li_strndup(const char *text, size_t length); /* stops at a NUL; NULL gives NULL */
char *li_format(const char *format, ...) __attribute__((format(printf, 1, 2)));
char *li_vformat(const char *format, va_list arguments) __attribute__((format(printf, 1, 0)));

/* Text that grows, written with stdio: *text is "" at first, whole after each fflush and when it is
   closed, and then the caller's to free. It is never cut short, as open_memstream(3) leaves it when
   memory runs out without setting the stream's error. Close it with li_text_close, which returns
   the stream's position: the length, unless it was moved back. */
FILE *li_text_open(char **text);
size_t li_text_close(FILE *stream);

/* Has the system give the heap that many bytes at once, for a program that will soon use them: it
   would otherwise get them a page at a time, each at the cost of a fault. Without an effect where
   the system or the C library works in another way. */
void li_heap_warm(size_t size);

/* Ends the program for want of memory: for callers that learn of it from a library. */
_Noreturn void li_out_of_memory(void);

/* Calls act before the program ends in this way, the one registered last first. It must not need
   memory. Up to four are allowed; one registered twice is called once. */
void li_when_out_of_memory(void (*act)(void));

#endif
