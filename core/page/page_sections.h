/*
 * page_sections.h: the records that refer to the subject of a page, in sections.
 */
#ifndef LI_CORE_PAGE_PAGE_SECTIONS_H
#define LI_CORE_PAGE_PAGE_SECTIONS_H

#include "core/page/page_subject.h"

/* Adds a section for each kind and field that can refer to it, in the order of the table. */
enum li_err page_sections_add(struct page_subject *subject, struct li_error *err);

#endif
