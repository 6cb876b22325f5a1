/*
 * my_portfolio.h: the user as a person, and the affiliates they look after today.
 */
#ifndef LI_CORE_PEOPLE_MY_PORTFOLIO_H
#define LI_CORE_PEOPLE_MY_PORTFOLIO_H

#include "core/context/context.h"
#include "core/filter/filter_word.h"

/* SELECT of the ids of the people of that name, folded, given as a parameter ("?1"). The caller
   frees it. */
char *my_portfolio_people(const char *name);

/* SELECT of the ids of the regions that people are assigned to today, and of the affiliates they
   look after (people.h). people is a SELECT of ids, as above. The caller frees them. */
char *my_portfolio_regions(const char *people);
char *my_portfolio_affiliates(const char *people);

/* The user's folded name, for my_portfolio_people; the caller frees it. LI_NONE: no person has it.
 */
enum li_err my_portfolio_name(struct context *context, char **out, struct li_error *err);

/* is:mine. LI_NONE: no person has the user's name; an empty list would not say so. */
extern const struct filter_word my_portfolio_words[];

/* Whether the user has any assignment today. */
bool my_portfolio_any(struct context *context);

#endif
