/*
 * office_roles.c: who holds what in the small office, and who has whom by it.
 */
#include "tests/support/office_roles.h"
#include "core/history/history_undo.h"
#include "core/kind/assignment.h"
#include "core/kind/person.h"
#include "core/kind/role.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

const char *const warden_codes[AFFILIATES] = {"NOR", "SOU", "EAS", "WES"};
const char *const warden_names[PEOPLE] = {"Ada Byron", "Joan Clarke", "Mary Jackson", "Rosa Parks"};
const char *const warden_regions[REGIONS] = {"Uplands", "Lowlands", "Hollows"};

int wardens_setup(void **state)
{
    struct wardens *cast = li_calloc(1, sizeof *cast);
    struct office *office = cast->office = office_new();
    for (int i = 0; i < REGIONS; i++)
        cast->regions[i] = office_add(office, kind_find("region"), "name", warden_regions[i], NULL);
    office_add(office, kind_find("state"), "code", "ZN", "name", "Northing", "region", "Uplands",
        "country", "US", NULL);
    office_add(office, kind_find("state"), "code", "ZS", "name", "Southing", "region", "Uplands",
        "country", "US", NULL);
    cast->warden = office_add(office, &kind_role, "name", "Warden", "side", "ours", "position",
        "20", "term_years", "2", NULL);
    static const char *const places[AFFILIATES][2] = {{"state", "Northing"}, {"state", "Southing"},
        {"region", "Uplands"}, {"region", "Lowlands"}};
    for (int i = 0; i < AFFILIATES; i++)
        cast->affiliates[i] = office_add(office, &kind_affiliate, "code", warden_codes[i], "name",
            warden_codes[i], "kind", "state", places[i][0], places[i][1], NULL);
    for (int i = 0; i < PEOPLE; i++)
        cast->people[i] = office_add(office, &kind_person, "name", warden_names[i], NULL);
    *state = cast;
    return 0;
}

int wardens_teardown(void **state)
{
    struct wardens *cast = *state;
    office_free(cast->office);
    free(cast);
    return 0;
}

struct id wardens_hold(struct wardens *cast, int person, const char *field, const char *place,
    const char *from, const char *to)
{
    return office_add(cast->office, &kind_assignment, "person", warden_names[person], "role",
        "Warden", field, place, "from", from, "to", to, NULL);
}

struct handover *wardens_divide_scope(
    struct wardens *cast, enum handover_of of, const struct id *id, const char *day)
{
    struct handover *division;
    struct li_error err;
    const struct handover_scope scope = {of, *id};
    if (handover_load(
            cast->office->context, &scope, &cast->warden, date_parse(day), &division, &err))
        fail_msg("%s", err.message);
    return division;
}

struct handover *wardens_divide(struct wardens *cast, int region, const char *day)
{
    return wardens_divide_scope(cast, HANDOVER_OF_REGION, &cast->regions[region], day);
}

char *wardens_of(struct wardens *cast, const struct id *affiliate, const char *day)
{
    struct li_error err;
    struct query *query = query_new(cast->office->context->store,
        "SELECT coalesce(group_concat(name, ', '), '') FROM (SELECT p.name FROM person p WHERE ?3"
        " IN (" PEOPLE_PORTFOLIO_SQL("a.person = p.id AND a.role = ?1", "?2") ") ORDER BY p.name)",
        &err);
    assert_non_null(query);
    query_bind_id(query, 1, &cast->warden);
    query_bind_plain(query, 2, day);
    query_bind_id(query, 3, affiliate);
    assert_int_equal(query_step(query, &err), 1);
    char *text = li_strdup(query_text(query, 0));
    query_free(query);
    return text;
}

char *wardens_terms(struct wardens *cast)
{
    return office_ask(cast->office,
        "SELECT coalesce(group_concat(t, '; '), '') FROM (SELECT p.name || ' ' ||"
        " coalesce(f.code, g.name) || ' ' || coalesce(a.\"from\", '') || ' to ' ||"
        " coalesce(a.\"to\", '') AS t FROM assignment a JOIN person p ON p.id = a.person"
        " LEFT JOIN affiliate f ON f.id = a.affiliate LEFT JOIN region g ON g.id = a.region"
        " WHERE a.archived_on IS NULL ORDER BY a.\"from\", p.name, coalesce(f.code, g.name))");
}

void wardens_undo(struct wardens *cast)
{
    struct li_error err;
    char *said = NULL;
    if (history_undo(cast->office->context, NULL, NULL, NULL, &said, &err))
        fail_msg("%s", err.message);
    free(said);
}
