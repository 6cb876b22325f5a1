/*
 * affiliate.h: an association ours keeps a relationship with.
 */
#ifndef LI_KIND_AFFILIATE_H
#define LI_KIND_AFFILIATE_H

#include "agreement.h"
#include "goal.h"

/* The parts of an affiliate's health: what is known of its open goals and of its agreements. */
#define AFFILIATE_FACTS_SQL                                                                        \
    "affiliate_facts((SELECT affiliate_goals(" GOAL_FACTS_SQL(                                     \
        "g") ") FROM goal g"                                                                       \
             " WHERE g.affiliate = r.id AND g.state = 'open' AND g.archived_on IS NULL),"          \
             " (SELECT affiliate_agreements(" AGREEMENT_FACTS_SQL(                                 \
                 "a") ") FROM agreement a"                                                         \
                      " WHERE a.affiliate = r.id AND a.archived_on IS NULL))"

/* clang-format off */
#define AFFILIATE_KINDS \
    CHOICES("state", "national", "equity", "international", "multinational")
#define AFFILIATE_STATUSES CHOICES("prospect", "active", "dormant", "ended")
#define AFFILIATE_HEALTHS CHOICES("on-track", "at-risk", "off-track", "no-data")
#define AFFILIATE_FIELDS(F) \
    F(AFFILIATE_CODE, .name = "code", .label = "Code", .type = FIELD_CODE, \
        .flags = FIELD_SEARCHED | FIELD_LISTED | FIELD_TELLS, .width = 9, \
        .help = "The short name people use: CAMA.") \
    F(AFFILIATE_NAME, .name = "name", .label = "Name", .type = FIELD_TEXT, \
        .flags = FIELD_REQUIRED | FIELD_SEARCHED | FIELD_LISTED | FIELD_TELLS, .width = 36, \
        .help = "The full name of the association.") \
    F(AFFILIATE_KIND, .name = "kind", .label = "Kind", .type = FIELD_CHOICE, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .choices = AFFILIATE_KINDS, \
        .help = "What sort of association it is.") \
    F(AFFILIATE_REGION, .name = "region", .label = "Region", .type = FIELD_REF, .ref = "region", \
        .help = "The region it is looked after in.") \
    F(AFFILIATE_COUNTRY, .name = "country", .label = "Country", .type = FIELD_REF, \
        .flags = FIELD_LISTED, .ref = "country", .width = 16, \
        .help = "The country it works in.") \
    F(AFFILIATE_STATE, .name = "state", .label = "State", .type = FIELD_REF, .ref = "state", \
        .help = "The state it works in, for a state association.") \
    F(AFFILIATE_CITY, .name = "city", .label = "City", .type = FIELD_TEXT, \
        .help = "Where its office is.") \
    F(AFFILIATE_WEBSITE, .name = "website", .label = "Website", .type = FIELD_LINK, \
        .flags = FIELD_TELLS, \
        .help = "The address of its site.") \
    F(AFFILIATE_EMAIL, .name = "email", .label = "Email", .type = FIELD_EMAIL, \
        .flags = FIELD_TELLS, \
        .help = "Where its office reads mail.") \
    F(AFFILIATE_PHONE, .name = "phone", .label = "Phone", .type = FIELD_PHONE, \
        .flags = FIELD_TELLS, \
        .help = "With the country code: +64 4 978 1280.") \
    F(AFFILIATE_TIME_ZONE, .name = "time_zone", .label = "Time zone", .type = FIELD_ZONE, \
        .help = "The clock its office keeps: Pacific/Auckland.") \
    F(AFFILIATE_SINCE, .name = "since", .label = "Since", .type = FIELD_DAY, \
        .help = "The day the relationship began.") \
    F(AFFILIATE_STATUS, .name = "status", .label = "Status", .type = FIELD_CHOICE, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .choices = AFFILIATE_STATUSES, \
        .initial = "active", \
        .help = "Where the relationship stands.") \
    F(AFFILIATE_PARENT, .name = "parent", .label = "Parent", .type = FIELD_REF, \
        .ref = "affiliate", \
        .help = "The affiliate it is a chapter or member of.") \
    F(AFFILIATE_TAGS, .name = "tags", .label = "Tags", .type = FIELD_TAGS, \
        .help = "Words to find it by, separated by commas.") \
    F(AFFILIATE_NOTES, .name = "notes", .label = "Notes", .type = FIELD_LONG, \
        .help = "Whatever else should be known.") \
    F(AFFILIATE_CADENCE, .name = "cadence", .label = "Cadence", .type = FIELD_CHOICE, \
        .choices = cadence_names, \
        .help = "How often we want to be in touch; nothing: as the settings say.") \
    F(AFFILIATE_HEALTH, .name = "health", .label = "Health", .type = FIELD_CHOICE, \
        .flags = FIELD_LISTED, .choices = AFFILIATE_HEALTHS, \
        .sql = "affiliate_health(" AFFILIATE_FACTS_SQL ")", .kept = "affiliate_health(facts)", \
        .width = 11, \
        .help = "How the relationship is doing, from its goals and agreements.") \
    F(AFFILIATE_HEALTH_REASONS, .name = "health_reasons", .label = "Why", .type = FIELD_LONG, \
        .sql = "affiliate_reasons(" AFFILIATE_FACTS_SQL ")", \
        .help = "A sentence for each part of its health.")
/* clang-format on */

enum affiliate_field { AFFILIATE_FIELDS(KIND_ENUM) AFFILIATE_FIELD_COUNT };

extern const struct kind kind_affiliate;

#endif
