/*
 * page_summary.h: the health or the state of a record and why, at the head of its page; and how a
 * goal and an agreement stand, for lines on other pages.
 */
#ifndef LI_CORE_PAGE_PAGE_SUMMARY_H
#define LI_CORE_PAGE_PAGE_SUMMARY_H

#include "core/page/page_subject.h"

/* Whether pages of the kind have a summary. It shows the computed fields, which are then left out
   of the facts. */
bool page_summary_has(const struct kind *kind);

/* Adds the summary, if the kind has one, to the last section. */
enum li_err page_summary_add(struct page_subject *subject, struct li_error *err);

/* Adds the goal's bar, of that width, and its health to the last line. *reason is the sentence, for
   the caller to free. */
enum li_err page_goal_bar(struct page_subject *subject, const struct id *goal, const char *unit,
    int width, char **reason, struct li_error *err);

/* Adds an agreement's state to the last line. */
struct page_span *page_agreement_state(struct page *page, const char *state);

/* Fields of an agreement as text, NULL where there is no value. */
struct page_agreement_texts {
    const char *state, *signed_on, *from, *to, *renewal_lead, *ended_on;
};
/* The sentence about its state. The caller frees it. */
char *page_agreement_reason(
    const struct context *context, const struct page_agreement_texts *texts);

#endif
