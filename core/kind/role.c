/*
 * role.c: roles.
 */
#include "role.h"

static const struct field role_fields[] = {ROLE_FIELDS(KIND_ENTRY)};

const struct kind kind_role = {
    .name = "role",
    .plural = "roles",
    .label = "Role",
    .labels = "Roles",
    .help = "What a person is to an affiliate or a region.",
    .fields = role_fields,
    .field_count = ROLE_FIELD_COUNT,
    .stored_count = ROLE_FIELD_COUNT,
    .title = "r.name",
    .code = -1,
    .sort = "position,name",
    .reference = true,
};
