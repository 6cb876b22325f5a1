/*
 * disk_fault.c: the faults of a disk; disk_failing.c makes them.
 */
#include "tests/fault/disk_fault.h"
#include <stddef.h>

static const char *const broken[] = {"Input/output error", "could not be created; try again",
    "could only be opened read-only", "Standard output cannot be written",
    "could not be written completely", NULL};
static const char *const full[] = {"The disk is full", "No space left on device",
    "could not be created; try again", "Standard output cannot be written",
    "could not be written completely", NULL};

const struct fault disk_broken = {
    .name = "disk broken",
    .library = "tests/fault/disk_failing.so",
    .causes = broken,
    .claim = "nothing was changed",
};

const struct fault disk_full = {
    .name = "disk full",
    .library = "tests/fault/disk_full.so",
    .causes = full,
    .claim = "nothing was changed",
};
