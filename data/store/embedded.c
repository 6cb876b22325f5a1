/*
 * embedded.c: finding an embedded file.
 */
#include "data/store/embedded.h"
#include <stdlib.h>
#include <string.h>

static int resource_compare(const void *name, const void *resource)
{
    return strcmp(name, ((const struct resource *)resource)->name);
}

const struct resource *resource_find(const char *name)
{
    return bsearch(name, resources, resource_count, sizeof resources[0], resource_compare);
}
