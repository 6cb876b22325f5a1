/*
 * short_list.c: a row that does not match stays, but is not shown.
 */
#include "tui/widget/short_list.h"
#include "core/base/text.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>

enum { ASIDE_WIDTH = 30, LEAST_WITH_ASIDE = 40 };

void short_list_add(
    struct short_list *list, const struct id *id, const char *title, const char *aside)
{
    assert(id && title);
    list->rows = li_realloc(list->rows, (size_t)list->count + 1, sizeof *list->rows);
    list->rows[list->count++] = (struct short_list_row){
        .id = *id, .title = li_strdup(title), .aside = li_strdup(aside), .fits = true};
    list->chosen = 0;
}

void short_list_free(struct short_list *list)
{
    for (int i = 0; i < list->count; i++) {
        free(list->rows[i].title);
        free(list->rows[i].aside);
    }
    free(list->rows);
    *list = (struct short_list){.chosen = -1};
}

void short_list_narrow(struct short_list *list, const char *words)
{
    assert(words);
    char *wanted = text_fold(words);
    for (int i = 0; i < list->count; i++) {
        char *title = text_fold(list->rows[i].title);
        list->rows[i].fits = text_has_words(title, wanted);
        free(title);
    }
    free(wanted);
    if (list->chosen >= 0 && list->rows[list->chosen].fits)
        return;
    list->chosen = -1;
    for (int i = list->count - 1; i >= 0; i--)
        if (list->rows[i].fits)
            list->chosen = i;
}

void short_list_move(struct short_list *list, int by)
{
    assert(by == 1 || by == -1);
    for (int i = 1; i <= list->count && list->chosen >= 0; i++) {
        int at = (list->chosen + by * i + list->count) % list->count;
        if (list->rows[at].fits) {
            list->chosen = at;
            return;
        }
    }
}

void short_list_choose(struct short_list *list, const struct id *id)
{
    assert(list);
    list->chosen = -1;
    for (int i = 0; id && i < list->count; i++)
        if (id_equal(&list->rows[i].id, id))
            list->chosen = i;
}

const struct short_list_row *short_list_chosen(const struct short_list *list)
{
    assert(list->chosen < list->count);
    return list->chosen < 0 ? NULL : &list->rows[list->chosen];
}

/* The aside is at the right end of the row. */
static void short_draw_one(const struct short_list_row *one, bool chosen, struct area area)
{
    enum style style = chosen ? STYLE_CURSOR : STYLE_TEXT;
    bool beside = one->aside && area.width > LEAST_WITH_ASIDE;
    int aside = beside ? text_width(one->aside) + 2 : 0;
    if (aside > ASIDE_WIDTH)
        aside = ASIDE_WIDTH;
    screen_textf(area.y, area.x, area.width - aside, style, " %s", one->title);
    if (beside)
        screen_textf(area.y, area.x + area.width - aside, aside,
            chosen ? STYLE_CURSOR : STYLE_MUTED, " %s", one->aside);
}

/* How many matching rows are above the first that is drawn, where so many are. */
static int short_passed_over(const struct short_list *list, int rows)
{
    int before = 0;
    for (int i = 0; i < list->chosen; i++)
        before += list->rows[i].fits;
    return before < rows ? 0 : before - rows + 1;
}

int short_list_draw(const struct short_list *list, const char *none, struct area area)
{
    int y = area.y, skip = short_passed_over(list, area.height);
    for (int i = 0; i < list->count && y < area.y + area.height; i++)
        if (list->rows[i].fits && skip-- <= 0)
            short_draw_one(
                &list->rows[i], i == list->chosen, (struct area){y++, area.x, 1, area.width});
    if (none && list->chosen < 0 && y < area.y + area.height)
        screen_text(y++, area.x, area.width, STYLE_MUTED, none);
    return y;
}

bool short_list_press(struct short_list *list, struct area area, int y)
{
    int left = y - area.y - 1 + short_passed_over(list, area.height - 1);
    if (y <= area.y || y >= area.y + area.height)
        return false;
    for (int i = 0; i < list->count; i++)
        if (list->rows[i].fits && left-- == 0) {
            list->chosen = i;
            return true;
        }
    return false;
}
