/*
 * broken_list.h: local_broken, the list of records that break a rule of their kind, or did when
 * they were listed.
 *
 * Two sets of records are judged before each commit: those that a merge wrote, and those that a
 * trigger listed because a record that their rules look at has changed. Listed records are judged
 * again whenever the list is read, so code that corrects one need not update the list.
 */
#ifndef LI_CORE_CHECK_BROKEN_LIST_H
#define LI_CORE_CHECK_BROKEN_LIST_H

#include "core/function/cache_extension.h"
#include "core/record/record.h"
#include "core/record/record_load.h"

/* Its table, its triggers, its part of each commit, and the SQL functions broken_rule(),
   record_title() and record_affiliate(). Their arguments are the name of a kind and an id. */
extern const struct cache_extension broken_list_extension;

/* 1: the record is listed. 0: it isn't. -1: failed; see *err. */
int broken_list_has(struct context *context, const struct record *record, struct li_error *err);

#endif
