/*
 * agreement.h: a formal agreement with an affiliate.
 */
#ifndef LI_CORE_KIND_AGREEMENT_H
#define LI_CORE_KIND_AGREEMENT_H

#include "core/health/agreement_state.h"
#include "core/schema/kind.h"

/* What is known of the agreement in row a, for the functions agreement_state() and
   agreement_until() (core/function/sql_functions.c). */
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
        .help = "Affiliate.") \
    F(AGREEMENT_TITLE, .name = "title", .label = "Title", .type = FIELD_TEXT, \
        .flags = FIELD_REQUIRED | FIELD_SEARCHED | FIELD_LISTED, .width = 32, \
        .help = "Title of the agreement.") \
    F(AGREEMENT_KIND, .name = "kind", .label = "Type", .type = FIELD_CHOICE, \
        .flags = FIELD_REQUIRED | FIELD_LISTED, .choices = AGREEMENT_KINDS, \
        .initial = "affiliation", \
        .help = "Type of agreement.") \
    F(AGREEMENT_SIGNED_ON, .name = "signed_on", .label = "Date signed", .type = FIELD_DAY, \
        .flags = FIELD_NOT_FUTURE, \
        .help = "Date of the last signature.") \
    F(AGREEMENT_FROM, .name = "from", .label = "Start date", .type = FIELD_DAY, .flags = FIELD_LISTED, \
        .help = "First day of the term.") \
    F(AGREEMENT_TO, .name = "to", .label = "End date", .type = FIELD_DAY, .flags = FIELD_LISTED, \
        .help = "Last day of the term; blank if open-ended.") \
    F(AGREEMENT_RENEWAL_LEAD, .name = "renewal_lead", .label = "Renewal reminder", \
        .type = FIELD_COUNT, .initial = "90", .least = 0, .most = 3650, .unit = "days", \
        .help = "Days before the end date when renewal becomes due.") \
    F(AGREEMENT_OUR_SIGNATORIES, .name = "our_signatories", .label = "Signed by (us)", \
        .type = FIELD_TEXT, \
        .help = "Who signed for us.") \
    F(AGREEMENT_THEIR_SIGNATORIES, .name = "their_signatories", .label = "Signed by (them)", \
        .type = FIELD_TEXT, \
        .help = "Who signed for them.") \
    F(AGREEMENT_DOCUMENT, .name = "document", .label = "Document", .type = FIELD_LINK, \
        .help = "File path or web address of the document.") \
    F(AGREEMENT_DOCUMENT_SHA256, .name = "document_sha256", .label = "Document checksum", \
        .type = FIELD_TEXT, \
        .help = "Document checksum (filled in automatically).") \
    F(AGREEMENT_RENEWS, .name = "renews", .label = "Renews", .type = FIELD_REF, \
        .flags = FIELD_INVALIDATES, \
        .ref = "agreement", \
        .help = "Agreement this one renews.") \
    F(AGREEMENT_ENDED_ON, .name = "ended_on", .label = "Date ended", .type = FIELD_DAY, \
        .help = "Date it was ended early.") \
    F(AGREEMENT_ENDED_WHY, .name = "ended_why", .label = "Reason ended", .type = FIELD_TEXT, \
        .help = "Reason it was ended early.") \
    F(AGREEMENT_NOTICE_DAYS, .name = "notice_days", .label = "Notice days", .type = FIELD_COUNT, \
        .least = 0, .most = 3650, \
        .help = "Days of notice required to end it.") \
    F(AGREEMENT_NOTICE, .name = "notice", .label = "Notice", .type = FIELD_TEXT, \
        .help = "How notice must be given, as worded in the agreement.") \
    F(AGREEMENT_STATE, .name = "state", .label = "Status", .type = FIELD_CHOICE, \
        .flags = FIELD_LISTED | FIELD_INVALIDATES, .choices = agreement_state_names, \
        .sql = "agreement_state(" AGREEMENT_FACTS_SQL("r") ")", .cached = "agreement_state(facts)", \
        .width = 15, \
        .help = "Status today.")
/* clang-format on */

enum agreement_field { AGREEMENT_FIELDS(KIND_ENUM) AGREEMENT_FIELD_COUNT };

extern const struct kind kind_agreement;

#endif
