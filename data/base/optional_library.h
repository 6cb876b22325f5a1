/*
 * optional_library.h: a library that few commands need, loaded when one does.
 *
 * libical and libxlsxwriter bring Unicode data and ciphers of their own along: linked, each makes
 * every start of the program take half as long again.
 *
 * What is used of a library is a table: NAME(S) holds S(function) for each, struct NAME the
 * pointers, typed by the library's own header.
 */
#ifndef LI_DATA_BASE_OPTIONAL_LIBRARY_H
#define LI_DATA_BASE_OPTIONAL_LIBRARY_H

#include "data/base/error.h"
#include <stddef.h>

struct library {
    const char *file;             /* "libical.so.3": with the interface that its header told of */
    const char *package, *writes; /* "libical3", "calendars": for the error */
    const char *const *names;     /* of the functions, ended by NULL */
};

#define LIBRARY_POINTER(name) __typeof__(name) *(name);
#define LIBRARY_NAME(name) #name,

/* Finds the functions, in the order of names, as the pointers of which a struct consists. It stays
   loaded. LI_REFUSED: it is not installed, or another. */
enum li_err optional_library_load(
    const struct library *library, void *pointers, size_t size, struct li_error *err);

#endif
