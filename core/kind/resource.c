/*
 * resource.c: what was shared with affiliates.
 */
#include "core/kind/resource.h"
#include "core/kind/rules.h"
#include "core/record/attachment.h"

static const struct field resource_fields[] = {RESOURCE_FIELDS(KIND_ENTRY)};

static void resource_check(
    struct context *context, const struct record *resource, kind_problem problem, void *arg)
{
    (void)context;
    rule_digest(resource, RESOURCE_LINK_SHA256, problem, arg);
}

const struct kind kind_resource = {
    .name = "resource",
    .plural = "resources",
    .label = "Resource",
    .labels = "Resources",
    .help = "A publication, template or recording shared with or by an affiliate.",
    .fields = resource_fields,
    .field_count = RESOURCE_FIELD_COUNT,
    .stored_count = RESOURCE_FIELD_COUNT,
    .title = "r.title",
    .code = -1,
    .sort = "title",
    .before_write = attachment_before_write,
    .check = resource_check,
};
