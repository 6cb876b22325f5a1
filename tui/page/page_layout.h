/*
 * page_layout.h: a page laid out for a width: rows of pieces, and the links on them in reading
 * order. Where there is room, the sections stand in two columns, read one after the other.
 */
#ifndef LI_TUI_PAGE_PAGE_LAYOUT_H
#define LI_TUI_PAGE_PAGE_LAYOUT_H

#include "core/page/page.h"
#include "tui/term/screen.h"

struct page_layout_piece {
    int x, width; /* columns from the left of the page */
    enum style style;
    char *text;                   /* NULL: the numbers of span are drawn */
    const struct page_span *span; /* of the page; NULL: a text of the layout's own */
};

struct page_layout_row {
    struct page_layout_piece *pieces;
    size_t count;
};

struct page_layout_link {
    const struct page_span *span; /* names the record that the link opens */
    const struct page_section *section;
    int column;   /* of sections: 0 or 1 */
    size_t row;   /* where it begins */
    int x, width; /* there */
};

struct page_layout {
    struct page_layout_row *rows;
    size_t row_count;
    struct page_layout_link *links;
    size_t link_count;
};

/* Lays the page out for that many columns of the screen (at least 1). The page must outlive the
   layout. */
void page_layout_make(struct page_layout *layout, const struct page *page, int width);
void page_layout_free(struct page_layout *layout); /* all zero again */

#endif
