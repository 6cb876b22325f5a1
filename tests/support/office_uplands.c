/*
 * office_uplands.c: who and what is in the region.
 */
#include "tests/support/office_uplands.h"
#include "core/kind/affiliate.h"
#include "core/kind/assignment.h"
#include "core/kind/person.h"
#include "core/kind/role.h"
#include "data/base/memory.h"
#include <stdlib.h>

int uplands_setup(void **state)
{
    struct uplands *cast = li_calloc(1, sizeof *cast);
    struct office *office = cast->office = office_new();
    cast->region = office_add(office, kind_find("region"), "name", "Uplands", NULL);
    office_add(office, kind_find("state"), "code", "ZN", "name", "Northing", "region", "Uplands",
        "country", "US", NULL);
    office_add(office, kind_find("state"), "code", "ZS", "name", "Southing", "region", "Uplands",
        "country", "US", NULL);
    cast->warden = office_add(office, &kind_role, "name", "Warden", "side", "ours", "position",
        "20", "term_years", "2", NULL);
    cast->speaker = office_add(office, &kind_role, "name", "Speaker", "side", "theirs", "position",
        "21", "required", "yes", NULL);
    cast->north = office_add(office, &kind_affiliate, "code", "NOR", "name", "North Managers",
        "kind", "state", "state", "Northing", NULL);
    cast->south = office_add(office, &kind_affiliate, "code", "SOU", "name", "South Managers",
        "kind", "state", "state", "Southing", NULL);
    cast->east = office_add(office, &kind_affiliate, "code", "EAS", "name", "East Managers", "kind",
        "national", "region", "Uplands", NULL);
    cast->ada = office_add(office, &kind_person, "name", "Ada Byron", NULL);
    cast->mary = office_add(office, &kind_person, "name", "Mary Jackson", NULL);
    *state = cast;
    return 0;
}

int uplands_teardown(void **state)
{
    struct uplands *cast = *state;
    office_free(cast->office);
    free(cast);
    return 0;
}

struct id uplands_hold(struct uplands *cast, const char *person, const char *role,
    const char *field, const char *place, const char *from, const char *to)
{
    return office_add(cast->office, &kind_assignment, "person", person, "role", role, field, place,
        "from", from, "to", to, NULL);
}
