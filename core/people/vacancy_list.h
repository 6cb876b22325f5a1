/*
 * vacancy_list.h: the vacant required roles, found some at a time so that a key never waits.
 */
#ifndef LI_CORE_PEOPLE_VACANCY_LIST_H
#define LI_CORE_PEOPLE_VACANCY_LIST_H

#include "core/context/context.h"

struct vacancy {
    struct id affiliate;
    char *code, *name, *role; /* code and name are the affiliate's; code NULL: it has none */
};

enum { VACANCY_LIST_MOST = 500 }; /* more than anyone reads through */

/* All zero: nothing is found yet. */
struct vacancy_list {
    struct vacancy *list; /* by the affiliates' names */
    size_t count;         /* at most VACANCY_LIST_MOST */
    bool more;            /* there are others */
    struct query *query;  /* that finds them; NULL: not begun, or done */
};

/* Finds some more of those vacant on the day. 1: there may be more. 0: that is all. -1: *err says
   why, and the list is empty again: after LI_INTERRUPTED the next call starts over. */
int vacancy_list_find(
    struct vacancy_list *list, struct context *context, day_t day, struct li_error *err);

void vacancy_list_clear(struct vacancy_list *list); /* all zero again */

#endif
