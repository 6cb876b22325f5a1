/*
 * list_columns.c: the columns of a list, and its whole look, as a view keeps it.
 */
#include "data/base/memory.h"
#include "tui/list/column_layout.h"
#include "tui/list/list_internal.h"
#include <stdlib.h>
#include <string.h>

/* Before it is drawn first it may be as wide as the screen: keys typed ahead choose among columns
   that find room. */
void list_lay_out(struct list *list)
{
    int area = list->panel.area.width, room = (area > 0 ? area : screen_area().width) - 3;
    (list->chosen ? column_layout_chosen : column_layout_columns)(
        &list->columns, room, list->widths);
}

bool list_choose(struct list *list, struct app *app, const char *columns)
{
    struct columns read;
    struct li_error err;
    if (columns_parse(list->kind, columns, &read, &err) != LI_OK) {
        app_fail(app, &err);
        return false;
    }
    char *chosen = li_strdup(columns);
    row_finder_show(list->rows, &list->columns); /* forgets what was read of the old ones */
    columns_free(&list->columns);
    list->columns = read;
    free(list->chosen);
    list->chosen = chosen;
    list->widths = li_realloc(list->widths, read.count + 1, sizeof *list->widths);
    list_lay_out(list);
    app->dirty = true;
    return true;
}

void list_name(struct list *list, const char *view)
{
    char *name = li_strdup(view);
    free(list->view);
    list->view = name;
}

/* Names of the columns that find room, or of those that find none. */
static size_t list_write_names(const struct list *list, bool room, size_t before, FILE *out)
{
    size_t count = before;
    for (size_t i = 0; i < list->columns.count; i++)
        if ((list->widths[i] > 0) == room)
            fprintf(out, "%s%s", count++ > 0 ? "," : "", list->columns.list[i].name);
    return count;
}

static void list_tell_order(const struct list *list, struct list_state *out)
{
    FILE *names = li_text_open(&out->order);
    out->shown = list_write_names(list, true, 0, names);
    list_write_names(list, false, out->shown, names);
    li_text_close(names);
}

void list_look(struct panel *panel, struct list_state *out)
{
    const struct list *list = (const struct list *)panel;
    *out = (struct list_state){
        .kind = list->kind,
        .name = li_strdup(list->view),
        .filter = li_strdup(list->filter),
        .columns = li_strdup(list->chosen),
        .sort = strcmp(list->sort, list->kind->sort) == 0 ? NULL : li_strdup(list->sort),
    };
    list_tell_order(list, out);
}

static const char *list_or_own(const char *sort, const struct kind *kind)
{
    return sort && *sort ? sort : kind->sort;
}

/* Other rows only where it asks for others: choosing columns leaves the cursor where it is. */
static bool list_asks_the_same(const struct list *list, const struct list_state *look)
{
    const char *filter = look->filter ? look->filter : "", *now = list->filter ? list->filter : "";
    return strcmp(filter, now) == 0 && strcmp(list_or_own(look->sort, list->kind), list->sort) == 0;
}

void list_put_look(struct panel *panel, struct app *app, const struct list_state *look)
{
    struct list *list = (struct list *)panel;
    struct li_error err;
    const char *sort = list_or_own(look->sort, list->kind);
    bool same = list_asks_the_same(list, look);
    if (!list_choose(list, app, look->columns))
        return;
    if (!same && row_finder_find(list->rows, look->filter, sort, &err) != LI_OK) {
        app_fail(app, &err);
        return;
    }
    list_name(list, look->name);
    if (same)
        return;
    list_set_filter(list, look->filter);
    char *old = list->sort;
    list->sort = li_strdup(sort);
    free(old);
}
