/*
 * office_roles.h: a small office for tests of dividing: four affiliates, four people, a role of
 * terms of two years.
 *
 * Uplands has one affiliate by its own region and two by their states, Lowlands has one, Hollows
 * none. What is asked answers by the rule of people.h.
 */
#ifndef LI_TESTS_SUPPORT_OFFICE_ROLES_H
#define LI_TESTS_SUPPORT_OFFICE_ROLES_H

#include "core/people/handover.h"
#include "tests/support/sample_office.h"

enum { AFFILIATES = 4, PEOPLE = 4, REGIONS = 3 };
enum { ADA, JOAN, MARY, ROSA };
enum { UPLANDS, LOWLANDS, HOLLOWS };
extern const char *const warden_codes[AFFILIATES], *const warden_names[PEOPLE],
                                                       *const warden_regions[REGIONS];

struct wardens {
    struct office *office;
    struct id affiliates[AFFILIATES], people[PEOPLE], regions[REGIONS], warden;
};

/* For cmocka: *state is a struct wardens. */
int wardens_setup(void **state);
int wardens_teardown(void **state);

/* They fail the test that calls them rather than return a failure. field: "affiliate" or "region".
   What they return, the caller frees. */
struct id wardens_hold(struct wardens *cast, int person, const char *field, const char *place,
    const char *from, const char *to);
struct handover *wardens_divide_scope(
    struct wardens *cast, enum handover_of of, const struct id *id, const char *day);
struct handover *wardens_divide(struct wardens *cast, int region, const char *day);
void wardens_undo(struct wardens *cast);

/* Who is Warden of the affiliate on the day: "Ada Byron, Mary Jackson". */
char *wardens_of(struct wardens *cast, const struct id *affiliate, const char *day);

/* The assignments that are not archived, in the order of their days: "Ada Byron NOR 2025-01-01 to
 * ".
 */
char *wardens_terms(struct wardens *cast);

#endif
