/*
 * embedded.c: finding an embedded file.
 */
#include "data/database/embedded.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static int embedded_compare(const void *name, const void *one)
{
    return strcmp(name, ((const struct embedded *)one)->name);
}

const struct embedded *embedded_find(const char *name)
{
    assert(name);
    return bsearch(name, embedded_all, embedded_count, sizeof embedded_all[0], embedded_compare);
}
