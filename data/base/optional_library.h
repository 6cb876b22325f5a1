/*
 * optional_library.h: a library that few commands need, loaded when one of them runs.
 *
 * libical and libxlsxwriter pull in Unicode tables and ciphers of their own: linked, each would
 * make every start of the program take half as long again.
 *
 * The functions used of a library are a table: a macro NAME(S) that holds S(function) for each.
 * With OPTIONAL_LIBRARY_POINTER it declares a struct of pointers, typed by the library's own
 * header; with OPTIONAL_LIBRARY_NAME, the list of their names.
 */
#ifndef LI_DATA_BASE_OPTIONAL_LIBRARY_H
#define LI_DATA_BASE_OPTIONAL_LIBRARY_H

#include "data/base/error.h"
#include <stddef.h>

struct optional_library {
    const char *file;             /* "libical.so.3": of the version whose header was compiled in */
    const char *package, *writes; /* "libical3", "calendars": for the error */
    const char *const *names;     /* of the functions, ended by NULL */
};

#define OPTIONAL_LIBRARY_POINTER(name) __typeof__(name) *(name);
#define OPTIONAL_LIBRARY_NAME(name) #name,

/* Loads the library, for as long as the program runs, and stores its functions in `pointers`, a
   struct of `size` bytes that consists of one pointer a name, in the same order. LI_REFUSED: it is
   not installed, or lacks a function. */
enum li_err optional_library_load(
    const struct optional_library *library, void *pointers, size_t size, struct li_error *err);

#endif
