/*
 * role.c: roles.
 */
#include "core/kind/role.h"

static const struct field role_fields[] = {ROLE_FIELDS(KIND_ENTRY)};

/* All affiliates with assignments: whether a role is required decides which of theirs are. */
static const struct cache_dependency role_feeds[] = {
    {.kind = "affiliate",
        .from = "assignment n CROSS JOIN affiliate t",
        .where = "t.id = n.affiliate",
        .columns = "required"},
    {.kind = "affiliate",
        .from = "(SELECT DISTINCT region FROM assignment) n CROSS JOIN affiliate t",
        .where = "t.region = n.region",
        .columns = "required"},
    {.kind = "affiliate",
        .from = "(SELECT DISTINCT s.id FROM assignment n JOIN state s ON s.region = n.region) n"
                " CROSS JOIN affiliate t",
        .where = "t.state = n.id AND t.region IS NULL",
        .columns = "required"},
    {0},
};

const struct kind kind_role = {
    .name = "role",
    .plural = "roles",
    .label = "Role",
    .labels = "Roles",
    .help = "A role that people hold for an affiliate or a region.",
    .fields = role_fields,
    .field_count = ROLE_FIELD_COUNT,
    .stored_count = ROLE_FIELD_COUNT,
    .title = "r.name",
    .code = -1,
    .feeds = role_feeds,
    .sort = "position,name",
    .reference = true,
};
