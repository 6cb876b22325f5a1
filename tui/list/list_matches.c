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

static void go(struct list *list, struct app *app)
{
    struct hits *hits = &list->hits;
    size_t nth, all;
    char one[NUMBER_SIZE], of[NUMBER_SIZE];
    size_t at = hits_next(hits, list->rows, list->scroll.at, hits->toward, &nth, &all);
    hits->toward = 0;
    if (at == SIZE_MAX) {
        app_say(app, "Nothing here fits \"%s\".", hits->words);
        return;
    }
    list->scroll.at = at;
    anchor_drop(&list->anchor, list->rows, &list->scroll);
    app_say(app, "%s of %s that fit \"%s\".", number_grouped((int64_t)nth, one),
        number_grouped((int64_t)all, of), hits->words);
}

bool list_seek(struct list *list, struct app *app)
{
    struct li_error err = {.code = LI_OK};
    if (list->hits.toward == 0)
        return false;
    app_yield_to_keys(app, true);
    bool more = hits_work(&list->hits, app->li, list->kind, &err);
    app_yield_to_keys(app, false);
    if (err.code)
        app_fail(app, &err);
    else if (!more)
        go(list, app);
    return more;
}

static void words_typed(void *arg, struct app *app, const char *text)
{
    struct list *list = arg;
    list->ask = NULL;
    (void)app;
    hits_seek(&list->hits, text);
    list->hits.toward = list->hits.words ? 1 : 0;
}

void list_to_hit(struct list *list, struct app *app, int toward)
{
    static const struct prompt_ops asks = {.label = " Find ",
        .help = "words or a filter; the other records stay",
        .done = words_typed};
    if (!list->hits.words)
        hits_seek(&list->hits, list->filter);
    if (list->hits.words) {
        list->hits.toward = toward;
        return;
    }
    list->ask = panel_prompt_new(&asks, NULL, list);
    app_push(app, list->ask);
}
