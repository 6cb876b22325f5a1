/*
 * short_list.c: narrowed by looking at each.
 */
#include "tui/widget/short_list.h"
#include "core/base/text.h"
#include "data/base/memory.h"
#include <stdlib.h>

enum { ASIDE_WIDTH = 30, LEAST_WITH_ASIDE = 40 };

void short_list_add(
    struct short_list *few, const struct id *id, const char *title, const char *aside)
{
    few->list = li_realloc(few->list, (size_t)few->count + 1, sizeof *few->list);
    few->list[few->count++] =
        (struct one){.id = *id, .title = li_strdup(title), .aside = li_strdup(aside), .fits = true};
    few->chosen = 0;
}

void short_list_free(struct short_list *few)
{
    for (int i = 0; i < few->count; i++) {
        free(few->list[i].title);
        free(few->list[i].aside);
    }
    free(few->list);
    *few = (struct short_list){.chosen = -1};
}

void short_list_narrow(struct short_list *few, const char *words)
{
    char *wanted = text_fold(words);
    for (int i = 0; i < few->count; i++) {
        char *title = text_fold(few->list[i].title);
        few->list[i].fits = text_has_words(title, wanted);
        free(title);
    }
    free(wanted);
    if (few->chosen >= 0 && few->list[few->chosen].fits)
        return;
    few->chosen = -1;
    for (int i = few->count - 1; i >= 0; i--)
        if (few->list[i].fits)
            few->chosen = i;
}

void short_list_move(struct short_list *few, int by)
{
    for (int i = 1; i <= few->count && few->chosen >= 0; i++) {
        int at = (few->chosen + by * i + few->count) % few->count;
        if (few->list[at].fits) {
            few->chosen = at;
            return;
        }
    }
}

void short_list_choose(struct short_list *few, const struct id *id)
{
    few->chosen = -1;
    for (int i = 0; id && i < few->count; i++)
        if (id_equal(&few->list[i].id, id))
            few->chosen = i;
}

const struct one *short_list_chosen(const struct short_list *few)
{
    return few->chosen < 0 ? NULL : &few->list[few->chosen];
}

/* The aside stands at the right end of the line. */
static void short_draw_one(const struct one *one, bool chosen, struct area area)
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

/* How many of those that fit are above the first painted in so many rows. */
static int short_passed_over(const struct short_list *few, int rows)
{
    int before = 0;
    for (int i = 0; i < few->chosen; i++)
        before += few->list[i].fits;
    return before < rows ? 0 : before - rows + 1;
}

int short_list_draw(const struct short_list *few, const char *none, struct area area)
{
    int y = area.y, skip = short_passed_over(few, area.height);
    for (int i = 0; i < few->count && y < area.y + area.height; i++)
        if (few->list[i].fits && skip-- <= 0)
            short_draw_one(
                &few->list[i], i == few->chosen, (struct area){y++, area.x, 1, area.width});
    if (none && few->chosen < 0 && y < area.y + area.height)
        screen_text(y++, area.x, area.width, STYLE_MUTED, none);
    return y;
}

bool short_list_press(struct short_list *few, struct area area, int y)
{
    int left = y - area.y - 1 + short_passed_over(few, area.height - 1);
    if (y <= area.y || y >= area.y + area.height)
        return false;
    for (int i = 0; i < few->count; i++)
        if (few->list[i].fits && left-- == 0) {
            few->chosen = i;
            return true;
        }
    return false;
}
