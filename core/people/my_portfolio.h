/*
 * my_portfolio.h: what is mine: who is at work, as a person, and the affiliates they look after
 * today.
 */
#ifndef LI_CORE_PEOPLE_MY_PORTFOLIO_H
#define LI_CORE_PEOPLE_MY_PORTFOLIO_H

#include "core/context/context.h"
#include "core/query/filter_word.h"

/* SELECT of the ids of the people called as the parameter says (folded: "?1"). The caller frees it.
 */
char *my_portfolio_people(const char *name);

/* SELECT of the ids of the regions they are assigned to today, and of the affiliates: assigned
   themselves, or by their region where nobody holds the same role themselves (people.h). people is
   such a SELECT. The caller frees them. */
char *my_portfolio_regions(const char *people);
char *my_portfolio_affiliates(const char *people);

/* The folded name of who is at work, for my_portfolio_people; the caller frees it. LI_NONE: nobody
   is called so. */
enum li_err my_portfolio_name(struct context *context, char **out, struct li_error *err);

/* is:mine, of which LI_NONE says that nobody is called like who is at work: an empty list would not
   say why. */
extern const struct filter_word my_portfolio_words[];

/* Whether who is at work looks after anything today. */
bool my_portfolio_any(struct context *context);

#endif
