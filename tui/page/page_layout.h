/*
 * page_layout.h: a page laid out for a width: rows of pieces, and what can be followed, in reading
 * order. Where there is room for two, its sections stand in two columns, read one after the other.
 */
#ifndef LI_TUI_PAGE_PAGE_LAYOUT_H
#define LI_TUI_PAGE_PAGE_LAYOUT_H

#include "core/page/page.h"
#include "tui/term/screen.h"

struct piece {
    int x, width; /* columns from the left of the page */
    enum style style;
    char *text;              /* NULL: span's numbers are painted */
    const struct span *span; /* of the page */
};

struct page_layout_row {
    struct piece *pieces;
    size_t count;
};

struct page_layout_link {
    const struct span *span; /* names the record */
    const struct section *section;
    int column;
    size_t row;   /* where it begins */
    int x, width; /* there */
};

struct page_layout {
    struct page_layout_row *rows;
    size_t row_count;
    struct page_layout_link *links;
    size_t link_count;
};

/* The page must outlive it. */
void page_layout_make(struct page_layout *leaf, const struct page *page, int width);
void page_layout_free(struct page_layout *leaf);

void page_layout_draw_row(const struct page_layout *leaf, size_t row, int y, int x);

#endif
