/*
 * handover_outcome.h: what saving a hand-over will do, and in words.
 *
 * The role for a region moves to a person, and its affiliates with it, when all affiliates that its
 * holder has through it go to that person, or to no one. Where the holder has none through it, the
 * affiliates that they have for themselves there decide. Else the role stays.
 */
#ifndef LI_CORE_PEOPLE_HANDOVER_OUTCOME_H
#define LI_CORE_PEOPLE_HANDOVER_OUTCOME_H

#include "core/people/handover.h"

/* Who is to have the role for the region: its holder still, another person, or NOBODY. */
int handover_post_then(const struct handover *handover, const struct handover_post *post);

/* Whether the affiliate moves with the role for its region. */
bool handover_goes_with_role(const struct handover *handover, const struct handover_share *share);

/* How many affiliates are to change hands. */
size_t handover_affiliates(const struct handover *handover);

/* Sentences, for the caller to free: why it cannot be saved as it is, NULL: it can be; what saving
   will do, or what it is about while there are no changes; and what was handed over: "3 affiliates
   in Southeast", or "Southeast" where the region's role moved. */
char *handover_obstacle(const struct handover *handover);
char *handover_outcome(const struct handover *handover);
char *handover_done(const struct handover *handover);

#endif
