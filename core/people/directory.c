/*
 * directory.c: one query of all holders of roles for an affiliate, sorted into the roles.
 */
#include "core/people/directory.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>

static const char *const directory_roles_sql =
    "SELECT o.id, o.name FROM role o WHERE o.archived_on IS NULL AND (o.required = 1"
    " OR EXISTS (SELECT 1 FROM assignment a WHERE a.role = o.id AND " PEOPLE_HELD_SQL(
        "a", "?1") ")) ORDER BY o.position, o.name, o.id";

#define HOLDERS_SQL(level, place)                                                                  \
    "SELECT " level " AS level, a.role AS role, p.id AS person, p.name AS name,"                   \
    " a.\"primary\" AS first, a.\"from\" AS began FROM assignment a"                               \
    " JOIN person p ON p.id = a.person WHERE " place " AND " PEOPLE_HELD_SQL("a", "?1")

static const char *const directory_holders_sql =
    "SELECT level, role, person, name FROM (" HOLDERS_SQL(
        "0", "a.affiliate = ?2") " UNION ALL " HOLDERS_SQL("1",
        "a.region = (SELECT " AFFILIATE_REGION_SQL(
            "r") " FROM affiliate r WHERE r.id = ?2)") ") ORDER BY level, first DESC, began, "
                                                       "person";

static enum li_err directory_load_roles(
    struct directory *directory, struct context *context, const char *day, struct li_error *err)
{
    struct query *query = query_new(context->store, directory_roles_sql, err);
    if (!query)
        return err->code;
    query_bind_plain(query, 1, day);
    int more;
    while ((more = query_step(query, err)) > 0) {
        directory->roles =
            li_realloc(directory->roles, directory->role_count + 1, sizeof *directory->roles);
        struct directory_role *role = &directory->roles[directory->role_count++];
        role->name = li_strdup(query_text(query, 1));
        query_id(query, 0, &role->id);
    }
    query_free(query);
    return more < 0 ? err->code : LI_OK;
}

struct directory *directory_new(struct context *context, day_t day, struct li_error *err)
{
    assert(day != DAY_NONE);
    struct directory *directory = li_calloc(1, sizeof *directory);
    char on[DAY_TEXT_SIZE];
    enum li_err code = directory_load_roles(directory, context, date_text(day, on), err);
    if (!code)
        directory->query = query_new(context->store, directory_holders_sql, err);
    if (!directory->query) {
        directory_free(directory);
        return NULL;
    }
    query_bind_plain(directory->query, 1, on);
    return directory;
}

void directory_free(struct directory *directory)
{
    if (!directory)
        return;
    for (size_t i = 0; i < directory->role_count; i++)
        free(directory->roles[i].name);
    free(directory->roles);
    query_free(directory->query);
    free(directory);
}

void directory_cells_free(const struct directory *directory, struct directory_cell *cells)
{
    assert(directory);
    for (size_t i = 0; cells && i < directory->role_count; i++)
        free(cells[i].names);
    free(cells);
}

/* Holders for the affiliate itself come first; the region's count only where there are none. */
static void directory_add_holder(struct directory_cell *cell, struct query *query)
{
    bool regional = query_int(query, 0);
    if (cell->names && cell->regional != regional)
        return;
    char *before = cell->names;
    cell->names = before ? li_format("%s, %s", before, query_text(query, 3))
                         : li_strdup(query_text(query, 3));
    if (!before)
        query_id(query, 2, &cell->person);
    cell->regional = regional;
    free(before);
}

struct directory_cell *directory_load(
    struct directory *directory, const struct id *affiliate, struct li_error *err)
{
    assert(directory->query && affiliate);
    struct directory_cell *cells = li_calloc(directory->role_count + 1, sizeof *cells);
    struct query *query = directory->query;
    struct id role;
    query_bind_id(query, 2, affiliate);
    int more;
    while ((more = query_step(query, err)) > 0)
        for (size_t i = 0; query_id(query, 1, &role) && i < directory->role_count; i++)
            if (id_equal(&role, &directory->roles[i].id))
                directory_add_holder(&cells[i], query);
    query_reset(query);
    if (more >= 0)
        return cells;
    directory_cells_free(directory, cells);
    return NULL;
}
