/*
 * directory_view.c: as many roles as have room, around the one under the cursor; below, all that is
 * known of the affiliate under it, for what is cut or out of sight.
 */
#include "core/kind/affiliate.h"
#include "data/base/memory.h"
#include "tui/list/column_layout.h"
#include "tui/list/empty_message.h"
#include "tui/people/directory_internal.h"
#include <stdlib.h>

enum { CODE_WIDTH = 10, LEAST_WIDTH = 20, FOOT = 5, LEAST_ROWS = 6 };

/* The roles in sight. */
struct sight {
    size_t count;
    int left, width, each; /* where the first begins; its columns, and with the gap */
};

static int directory_foot(struct area area)
{
    int spare = area.height - 1 - LEAST_ROWS;
    return spare < 2 ? 0 : spare < FOOT ? spare : FOOT;
}

struct area directory_body(struct area area)
{
    int rows = area.height - 1 - directory_foot(area);
    return (struct area){area.y + 1, area.x, rows > 1 ? rows : 1, area.width};
}

static struct sight directory_lay_out(struct directory_panel *panel, struct area area)
{
    size_t roles = directory_roles(panel);
    struct sight sight = {.left = area.x + 1 + CODE_WIDTH + LAYOUT_GAP};
    int room = area.x + area.width - sight.left; /* the last gap is the scroll bar's */
    int fit = room / (LEAST_WIDTH + LAYOUT_GAP);
    sight.count = fit > 1 ? (size_t)fit : 1;
    sight.count = sight.count < roles ? sight.count : roles;
    sight.each = sight.count ? room / (int)sight.count : room;
    sight.width = sight.each - LAYOUT_GAP;
    if (panel->column > panel->first + sight.count)
        panel->first = panel->column - sight.count;
    if (panel->column <= panel->first)
        panel->first = panel->column ? panel->column - 1 : 0;
    return sight;
}

static int directory_place_of(struct sight sight, size_t role)
{
    return sight.left + (int)role * sight.each;
}

size_t directory_column(struct directory_panel *panel, struct area area, int x)
{
    struct sight sight = directory_lay_out(panel, area);
    if (x < sight.left || sight.count == 0)
        return 0;
    size_t role = (size_t)((x - sight.left) / sight.each);
    return 1 + panel->first + (role < sight.count ? role : sight.count - 1);
}

static void directory_draw_cell(int y, int x, int width, enum style style, const char *text)
{
    char *safe = text_safe(text), *cell = text_column(safe, width, TEXT_LEFT, screen_ascii());
    screen_text(y, x, width, style, cell);
    free(cell);
    free(safe);
}

static void directory_draw_heading(
    const struct directory_panel *panel, struct sight sight, struct area area)
{
    directory_draw_cell(area.y, area.x + 1, CODE_WIDTH, STYLE_HEADING, "Affiliate");
    for (size_t i = 0; i < sight.count; i++)
        directory_draw_cell(area.y, directory_place_of(sight, i), sight.width, STYLE_HEADING,
            panel->directory->roles[panel->first + i].name);
}

static void directory_draw_row(
    struct directory_panel *panel, struct sight sight, size_t at, int y, struct area area)
{
    const struct row_cells *row = row_finder_get(panel->rows, at);
    const struct directory_cell *cells = row ? directory_cells(panel, &row->id) : NULL;
    if (row)
        directory_draw_cell(
            y, area.x + 1, CODE_WIDTH, STYLE_TEXT, *row->texts[0] ? row->texts[0] : row->texts[1]);
    for (size_t i = 0; cells && i < sight.count; i++) {
        const struct directory_cell *cell = &cells[panel->first + i];
        directory_draw_cell(y, directory_place_of(sight, i), sight.width,
            cell->regional ? STYLE_MUTED : STYLE_TEXT, cell->names);
    }
}

static void directory_draw_cursor(
    const struct directory_panel *panel, struct sight sight, int y, struct area area, bool focused)
{
    bool on_role = panel->column > 0;
    int x = on_role ? directory_place_of(sight, panel->column - 1 - panel->first) : area.x;
    screen_restyle(y, area.x, area.width, STYLE_SHADE);
    if (focused)
        screen_restyle(y, x, on_role ? sight.width : sight.left - area.x - 1, STYLE_CURSOR);
}

/* "Regional director: Ada Byron, for its region · President: nobody": all that is held, and the
   role under the cursor whether it is or not. The caller frees it. */
static char *directory_holders(
    const struct directory_panel *panel, const struct directory_cell *cells)
{
    char *text = NULL;
    FILE *out = li_text_open(&text);
    const char *between = "", *dot = screen_ascii() ? "; " : " · ";
    for (size_t i = 0; i < panel->directory->role_count; i++) {
        if (!cells[i].names && panel->column != i + 1)
            continue;
        fprintf(out, "%s%s: %s%s", between, panel->directory->roles[i].name,
            cells[i].names ? cells[i].names : "vacant",
            cells[i].names && cells[i].regional ? " (region)" : "");
        between = dot;
    }
    li_text_close(out);
    return text;
}

static void directory_draw_foot(struct directory_panel *panel, struct area area)
{
    const struct row_cells *row = row_finder_get(panel->rows, panel->panel.scroll.at);
    const struct directory_cell *cells = row ? directory_cells(panel, &row->id) : NULL;
    if (!cells)
        return;
    screen_text(area.y, area.x + 1, area.width - 2, STYLE_STRONG, row->texts[1]);
    char *text = directory_holders(panel, cells), *safe = text_safe(text);
    const char *rest = safe;
    for (int y = area.y + 1; *rest && y < area.y + area.height; y++) {
        size_t next, size = text_wrap(rest, area.width - 2, &next);
        char *line = li_strndup(rest, size);
        screen_text(y, area.x + 1, area.width - 2, STYLE_MUTED, line);
        free(line);
        rest += next ? next : size;
    }
    free(safe);
    free(text);
}

void directory_draw(struct panel *base, struct app *app, struct area area, bool focused)
{
    struct directory_panel *panel = (struct directory_panel *)base;
    struct area body = base->lines = directory_body(area);
    size_t count = row_finder_count(panel->rows);
    struct sight sight = directory_lay_out(panel, area);
    int below = directory_foot(area);
    scroll_fit(&panel->panel.scroll, count, body.height);
    directory_draw_heading(panel, sight, area);
    if (count == 0)
        empty_message_draw(
            app, &kind_affiliate, panel->filter, !row_finder_complete(panel->rows), body);
    for (int i = 0; i < body.height && panel->panel.scroll.top + (size_t)i < count; i++)
        directory_draw_row(panel, sight, panel->panel.scroll.top + (size_t)i, body.y + i, area);
    if (count > 0)
        directory_draw_cursor(panel, sight,
            body.y + (int)(panel->panel.scroll.at - panel->panel.scroll.top), area, focused);
    scroll_draw(&panel->panel.scroll, count, body);
    if (below > 1)
        directory_draw_foot(
            panel, (struct area){area.y + area.height - below + 1, area.x, below - 1, area.width});
}
