/*
 * my_portfolio.h: what is mine: who is at work, as a person, and the affiliates they look after
 * today.
 */
#ifndef LI_CORE_PEOPLE_MY_PORTFOLIO_H
#define LI_CORE_PEOPLE_MY_PORTFOLIO_H

#include "core/context/context.h"

/* SELECT of the ids of the people called as the parameter says (folded: "?1"). The caller frees it.
 */
char *mine_people(const char *name);

/* SELECT of the ids of the regions they are assigned to today, and of the affiliates: assigned
   themselves, or by their region where nobody holds the same role themselves (people.h). people is
   such a SELECT. The caller frees them. */
char *mine_regions(const char *people);
char *mine_affiliates(const char *people);

/* The folded name of who is at work, for mine_people; the caller frees it. LI_NONE: nobody is
   called so. */
enum li_err mine_name(struct li *li, char **out, struct li_error *err);

/* Whether who is at work looks after anything today. */
bool mine_any(struct li *li);

#endif
