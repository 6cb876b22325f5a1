/*
 * embedded.h: files of data/ embedded in the binary when it is built (build-aux/embed).
 */
#ifndef LI_DATA_DATABASE_EMBEDDED_H
#define LI_DATA_DATABASE_EMBEDDED_H

#include <stddef.h>

struct embedded {
    const char *name; /* its path below data/: "schema/0001-records.sql" */
    const char *text; /* ends in a NUL that size does not count */
    size_t size;
};

/* All of them, sorted by name. */
extern const struct embedded embedded_all[];
extern const size_t embedded_count;

const struct embedded *embedded_find(const char *name); /* NULL when there is none */

#endif
