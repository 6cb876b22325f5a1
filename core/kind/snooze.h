/*
 * snooze.h: an item of Today that someone snoozed.
 */
#ifndef LI_CORE_KIND_SNOOZE_H
#define LI_CORE_KIND_SNOOZE_H

#include "core/schema/kind.h"

/* clang-format off */
#define SNOOZE_FIELDS(F) \
    F(SNOOZE_ABOUT, .name = "about", .label = "About", .type = FIELD_TEXT, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .width = 44, \
        .help = "Snoozed item.") \
    F(SNOOZE_UNTIL, .name = "until", .label = "Until", .type = FIELD_DAY, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, \
        .help = "Date it comes back.") \
    F(SNOOZE_WHY, .name = "why", .label = "Reason", .type = FIELD_TEXT, \
        .flags = FIELD_LISTED, \
        .help = "Reason for the snooze.")
/* clang-format on */

enum snooze_field { SNOOZE_FIELDS(KIND_ENUM) SNOOZE_FIELD_COUNT };

extern const struct kind kind_snooze;

#endif
