/*
 * no_memory.c: the fault that an allocation fails; allocating.c makes it.
 */
#include "tests/fault/no_memory.h"
#include <stddef.h>

static const char *const causes[] = {
    "Out of memory", "out of memory", "Cannot allocate memory", NULL};

const struct fault no_memory = {
    .name = "no memory",
    .library = "tests/fault/allocating.so",
    .causes = causes,
    .claim = "nothing was changed",
};
