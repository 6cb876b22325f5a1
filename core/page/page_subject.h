/*
 * page_subject.h: the record that a page is about, loaded once, for all parts of its page.
 */
#ifndef LI_CORE_PAGE_PAGE_SUBJECT_H
#define LI_CORE_PAGE_PAGE_SUBJECT_H

#include "core/page/page_build.h"
#include "core/query/listing.h"

struct page_subject {
    struct context *context;
    struct page *page;
    const struct kind *kind;
    struct id id;
    char **shown;    /* by field number: as people read it, shares as numbers; NULL: no value */
    struct id *refs; /* by field number: what a reference points to; else nil */
};

#endif
