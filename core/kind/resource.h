/*
 * resource.h: a publication, template or recording shared with an affiliate.
 */
#ifndef LI_CORE_KIND_RESOURCE_H
#define LI_CORE_KIND_RESOURCE_H

#include "core/kind/activity.h"

/* clang-format off */
#define RESOURCE_KINDS \
    CHOICES("publication", "template", "training-material", "data", "recording", "other")
#define RESOURCE_FIELDS(F) \
    F(RESOURCE_TITLE, .name = "title", .label = "Title", .type = FIELD_TEXT, \
        .flags = FIELD_REQUIRED | FIELD_SEARCHED | FIELD_LISTED, .width = 36, \
        .help = "Title of the resource.") \
    F(RESOURCE_KIND, .name = "kind", .label = "Type", .type = FIELD_CHOICE, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .choices = RESOURCE_KINDS, \
        .initial = "publication", .width = 17, \
        .help = "Type of resource.") \
    F(RESOURCE_AFFILIATE, .name = "affiliate", .label = "Affiliate", .type = FIELD_REF, \
        .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_BY_CODE, .ref = "affiliate", .width = 9, \
        .help = "Affiliate it was shared with, or that shared it.") \
    F(RESOURCE_DIRECTION, .name = "direction", .label = "Direction", .type = FIELD_CHOICE, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .choices = DIRECTIONS, \
        .initial = "ours-to-theirs", .width = 15, \
        .help = "Direction of the sharing.") \
    F(RESOURCE_SHARED_ON, .name = "shared_on", .label = "Date shared", .type = FIELD_DAY, \
        .flags = FIELD_LISTED, .initial = "today", \
        .help = "Date it was shared.") \
    F(RESOURCE_LINK, .name = "link", .label = "Link", .type = FIELD_LINK, \
        .help = "File path or web address.") \
    F(RESOURCE_LINK_SHA256, .name = "link_sha256", .label = "File checksum", .type = FIELD_TEXT, \
        .help = "File checksum (filled in automatically).") \
    F(RESOURCE_NOTES, .name = "notes", .label = "Notes", .type = FIELD_LONG, \
        .help = "Anything else worth knowing.")
/* clang-format on */

enum resource_field { RESOURCE_FIELDS(KIND_ENUM) RESOURCE_FIELD_COUNT };

extern const struct kind kind_resource;

#endif
