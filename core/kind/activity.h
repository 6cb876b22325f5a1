/*
 * activity.h: a call, visit, training or other contact with an affiliate, done or planned.
 */
#ifndef LI_CORE_KIND_ACTIVITY_H
#define LI_CORE_KIND_ACTIVITY_H

#include "core/schema/kind.h"

/* clang-format off */
#define DIRECTIONS CHOICES("ours-to-theirs", "theirs-to-ours", "both")
#define ACTIVITY_KINDS \
    CHOICES("call", "meeting", "visit", "email", "training", "conference-support", "exchange", \
        "publication", "advocacy")
#define ACTIVITY_STATES CHOICES("planned", "done", "cancelled")
#define ACTIVITY_FIELDS(F) \
    F(ACTIVITY_AFFILIATE, .name = "affiliate", .label = "Affiliate", .type = FIELD_REF, \
        .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_BY_CODE | FIELD_INVALIDATES, .ref = "affiliate", \
        .width = 9, \
        .help = "Affiliate.") \
    F(ACTIVITY_DAY, .name = "day", .label = "Date", .type = FIELD_DAY, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .initial = "today", \
        .help = "Date, or first day.") \
    F(ACTIVITY_KIND, .name = "kind", .label = "Type", .type = FIELD_CHOICE, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .choices = ACTIVITY_KINDS, .initial = "call", \
        .width = 18, \
        .help = "Type of activity.") \
    F(ACTIVITY_STATE, .name = "state", .label = "Status", .type = FIELD_CHOICE, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .choices = ACTIVITY_STATES, \
        .initial = "done", .width = 9, \
        .help = "Planned, done or cancelled.") \
    F(ACTIVITY_TITLE, .name = "title", .label = "Title", .type = FIELD_TEXT, \
        .flags = FIELD_SEARCHED | FIELD_LISTED, .width = 20, \
        .help = "Short description.") \
    F(ACTIVITY_DIRECTION, .name = "direction", .label = "Direction", .type = FIELD_CHOICE, \
        .flags = FIELD_REQUIRED, .choices = DIRECTIONS, .initial = "both", .width = 15, \
        .help = "Direction of the activity.") \
    F(ACTIVITY_UNTIL, .name = "until", .label = "End date", .type = FIELD_DAY, \
        .help = "Last day, if it takes several days.") \
    F(ACTIVITY_OUR_PERSON, .name = "our_person", .label = "Our contact", .type = FIELD_REF, \
        .ref = "person", \
        .help = "Who took part on our side.") \
    F(ACTIVITY_THEIR_PERSON, .name = "their_person", .label = "Their contact", .type = FIELD_REF, \
        .ref = "person", \
        .help = "Who took part on their side.") \
    F(ACTIVITY_OTHERS, .name = "others", .label = "Other participants", .type = FIELD_TAGS, \
        .help = "Other participants, separated by commas.") \
    F(ACTIVITY_PLACE, .name = "place", .label = "Place", .type = FIELD_TEXT, \
        .help = "Location; for an exchange, the host city.") \
    F(ACTIVITY_THEME, .name = "theme", .label = "Theme", .type = FIELD_TEXT, \
        .help = "Topic of the exchange or training.") \
    F(ACTIVITY_DETAILS, .name = "details", .label = "Details", .type = FIELD_LONG, \
        .help = "What was discussed and done.") \
    F(ACTIVITY_OUTCOME, .name = "outcome", .label = "Outcome", .type = FIELD_LONG, \
        .help = "Outcome.") \
    F(ACTIVITY_GOAL, .name = "goal", .label = "Goal", .type = FIELD_REF, \
        .ref = "goal", \
        .help = "Goal it supports.") \
    F(ACTIVITY_COMMITMENT, .name = "commitment", .label = "Commitment", .type = FIELD_REF, \
        .ref = "commitment", \
        .help = "Commitment it fulfills.") \
    F(ACTIVITY_PLAN, .name = "plan", .label = "Plan", .type = FIELD_REF, \
        .ref = "plan", \
        .help = "Annual plan it is part of.") \
    F(ACTIVITY_AREA, .name = "area", .label = "Area", .type = FIELD_REF, \
        .ref = "area", \
        .help = "Emphasis area.") \
    F(ACTIVITY_LINK, .name = "link", .label = "Link", .type = FIELD_LINK, \
        .help = "Link to more information.") \
    F(ACTIVITY_FOLLOW_UP_ON, .name = "follow_up_on", .label = "Follow-up date", .type = FIELD_DAY, \
        .help = "When to follow up.") \
    F(ACTIVITY_FOLLOW_UP_DONE_ON, .name = "follow_up_done_on", .label = "Follow-up done", .type = FIELD_DAY, \
        .flags = FIELD_NOT_FUTURE, \
        .help = "Date the follow-up was done.")
/* clang-format on */

enum activity_field { ACTIVITY_FIELDS(KIND_ENUM) ACTIVITY_FIELD_COUNT };

extern const struct kind kind_activity;

#endif
