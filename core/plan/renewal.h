/*
 * renewal.h: the agreement that follows another: the same terms for the next term.
 */
#ifndef LI_CORE_PLAN_RENEWAL_H
#define LI_CORE_PLAN_RENEWAL_H

#include "core/record/record.h"

/* A new agreement, not saved: of the same affiliate, kind, title, lead and notice, from the day
   after the old one ends, for as long, unsigned. LI_REFUSED: it is archived, or an agreement renews
   it already, which is named. The caller frees *out. */
enum li_err renewal_propose(
    struct context *context, const struct id *agreement, struct record **out, struct li_error *err);

/* Saves an agreement, as one entry; with a new one that renews another, copies of what was promised
   in that. */
enum li_err renewal_save(struct context *context, struct record *agreement, struct li_error *err);

/* The term after one from a day to another, DAY_NONE: unknown. As many whole months as that one
   has, or else as many days. */
void renewal_term(day_t from, day_t to, day_t *next_from, day_t *next_to);

#endif
