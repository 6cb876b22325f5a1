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

struct leaf_row {
    struct piece *pieces;
    size_t count;
};

struct leaf_link {
    const struct span *span; /* names the record */
    const struct section *section;
    int column;
    size_t row;   /* where it begins */
    int x, width; /* there */
};

struct leaf {
    struct leaf_row *rows;
    size_t row_count;
    struct leaf_link *links;
    size_t link_count;
};

/* The page must outlive it. */
void leaf_make(struct leaf *leaf, const struct page *page, int width);
void leaf_free(struct leaf *leaf);

void leaf_draw_row(const struct leaf *leaf, size_t row, int y, int x);

#endif
