/*
 * office_uplands.h: a small office for tests of who holds what: two people who divide a region of
 * three affiliates, one by its own region, two by their state's.
 *
 * The role of Warden has terms of two years; nobody else's name is known to the code.
 */
#ifndef LI_TESTS_SUPPORT_OFFICE_UPLANDS_H
#define LI_TESTS_SUPPORT_OFFICE_UPLANDS_H

#include "tests/support/sample_office.h"

struct uplands {
    struct office *office;
    struct id ada, mary, region, warden, speaker, north, south, east;
};

/* For cmocka: *state is a struct uplands. */
int uplands_setup(void **state);
int uplands_teardown(void **state);

/* Adds an assignment; field: "affiliate" or "region". */
struct id uplands_hold(struct uplands *cast, const char *person, const char *role,
    const char *field, const char *place, const char *from, const char *to);

#endif
