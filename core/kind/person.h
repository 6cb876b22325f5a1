/*
 * person.h: a person on our side or on an affiliate's.
 */
#ifndef LI_CORE_KIND_PERSON_H
#define LI_CORE_KIND_PERSON_H

#include "core/schema/kind.h"

/* clang-format off */
#define PERSON_FIELDS(F) \
    F(PERSON_NAME, .name = "name", .label = "Name", .type = FIELD_TEXT, \
        .flags = FIELD_REQUIRED | FIELD_SEARCHED | FIELD_LISTED | FIELD_IDENTIFIES, .width = 26, \
        .help = "Full name.") \
    F(PERSON_TITLE, .name = "title", .label = "Title", .type = FIELD_TEXT, .flags = FIELD_LISTED, \
        .width = 26, \
        .help = "Job title.") \
    F(PERSON_ORGANIZATION, .name = "organization", .label = "Affiliate", .type = FIELD_REF, \
        .flags = FIELD_LISTED | FIELD_BY_CODE, .ref = "affiliate", .width = 12, \
        .help = "Affiliate (leave blank for our own staff).") \
    F(PERSON_EMAIL, .name = "email", .label = "Email", .type = FIELD_EMAIL, \
        .flags = FIELD_LISTED | FIELD_IDENTIFIES, \
        .help = "Email address.") \
    F(PERSON_PHONE, .name = "phone", .label = "Phone", .type = FIELD_PHONE, \
        .flags = FIELD_IDENTIFIES, \
        .help = "Phone with country code, such as +1 202 555 0100.") \
    F(PERSON_LANGUAGES, .name = "languages", .label = "Languages", .type = FIELD_TAGS, \
        .help = "Languages, separated by commas.") \
    F(PERSON_TIME_ZONE, .name = "time_zone", .label = "Time zone", .type = FIELD_ZONE, \
        .help = "Time zone, such as America/Denver.") \
    F(PERSON_NOTES, .name = "notes", .label = "Notes", .type = FIELD_LONG, \
        .help = "Anything else worth knowing.")
/* clang-format on */

enum person_field { PERSON_FIELDS(KIND_ENUM) PERSON_FIELD_COUNT };

extern const struct kind kind_person;

#endif
