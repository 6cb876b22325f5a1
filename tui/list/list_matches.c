/*
 * list_matches.c: going from hit to hit of what was filtered last, or is asked for, without leaving
 * the other records out.
 */
#include "core/base/number.h"
#include "data/base/memory.h"
#include "tui/list/list_internal.h"
#include "tui/widget/prompt.h"
#include <stdint.h>
#include <stdlib.h>

static void list_go(struct list *list, struct app *app)
{
    struct search_matches *hits = &list->hits;
    size_t nth, all;
    char one[NUMBER_SIZE], of[NUMBER_SIZE];
    size_t at =
        search_matches_next(hits, list->rows, list->panel.scroll.at, hits->toward, &nth, &all);
    hits->toward = 0;
    if (at == SIZE_MAX) {
        app_say(app, "No match for \"%s\".", hits->words);
        return;
    }
    list->panel.scroll.at = at;
    cursor_anchor_drop(&list->anchor, list->rows, &list->panel.scroll);
    app_say(app, "Match %s of %s for \"%s\".", number_grouped((int64_t)nth, one),
        number_grouped((int64_t)all, of), hits->words);
}

bool list_seek(struct list *list, struct app *app)
{
    struct li_error err = {.code = LI_OK};
    if (list->hits.toward == 0)
        return false;
    app_yield_to_keys(app, true);
    bool more = search_matches_work(&list->hits, app->context, list->kind, &err);
    app_yield_to_keys(app, false);
    if (err.code)
        app_fail(app, &err);
    else if (!more)
        list_go(list, app);
    return more;
}

static void list_words_typed(void *arg, struct app *app, const char *text)
{
    struct list *list = arg;
    list->ask = NULL;
    (void)app;
    search_matches_seek(&list->hits, text);
    list->hits.toward = list->hits.words ? 1 : 0;
}

void list_to_hit(struct list *list, struct app *app, int toward)
{
    static const struct prompt_ops asks = {.label = " Find ",
        .help = "words or a filter; other records stay in the list",
        .done = list_words_typed};
    if (!list->hits.words)
        search_matches_seek(&list->hits, list->filter);
    if (list->hits.words) {
        list->hits.toward = toward;
        return;
    }
    list->ask = prompt_new(&asks, NULL, list);
    app_push(app, list->ask);
}
