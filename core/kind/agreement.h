/*
 * agreement.h: what was formally agreed with an affiliate.
 */
#ifndef LI_CORE_KIND_AGREEMENT_H
#define LI_CORE_KIND_AGREEMENT_H

#include "core/health/agreement_state.h"
#include "core/schema/kind.h"

/* What is known of the agreement in row a, for the functions agreement_state() and
   agreement_until() (core/cache/sql_functions.c). */
#define AGREEMENT_FACTS_SQL(a)                                                                     \
    "agreement_facts(" a ".signed_on, " a ".\"from\", " a ".\"to\", " a ".ended_on, " a            \
    ".renewal_lead, (SELECT min(n.signed_on) FROM agreement n WHERE n.renews = " a                 \
    ".id AND n.archived_on IS NULL))"

/* clang-format off */
#define AGREEMENT_KINDS \
    CHOICES("affiliation", "memorandum", "partnership", "joint-membership", "service", "other")
#define AGREEMENT_FIELDS(F) \
    F(AGREEMENT_AFFILIATE, .name = "affiliate", .label = "Affiliate", .type = FIELD_REF, \
        .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_BY_CODE | FIELD_INVALIDATES, .ref = "affiliate", .width = 9, \
        .help = "Whom it was made with.") \
    F(AGREEMENT_TITLE, .name = "title", .label = "Title", .type = FIELD_TEXT, \
        .flags = FIELD_REQUIRED | FIELD_SEARCHED | FIELD_LISTED, .width = 32, \
        .help = "What the agreement is called.") \
    F(AGREEMENT_KIND, .name = "kind", .label = "Kind", .type = FIELD_CHOICE, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .choices = AGREEMENT_KINDS, \
        .initial = "affiliation", \
        .help = "What sort of agreement it is.") \
    F(AGREEMENT_SIGNED_ON, .name = "signed_on", .label = "Signed on", .type = FIELD_DAY, \
        .flags = FIELD_NOT_FUTURE, \
        .help = "The day the last signature was given.") \
    F(AGREEMENT_FROM, .name = "from", .label = "From", .type = FIELD_DAY, .flags = FIELD_LISTED, \
        .help = "The first day of its term.") \
    F(AGREEMENT_TO, .name = "to", .label = "To", .type = FIELD_DAY, .flags = FIELD_LISTED, \
        .help = "The last day of its term; nothing when it is open.") \
    F(AGREEMENT_RENEWAL_LEAD, .name = "renewal_lead", .label = "Lead days", \
        .type = FIELD_COUNT, .initial = "90", .least = 0, .most = 3650, \
        .help = "Days before its end when renewing becomes due.") \
    F(AGREEMENT_OUR_SIGNATORIES, .name = "our_signatories", .label = "Ours signed", \
        .type = FIELD_TEXT, \
        .help = "Who signed for us.") \
    F(AGREEMENT_THEIR_SIGNATORIES, .name = "their_signatories", .label = "Theirs signed", \
        .type = FIELD_TEXT, \
        .help = "Who signed for them.") \
    F(AGREEMENT_DOCUMENT, .name = "document", .label = "Document", .type = FIELD_LINK, \
        .help = "Where the text is: a path or an address.") \
    F(AGREEMENT_DOCUMENT_SHA256, .name = "document_sha256", .label = "SHA-256", \
        .type = FIELD_TEXT, \
        .help = "The digest of the document as it was kept; cleared, it is taken anew.") \
    F(AGREEMENT_RENEWS, .name = "renews", .label = "Renews", .type = FIELD_REF, \
        .flags = FIELD_INVALIDATES, \
        .ref = "agreement", \
        .help = "The agreement this one follows.") \
    F(AGREEMENT_ENDED_ON, .name = "ended_on", .label = "Ended on", .type = FIELD_DAY, \
        .help = "The day it was ended before its term.") \
    F(AGREEMENT_ENDED_WHY, .name = "ended_why", .label = "Ended why", .type = FIELD_TEXT, \
        .help = "Why it was ended.") \
    F(AGREEMENT_NOTICE_DAYS, .name = "notice_days", .label = "Notice days", .type = FIELD_COUNT, \
        .least = 0, .most = 3650, \
        .help = "How many days ahead notice must be given to end it.") \
    F(AGREEMENT_NOTICE, .name = "notice", .label = "Notice", .type = FIELD_TEXT, \
        .help = "How notice is given, in the words of the agreement.") \
    F(AGREEMENT_STATE, .name = "state", .label = "State", .type = FIELD_CHOICE, \
        .flags = FIELD_LISTED | FIELD_INVALIDATES, .choices = agreement_state_names, \
        .sql = "agreement_state(" AGREEMENT_FACTS_SQL("r") ")", .cached = "agreement_state(facts)", \
        .width = 15, \
        .help = "Where it stands today.")
/* clang-format on */

enum agreement_field { AGREEMENT_FIELDS(KIND_ENUM) AGREEMENT_FIELD_COUNT };

extern const struct kind kind_agreement;

#endif
