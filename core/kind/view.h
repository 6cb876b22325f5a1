/*
 * view.h: a saved list: its filter, order and columns under a name.
 */
#ifndef LI_CORE_KIND_VIEW_H
#define LI_CORE_KIND_VIEW_H

#include "core/schema/kind.h"

/* clang-format off */
#define VIEW_FIELDS(F) \
    F(VIEW_POSITION, .name = "position", .label = "Position", .type = FIELD_COUNT, \
        .flags = FIELD_LISTED, .width = 8, \
        .help = "Position in the list of views.") \
    F(VIEW_NAME, .name = "name", .label = "Name", .type = FIELD_TEXT, \
        .flags = FIELD_REQUIRED | FIELD_SEARCHED | FIELD_LISTED, .width = 30, \
        .help = "Name of the view.") \
    F(VIEW_KIND, .name = "kind", .label = "Kind", .type = FIELD_TEXT, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .width = 12, \
        .help = "Kind of record it lists, such as goal.") \
    F(VIEW_FILTER, .name = "filter", .label = "Filter", .type = FIELD_TEXT, \
        .flags = FIELD_LISTED, .width = 30, \
        .help = "Filter for the records; blank = all.") \
    F(VIEW_COLUMNS, .name = "columns", .label = "Columns", .type = FIELD_TEXT, \
        .help = "Columns, separated by commas; blank = the usual ones.") \
    F(VIEW_SORT, .name = "sort", .label = "Sort", .type = FIELD_TEXT, \
        .help = "Sort order, as for --sort; blank = the usual one.")
/* clang-format on */

enum view_field { VIEW_FIELDS(KIND_ENUM) VIEW_FIELD_COUNT };

extern const struct kind kind_view;

#endif
