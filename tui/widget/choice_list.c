/*
 * choice_list.c: arrows or a first letter move the cursor, Enter chooses, Esc leaves.
 */
#include "tui/widget/choice_list.h"
#include "core/base/name.h"
#include "core/schema/choice_word.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
#include <assert.h>
#include <ctype.h>
#include <stdlib.h>

struct choice_list {
    struct panel panel;
    const struct field *of;
    const char *const *names;
    size_t count;
    void (*chosen)(void *arg, struct app *app, const char *name);
    void *arg;
};

static const char *choice_list_word(
    const struct choice_list *choices, size_t at, char word[CHOICE_WORD_SIZE])
{
    return choice_cell(choices->of, choices->names[at], word);
}

static void choice_list_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct choice_list *choices = (struct choice_list *)panel;
    struct scroll *scroll = &panel->scroll;
    int width = text_width(choices->of->label) + 2, height = (int)choices->count + 2;
    char word[CHOICE_WORD_SIZE];
    (void)app;
    for (size_t i = 0; i < choices->count; i++)
        if (text_width(choice_list_word(choices, i, word)) > width)
            width = text_width(choice_list_word(choices, i, word));
    width = width + 8 < area.width ? width + 8 : area.width;
    height = height < area.height ? height : area.height;
    struct area inside = screen_frame((struct area){area.y + (area.height - height) / 2,
                                          area.x + (area.width - width) / 2, height, width},
        choices->of->label);
    panel->lines = inside;
    scroll_fit(scroll, choices->count, inside.height);
    for (int y = 0; y < inside.height && scroll->top + (size_t)y < choices->count; y++)
        screen_textf(inside.y + y, inside.x, inside.width, STYLE_TEXT, " %s",
            choice_list_word(choices, scroll->top + (size_t)y, word));
    scroll_draw_cursor(scroll, choices->count, inside, focused);
}

static void choice_list_choose(struct choice_list *choices, struct app *app)
{
    app_remove(app, &choices->panel);
    choices->chosen(choices->arg, app, choices->names[choices->panel.scroll.at]);
}

static bool choice_list_act(struct panel *panel, struct app *app, enum action action)
{
    struct choice_list *choices = (struct choice_list *)panel;
    size_t *at = &panel->scroll.at;
    switch (action) {
    case ACTION_NEXT_CHOICE: *at = (*at + 1) % choices->count; return true;
    case ACTION_PREV_CHOICE: *at = (*at + choices->count - 1) % choices->count; return true;
    case ACTION_CANCEL: app_remove(app, panel); return true;
    case ACTION_ACCEPT: choice_list_choose(choices, app); return true;
    default: return false;
    }
}

static size_t choice_list_count(struct panel *panel)
{
    return ((struct choice_list *)panel)->count;
}

/* Goes to the next word that begins with the letter. */
static bool choice_list_type(struct panel *panel, struct app *app, const struct key *key)
{
    struct choice_list *choices = (struct choice_list *)panel;
    char word[CHOICE_WORD_SIZE];
    app->dirty = true;
    for (size_t i = 1; key->code < 0x80 && i <= choices->count; i++) {
        size_t at = (panel->scroll.at + i) % choices->count;
        if (tolower(choice_list_word(choices, at, word)[0]) == tolower((int)key->code)) {
            panel->scroll.at = at;
            return true;
        }
    }
    return false;
}

static void choice_list_free(struct panel *panel)
{
    free(panel);
}

static const struct panel_ops choice_list_ops = {
    .place = PLACE_ENTRY,
    .overlay = true,
    .draw = choice_list_draw,
    .act = choice_list_act,
    .type = choice_list_type,
    .count = choice_list_count,
    .free = choice_list_free,
};

struct panel *choice_list_new(const struct field *of, const char *const *names, const char *current,
    void (*chosen)(void *arg, struct app *app, const char *name), void *arg)
{
    assert(of && names && names[0] && chosen);
    struct choice_list *choices = li_calloc(1, sizeof *choices);
    int at = name_find(names, current);
    *choices = (struct choice_list){
        .panel.ops = &choice_list_ops, .of = of, .names = names, .chosen = chosen, .arg = arg};
    choices->panel.scroll.at = at < 0 ? 0 : (size_t)at;
    while (names[choices->count])
        choices->count++;
    return &choices->panel;
}
