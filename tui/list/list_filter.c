/*
 * list_filter.c: the filter of a list as it is typed, given up and dropped.
 */
#include "data/base/memory.h"
#include "tui/list/list_internal.h"
#include "tui/widget/prompt.h"
#include <stdlib.h>
#include <string.h>

void list_set_filter(struct list *list, const char *filter)
{
    char *old = list->filter;
    list->filter = filter && filter[strspn(filter, " ")] ? li_strdup(filter) : NULL;
    list->marking.pending = false; /* those were others */
    cursor_anchor_afresh(&list->anchor);
    free(old);
}

static void list_filter_changed(void *arg, struct app *app, const char *text)
{
    struct list *list = arg;
    struct li_error err;
    char *old = li_strdup(list->filter);
    list_set_filter(list, text);
    bool wrong = row_finder_find(list->rows, list->filter, list->sort, &err) != LI_OK;
    if (wrong)
        list_set_filter(list, old);
    app->dirty = true;
    prompt_remark(list->ask, wrong ? err.message : NULL);
    list_answer_soon(list, app);
    free(old);
}

static bool list_is_same(const char *one, const char *other)
{
    return one && other ? strcmp(one, other) == 0 : one == other;
}

static void list_filter_done(void *arg, struct app *app, const char *text)
{
    struct list *list = arg;
    list->ask = NULL;
    search_matches_seek(&list->hits, list->filter);
    if (text && !list_is_same(list->filter, list->before))
        list_name(list, NULL);
    if (!text) {
        list_set_filter(list, list->before);
        list_find(list, app);
    }
    free(list->before);
    list->before = NULL;
}

static void list_filter_moved(void *arg, struct app *app, enum action action)
{
    app->dirty = true;
    panel_move(&((struct list *)arg)->panel, app, action);
}

void list_ask_filter(struct list *list, struct app *app)
{
    static const struct prompt_ops asks = {
        .label = " / ",
        .help = "words, or health:at-risk  due:<+30d  -term  is:archived",
        .changed = list_filter_changed,
        .done = list_filter_done,
        .moved = list_filter_moved,
    };
    list->before = li_strdup(list->filter);
    list->ask = prompt_new(&asks, list->filter, list);
    app_push(app, list->ask);
}

static const char list_mine[] = "is:mine";

/* Where the filter says that, as a word of its own; NULL: it does not. */
static const char *list_find_mine(const char *filter)
{
    enum { LENGTH = sizeof list_mine - 1 };
    for (const char *at = filter; at && (at = strstr(at, list_mine)) != NULL; at += LENGTH)
        if ((at == filter || at[-1] == ' ') && (!at[LENGTH] || at[LENGTH] == ' '))
            return at;
    return NULL;
}

void list_toggle_mine(struct list *list, struct app *app)
{
    struct li_error err;
    const char *filter = list->filter ? list->filter : "", *at = list_find_mine(filter);
    const char *rest = at ? at + strlen(list_mine) : "";
    char *other = at ? li_format("%.*s%s", (int)(at - filter), filter, rest + (*rest == ' '))
                     : li_format("%s%s%s", filter, *filter ? " " : "", list_mine);
    char *old = li_strdup(list->filter);
    other[strlen(other) - (*other && other[strlen(other) - 1] == ' ')] = '\0';
    list_set_filter(list, other);
    app->dirty = true;
    if (row_finder_find(list->rows, list->filter, list->sort, &err)) {
        list_set_filter(list, old);
        app_fail(app, &err);
    } else {
        list_name(list, NULL);
        list_answer_soon(list, app);
    }
    free(old);
    free(other);
}

bool list_clear(struct list *list, struct app *app)
{
    if (list_selection_drop(&list->marking))
        return true;
    if (!list->filter)
        return false;
    search_matches_seek(&list->hits, list->filter);
    list_name(list, NULL);
    list_set_filter(list, NULL);
    list_find(list, app);
    return true;
}
