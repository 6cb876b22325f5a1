/*
 * page_model.h: a record's page apart from the keys: laid out for a width, scrolled, with the
 * cursor on one of its links.
 */
#ifndef LI_TUI_PAGE_PAGE_MODEL_H
#define LI_TUI_PAGE_PAGE_MODEL_H

#include "tui/page/page_layout.h"

struct page_model {
    const struct kind *kind; /* NULL: an empty page */
    struct id id;
    struct page *page; /* NULL: the record could not be loaded */
    struct page_layout layout;
    int width;  /* columns it is laid out for; 0: it is not */
    int height; /* rows of it that the screen shows */
    int top;    /* the first row on the screen */
    int link;   /* under the cursor */
};

/* All zero: an empty page. Shows another record, from its top; id NULL: an empty page. LI_NONE: the
   record is gone. On any failure there is no page. */
enum li_err page_model_show(struct page_model *model, struct context *context,
    const struct kind *kind, const struct id *id, struct li_error *err);
void page_model_end(struct page_model *model);

/* Loads the record again. The cursor stays on the link to the same record. Fails as page_model_show
   does. */
enum li_err page_model_refresh(
    struct page_model *model, struct context *context, struct li_error *err);

/* Lays the page out for that many columns (at least 1), of which so many rows are shown, and keeps
   it scrolled to what there is. */
void page_model_lay_out(struct page_model *model, int width, int height);

int page_model_last_top(const struct page_model *model); /* of the last screen of the page */
void page_model_scroll_to(struct page_model *model, int top);

/* Moves the cursor by one row of links, or by one link in reading order; by: 1 or -1. Where the
   next is not on the screen, the page scrolls by a row instead. */
void page_model_step_row(struct page_model *model, int by);
void page_model_step_link(struct page_model *model, int by);
/* Scrolls by a screen; moves the cursor where the page does not scroll any further. */
void page_model_step_screen(struct page_model *model, int by);
void page_model_go_to_end(struct page_model *model, bool last);
/* Moves the cursor to the link at that place of the page; false: there is none. */
bool page_model_point(struct page_model *model, int row, int x);

/* The link under the cursor; NULL: there is none, or it is not on the screen. */
const struct page_layout_link *page_model_link(const struct page_model *model);

/* The kind that the section under the cursor lists; outside of those, the first that a section
   lists. NULL: none. */
const struct kind *page_model_adds(const struct page_model *model);

#endif
