/*
 * broken_list.h: local_broken, the list of records that break a rule of their kind or did when they
 * were listed.
 *
 * Before each commit the records that a merge wrote are judged, and those that a trigger marked
 * because a record their rules look at changed. Whether a listed record still breaks a rule is
 * judged again whenever the list is read, so that whoever corrects one need not know of it.
 */
#ifndef LI_CORE_CHECK_BROKEN_LIST_H
#define LI_CORE_CHECK_BROKEN_LIST_H

#include "core/function/cache_extension.h"
#include "core/record/record.h"
#include "core/record/record_load.h"

/* Its table, its triggers, its part of each commit, and the SQL functions broken_rule(),
   record_title() and record_affiliate(), each of a kind's name and an id. */
extern const struct cache_extension broken_list_extension;

/* Whether the record is listed. -1: *err says why that is not known. */
int broken_list_has(struct context *context, const struct record *record, struct li_error *err);

#endif
