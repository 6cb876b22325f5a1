/*
 * directory_view.c: as many roles as there is room for, around the one under the cursor; below, all
 * roles of the affiliate under the cursor, since names are cut and roles out of sight.
 */
#include "tui/people/directory_view.h"
#include "core/kind/affiliate.h"
#include "data/base/memory.h"
#include "tui/list/column_layout.h"
#include "tui/list/empty_message.h"
#include <stdlib.h>

enum { CODE_WIDTH = 10, LEAST_WIDTH = 20, FOOT = 5, LEAST_ROWS = 6 };

/* The roles in sight. */
struct directory_sight {
    size_t count;
    int left, width, each; /* where the first begins; its width, without and with the gap */
};

static int directory_foot(struct area area)
{
    int spare = area.height - 1 - LEAST_ROWS;
    return spare < 2 ? 0 : spare < FOOT ? spare : FOOT;
}

struct area directory_view_body(struct area area)
{
    int rows = area.height - 1 - directory_foot(area);
    return (struct area){area.y + 1, area.x, rows > 1 ? rows : 1, area.width};
}

static struct directory_sight directory_lay_out(struct directory_model *model, struct area area)
{
    size_t roles = directory_model_roles(model);
    struct directory_sight sight = {.left = area.x + 1 + CODE_WIDTH + LAYOUT_GAP};
    int room = area.x + area.width - sight.left; /* the last gap is the scroll bar's */
    int fit = room / (LEAST_WIDTH + LAYOUT_GAP);
    sight.count = fit > 1 ? (size_t)fit : 1;
    sight.count = sight.count < roles ? sight.count : roles;
    sight.each = sight.count ? room / (int)sight.count : room;
    sight.width = sight.each - LAYOUT_GAP;
    if (model->column > model->first + sight.count)
        model->first = model->column - sight.count;
    if (model->column <= model->first)
        model->first = model->column ? model->column - 1 : 0;
    if (model->first + sight.count > roles) /* the window was narrower before */
        model->first = roles - sight.count;
    return sight;
}

static int directory_place_of(struct directory_sight sight, size_t role)
{
    return sight.left + (int)role * sight.each;
}

size_t directory_view_column(struct directory_model *model, struct area area, int x)
{
    struct directory_sight sight = directory_lay_out(model, area);
    if (x < sight.left || sight.count == 0)
        return 0;
    size_t role = (size_t)((x - sight.left) / sight.each);
    return 1 + model->first + (role < sight.count ? role : sight.count - 1);
}

static void directory_draw_cell(int y, int x, int width, enum style style, const char *text)
{
    char *safe = text_safe(text), *cell = text_column(safe, width, TEXT_LEFT, screen_ascii());
    screen_text(y, x, width, style, cell);
    free(cell);
    free(safe);
}

static void directory_draw_heading(
    const struct directory_model *model, struct directory_sight sight, struct area area)
{
    directory_draw_cell(area.y, area.x + 1, CODE_WIDTH, STYLE_HEADING, "Affiliate");
    for (size_t i = 0; i < sight.count; i++)
        directory_draw_cell(area.y, directory_place_of(sight, i), sight.width, STYLE_HEADING,
            model->directory->roles[model->first + i].name);
}

static void directory_draw_row(
    struct directory_model *model, struct directory_sight sight, size_t at, int y, struct area area)
{
    const struct row_cells *row = row_finder_get(model->rows, at);
    const struct directory_cell *cells = row ? directory_model_cells(model, &row->id) : NULL;
    if (row)
        directory_draw_cell(
            y, area.x + 1, CODE_WIDTH, STYLE_TEXT, *row->texts[0] ? row->texts[0] : row->texts[1]);
    for (size_t i = 0; cells && i < sight.count; i++) {
        const struct directory_cell *cell = &cells[model->first + i];
        directory_draw_cell(y, directory_place_of(sight, i), sight.width,
            cell->regional ? STYLE_MUTED : STYLE_TEXT, cell->names);
    }
}

static void directory_draw_cursor(const struct directory_model *model, struct directory_sight sight,
    int y, struct area area, bool focused)
{
    bool on_role = model->column > 0;
    int x = on_role ? directory_place_of(sight, model->column - 1 - model->first) : area.x;
    screen_restyle(y, area.x, area.width, STYLE_SHADE);
    if (focused)
        screen_restyle(y, x, on_role ? sight.width : sight.left - area.x - 1, STYLE_CURSOR);
}

/* "Regional director: Ada Byron (region) · President: vacant": all roles that are held, and the
   role under the cursor in any case. The caller frees it. */
static char *directory_holders(
    const struct directory_model *model, const struct directory_cell *cells)
{
    char *text = NULL;
    FILE *out = li_text_open(&text);
    const char *between = "", *dot = screen_ascii() ? "; " : " · ";
    for (size_t i = 0; i < model->directory->role_count; i++) {
        if (!cells[i].names && model->column != i + 1)
            continue;
        fprintf(out, "%s%s: %s%s", between, model->directory->roles[i].name,
            cells[i].names ? cells[i].names : "vacant",
            cells[i].names && cells[i].regional ? " (region)" : "");
        between = dot;
    }
    li_text_close(out);
    return text;
}

static void directory_draw_foot(struct directory_model *model, size_t at, struct area area)
{
    const struct row_cells *row = row_finder_get(model->rows, at);
    const struct directory_cell *cells = row ? directory_model_cells(model, &row->id) : NULL;
    if (!cells)
        return;
    screen_text(area.y, area.x + 1, area.width - 2, STYLE_STRONG, row->texts[1]);
    char *text = directory_holders(model, cells), *safe = text_safe(text);
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

void directory_view_draw(struct directory_model *model, struct scroll *scroll,
    const struct app *app, struct area area, bool focused)
{
    struct area body = directory_view_body(area);
    size_t count = row_finder_count(model->rows);
    struct directory_sight sight = directory_lay_out(model, area);
    int below = directory_foot(area);
    scroll_fit(scroll, count, body.height);
    directory_draw_heading(model, sight, area);
    if (count == 0)
        empty_message_draw(
            app, &kind_affiliate, model->filter, !row_finder_complete(model->rows), body);
    for (int i = 0; i < body.height && scroll->top + (size_t)i < count; i++)
        directory_draw_row(model, sight, scroll->top + (size_t)i, body.y + i, area);
    if (count > 0)
        directory_draw_cursor(
            model, sight, body.y + (int)(scroll->at - scroll->top), area, focused);
    scroll_draw(scroll, count, body);
    if (below > 1)
        directory_draw_foot(model, scroll->at,
            (struct area){area.y + area.height - below + 1, area.x, below - 1, area.width});
}
