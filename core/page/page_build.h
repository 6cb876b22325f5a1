/*
 * page_build.h: a page built from top to bottom: a span is added to the last line, a line to the
 * last section.
 */
#ifndef LI_CORE_PAGE_PAGE_BUILD_H
#define LI_CORE_PAGE_PAGE_BUILD_H

#include "core/page/page.h"

/* adds: the kind that `a` adds there, NULL for none. The heading is set once the lines are known;
   page_build_drop removes the last section. */
void page_build_section(struct page *page, const struct kind *adds);
/* "Goals (3)"; a count of 0 is left out. */
void page_build_heading(struct page *page, const char *name, int64_t count);
void page_build_drop(struct page *page);

void page_build_line(struct page *page);
void page_build_wrap(struct page *page); /* the last line may be broken over several */

/* Text is copied; NULL is "". The width of the span returned may be set, until the next is
   added. */
struct page_span *page_build_text(struct page *page, enum page_span_type type, const char *text);
struct page_span *page_build_link(
    struct page *page, const struct kind *kind, const struct id *id, const char *text);
struct page_span *page_build_health(struct page *page, enum health health, const char *word);
/* The health by its own word. */
struct page_span *page_build_standing(struct page *page, enum health health);
struct page_span *page_build_bar(
    struct page *page, double fraction, double expected, enum health health);
struct page_span *page_build_spark(struct page *page, const double *values, size_t count);

#endif
