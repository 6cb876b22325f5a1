/*
 * person.h: somebody on our side or on an affiliate's.
 */
#ifndef LI_CORE_KIND_PERSON_H
#define LI_CORE_KIND_PERSON_H

#include "core/schema/kind.h"

/* clang-format off */
#define PERSON_FIELDS(F) \
    F(PERSON_NAME, .name = "name", .label = "Name", .type = FIELD_TEXT, \
        .flags = FIELD_REQUIRED | FIELD_SEARCHED | FIELD_LISTED | FIELD_IDENTIFIES, .width = 26, \
        .help = "The whole name as the person writes it.") \
    F(PERSON_TITLE, .name = "title", .label = "Title", .type = FIELD_TEXT, .flags = FIELD_LISTED, \
        .width = 26, \
        .help = "What the person does there.") \
    F(PERSON_ORGANIZATION, .name = "organization", .label = "Organization", .type = FIELD_REF, \
        .flags = FIELD_LISTED | FIELD_BY_CODE, .ref = "affiliate", .width = 12, \
        .help = "The affiliate; nothing for the home organization.") \
    F(PERSON_EMAIL, .name = "email", .label = "Email", .type = FIELD_EMAIL, \
        .flags = FIELD_LISTED | FIELD_IDENTIFIES, \
        .help = "Where the person reads mail.") \
    F(PERSON_PHONE, .name = "phone", .label = "Phone", .type = FIELD_PHONE, \
        .flags = FIELD_IDENTIFIES, \
        .help = "With the country code: +1 202 555 0100.") \
    F(PERSON_LANGUAGES, .name = "languages", .label = "Languages", .type = FIELD_TAGS, \
        .help = "What the person speaks, separated by commas.") \
    F(PERSON_TIME_ZONE, .name = "time_zone", .label = "Time zone", .type = FIELD_ZONE, \
        .help = "The clock the person keeps: America/Denver.") \
    F(PERSON_NOTES, .name = "notes", .label = "Notes", .type = FIELD_LONG, \
        .help = "Whatever else should be known.")
/* clang-format on */

enum person_field { PERSON_FIELDS(KIND_ENUM) PERSON_FIELD_COUNT };

extern const struct kind kind_person;

#endif
