/*
 * page_context.h: the record a page is about, read once, and what the parts of its page share.
 */
#ifndef LI_CORE_PAGE_PAGE_CONTEXT_H
#define LI_CORE_PAGE_PAGE_CONTEXT_H

#include "core/page/page_build.h"
#include "core/query/listing.h"

struct csv_reader {
    struct context *context;
    struct page *page;
    const struct kind *kind;
    struct id id;
    char **shown;    /* by field number: as people read it, shares as numbers; NULL: nothing */
    struct id *refs; /* by field number: what a reference points to; nil for all else */
};

/* page_lead.c: where the record stands, at the head of the first section. Kinds that have such
   lines tell their computed fields there and not among the facts. */
bool page_has_lead(const struct kind *kind);
enum li_err page_lead(struct csv_reader *sheet, struct li_error *err);

/* How a goal and an agreement stand, for the lines of others' pages too. */
enum li_err page_goal_bar(struct csv_reader *sheet, const struct id *goal, const char *unit,
    int width, char **reason, struct li_error *err);
struct span *page_agreement_state(struct page *page, const char *state);
struct agreement_texts {
    const char *state, *signed_on, *from, *to, *renewal_lead, *ended_on;
};
char *page_agreement_reason(const struct context *context, const struct agreement_texts *texts);

/* page_parts.c: the records that refer to this one, a section each. */
enum li_err page_parts(struct csv_reader *sheet, struct li_error *err);

#endif
