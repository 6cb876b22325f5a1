/*
 * page_conflict.h: the line of a page that says which fields have conflicting edits.
 */
#ifndef LI_CORE_PAGE_PAGE_CONFLICT_H
#define LI_CORE_PAGE_PAGE_CONFLICT_H

#include "core/page/page_subject.h"

/* "2 conflicting edits (City, Status)"; nothing where there are none. */
enum li_err page_conflict_add(struct page_subject *subject, struct li_error *err);

#endif
