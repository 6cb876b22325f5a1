/*
 * activity.h: something both sides did, or mean to do, with each other.
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
        .help = "Whom it was done with.") \
    F(ACTIVITY_DAY, .name = "day", .label = "Day", .type = FIELD_DAY, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .initial = "today", \
        .help = "The day it is, or begins.") \
    F(ACTIVITY_KIND, .name = "kind", .label = "Kind", .type = FIELD_CHOICE, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .choices = ACTIVITY_KINDS, .initial = "call", \
        .width = 13, \
        .help = "What sort of activity it is.") \
    F(ACTIVITY_STATE, .name = "state", .label = "State", .type = FIELD_CHOICE, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .choices = ACTIVITY_STATES, \
        .initial = "done", .width = 9, \
        .help = "Whether it is planned, done, or will not be.") \
    F(ACTIVITY_TITLE, .name = "title", .label = "Title", .type = FIELD_TEXT, \
        .flags = FIELD_SEARCHED | FIELD_LISTED, .width = 20, \
        .help = "What it was about, in a few words.") \
    F(ACTIVITY_DIRECTION, .name = "direction", .label = "Direction", .type = FIELD_CHOICE, \
        .flags = FIELD_REQUIRED, .choices = DIRECTIONS, .initial = "both", .width = 14, \
        .help = "Who gives and who takes.") \
    F(ACTIVITY_UNTIL, .name = "until", .label = "Until", .type = FIELD_DAY, \
        .help = "Its last day, when it takes several.") \
    F(ACTIVITY_OUR_PERSON, .name = "our_person", .label = "Our person", .type = FIELD_REF, \
        .ref = "person", \
        .help = "Who took part for us.") \
    F(ACTIVITY_THEIR_PERSON, .name = "their_person", .label = "Their person", .type = FIELD_REF, \
        .ref = "person", \
        .help = "Who took part for them.") \
    F(ACTIVITY_OTHERS, .name = "others", .label = "Others", .type = FIELD_TAGS, \
        .help = "Who else took part, separated by commas.") \
    F(ACTIVITY_PLACE, .name = "place", .label = "Place", .type = FIELD_TEXT, \
        .help = "Where it is; of an exchange, the host place.") \
    F(ACTIVITY_THEME, .name = "theme", .label = "Theme", .type = FIELD_TEXT, \
        .help = "What an exchange or a training is on.") \
    F(ACTIVITY_DETAILS, .name = "details", .label = "Details", .type = FIELD_LONG, \
        .help = "What was said and done.") \
    F(ACTIVITY_OUTCOME, .name = "outcome", .label = "Outcome", .type = FIELD_LONG, \
        .help = "What came of it.") \
    F(ACTIVITY_GOAL, .name = "goal", .label = "Goal", .type = FIELD_REF, \
        .ref = "goal", \
        .help = "The goal it serves.") \
    F(ACTIVITY_COMMITMENT, .name = "commitment", .label = "Commitment", .type = FIELD_REF, \
        .ref = "commitment", \
        .help = "The commitment it keeps.") \
    F(ACTIVITY_PLAN, .name = "plan", .label = "Plan", .type = FIELD_REF, \
        .ref = "plan", \
        .help = "The annual plan it stands in.") \
    F(ACTIVITY_AREA, .name = "area", .label = "Area", .type = FIELD_REF, \
        .ref = "area", \
        .help = "The emphasis area it serves.") \
    F(ACTIVITY_LINK, .name = "link", .label = "Link", .type = FIELD_LINK, \
        .help = "Where more can be seen.") \
    F(ACTIVITY_FOLLOW_UP_ON, .name = "follow_up_on", .label = "Follow up on", .type = FIELD_DAY, \
        .help = "The day to come back to it.") \
    F(ACTIVITY_FOLLOW_UP_DONE_ON, .name = "follow_up_done_on", .label = "Followed up on", .type = FIELD_DAY, \
        .flags = FIELD_NOT_FUTURE, \
        .help = "The day that was done.")
/* clang-format on */

enum activity_field { ACTIVITY_FIELDS(KIND_ENUM) ACTIVITY_FIELD_COUNT };

extern const struct kind kind_activity;

#endif
