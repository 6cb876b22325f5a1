/*
 * bulk_assign.h: a person assigned to many affiliates at once, as bulk.h changes many records.
 */
#ifndef LI_CORE_PEOPLE_BULK_ASSIGN_H
#define LI_CORE_PEOPLE_BULK_ASSIGN_H

#include "core/record/bulk.h"

/* Gives each affiliate the person in that role from today on, for the role's term, unless it has
   the person in it already. LI_USAGE: the records are no affiliates. */
enum li_err bulk_assign(struct context *context, const struct bulk *bulk, const struct id *person,
    const struct id *role, struct bulk_done *done, struct li_error *err);

#endif
