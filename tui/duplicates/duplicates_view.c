/*
 * duplicates_view.c: two names side by side, and why they look alike.
 */
#include "tui/duplicates/duplicates_view.h"
#include <assert.h>
#include <stdlib.h>

enum { HEAD = 2, GAP = 2, WHY_LEAST = 26, WHY_SHARE = 34 /* of a hundred columns */ };

/* "Affiliates 3   People 12", the kind shown emphasized. */
static void duplicates_view_draw_kinds(const struct duplicates_model *model, struct area area)
{
    int x = area.x + 1;
    for (size_t i = 0; i < model->count; i++) {
        const struct duplicates_list *list = &model->lists[i];
        x = screen_text(
                area.y, x, 0, i == model->at ? STYLE_HEADING : STYLE_MUTED, list->kind->labels) +
            1;
        if (list->found)
            x = screen_textf(area.y, x, 0, STYLE_MUTED, "%zu", list->found->count);
        else
            x = screen_text(area.y, x, 0, STYLE_MUTED, screen_glyph(GLYPH_ELLIPSIS));
        x += GAP;
    }
}

static void duplicates_view_draw_pair(
    struct duplicates_list *list, size_t at, int y, struct area area)
{
    struct duplicates *found = list->found;
    const struct duplicates_pair *pair = &found->pairs[at];
    int why = area.width * WHY_SHARE / 100;
    why = why < WHY_LEAST ? WHY_LEAST : why;
    int name = (area.width - 2 - why - 2 * GAP) / 2, x = area.x + 1;
    char *one = NULL, *other = NULL, *signs = duplicates_why(found, pair);
    struct id id;
    bool there = duplicates_record(found, pair->one, &id, &one) &&
                 duplicates_record(found, pair->other, &id, &other);
    enum style style = there ? STYLE_TEXT : STYLE_MUTED;
    if (name > 0) {
        x = screen_text(y, x, name, style, one ? one : "(archived)") + GAP;
        x = screen_text(y, x, name, style, other ? other : "(archived)") + GAP;
    }
    screen_text(y, x, why, STYLE_LABEL, signs);
    free(signs);
    free(other);
    free(one);
}

static struct area duplicates_view_rows(struct area area)
{
    return (struct area){area.y + HEAD, area.x, area.height - HEAD, area.width};
}

void duplicates_view_draw(
    const struct duplicates_model *model, struct panel *panel, struct area area, bool focused)
{
    assert(model && panel);
    struct duplicates_list *list = duplicates_model_shown(model);
    struct area rows = duplicates_view_rows(area);
    struct scroll *scroll = &panel->scroll;
    size_t count = duplicates_model_pairs(list);
    duplicates_view_draw_kinds(model, area);
    panel->lines = rows;
    scroll_fit(scroll, count, rows.height);
    if (count == 0)
        screen_textf(rows.y, rows.x + 1, 0, STYLE_MUTED,
            list->looking ? "Checking all %s." : "No possible duplicate %s found.",
            list->kind->plural);
    for (int i = 0; i < rows.height && scroll->top + (size_t)i < count; i++)
        duplicates_view_draw_pair(list, scroll->top + (size_t)i, rows.y + i, rows);
    scroll_draw_cursor(scroll, count, rows, focused);
    scroll_draw(scroll, count, rows);
}
