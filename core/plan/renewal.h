/*
 * renewal.h: the agreement that renews another, with the same conditions for the next term.
 */
#ifndef LI_CORE_PLAN_RENEWAL_H
#define LI_CORE_PLAN_RENEWAL_H

#include "core/record/record.h"

/* A new agreement, not saved and not signed, with the old one's affiliate, kind, title, reminder
   and notice, from the day after it ends and for as long. LI_REFUSED: the old one is archived, or
   is renewed already, by the one that is named. The caller frees *out. */
enum li_err renewal_propose(
    struct context *context, const struct id *agreement, struct record **out, struct li_error *err);

/* Saves an agreement as one entry. A new one that renews another gets copies of its commitments. */
enum li_err renewal_save(struct context *context, struct record *agreement, struct li_error *err);

/* The term after one from a day to another (DAY_NONE: unknown): as many months, where that one is
   whole months, else as many days. */
void renewal_term(day_t from, day_t to, day_t *next_from, day_t *next_to);

#endif
