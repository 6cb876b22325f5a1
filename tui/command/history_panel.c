/*
 * history_panel.c: entries and their changes; more are read as the cursor comes near the end.
 *
 * What holds between calls:
 *
 * 1. events are the last entries, newest first, each followed by at most CHANGES_SHOWN of its
 * changes and a line for the rest.
 * 2. entries is at most limit; less means that all were read.
 */
#include "tui/command/history_panel.h"
#include "core/base/number.h"
#include "core/record/history.h"
#include "core/schema/choice_word.h"
#include "data/base/memory.h"
#include <stdlib.h>
#include <string.h>

enum { FIRST_READ = 100, CHANGES_SHOWN = 6 };

/* An entry, or one change of the entry above. */
struct history_event {
    char *at, *author, *text;
    bool change, undone;
    const struct kind *kind; /* the one record it is about, with id; NULL: none or many */
    struct id id;
};

struct history_panel {
    struct panel panel;
    struct history_event *events;
    size_t count;
    int64_t limit, entries; /* asked for; read. Fewer than asked for: there are no more */
    enum date_order dates;  /* how dates are shown */
    bool stale;
};

static void history_clear(struct history_panel *history)
{
    for (size_t i = 0; i < history->count; i++) {
        free(history->events[i].at);
        free(history->events[i].author);
        free(history->events[i].text);
    }
    history->count = 0;
    history->entries = 0;
}

static struct history_event *history_add(struct history_panel *history, char *text)
{
    if ((history->count & (history->count - 1)) == 0)
        history->events = li_realloc(
            history->events, history->count ? history->count * 2 : 1, sizeof *history->events);
    struct history_event *event = &history->events[history->count++];
    *event = (struct history_event){.text = text};
    return event;
}

/* A value before or after the change, as shown. */
static const char *history_value_text(const struct history_change *change, const char *value,
    enum date_order dates, char room[CHOICE_WORD_SIZE])
{
    bool dated = change->field && change->field->type == FIELD_DAY;
    if (!value || !change->field)
        return value ? value : "(blank)";
    return dated ? date_show_stored(value, dates, room) : choice_cell(change->field, value, room);
}

static char *history_change_text(const struct history_change *change, enum date_order dates)
{
    static const char *const how[] = {
        [HISTORY_ADDED] = "added",
        [HISTORY_REMOVED] = "removed",
        [HISTORY_ARCHIVED] = "archived",
        [HISTORY_RESTORED] = "restored",
    };
    const char *subject = change->title ? change->title : "";
    if (change->how != HISTORY_CHANGED)
        return li_format("%s \"%s\" %s", change->kind->label, subject, how[change->how]);
    const char *arrow = screen_ascii() ? "->" : "→";
    char from[CHOICE_WORD_SIZE], to[CHOICE_WORD_SIZE];
    return li_format("%s \"%s\": %s %s %s %s", change->kind->label, subject,
        change->field ? change->field->label : "",
        history_value_text(change, change->from, dates, from), arrow,
        history_value_text(change, change->to, dates, to));
}

static void history_panel_add_changes(
    struct history_panel *history, const struct history_entry *entry)
{
    size_t shown = entry->change_count < CHANGES_SHOWN ? entry->change_count : CHANGES_SHOWN;
    for (size_t i = 0; i < shown; i++) {
        struct history_event *event =
            history_add(history, history_change_text(&entry->changes[i], history->dates));
        event->change = true;
        event->undone = entry->undone;
        event->kind = entry->changes[i].kind;
        event->id = entry->changes[i].id;
    }
    size_t left = entry->change_count - shown + entry->more;
    char more[NUMBER_SIZE];
    if (left > 0)
        history_add(history, li_format("and %s more", number_grouped((int64_t)left, more)))
            ->change = true;
}

static bool history_panel_add_entry(void *arg, const struct history_entry *entry)
{
    struct history_panel *history = arg;
    struct history_event *event = history_add(history, history_label(entry));
    event->at = li_strdup(entry->at);
    event->author = li_strdup(entry->author);
    event->undone = entry->undone;
    if (entry->change_count == 1 && entry->more == 0) {
        event->kind = entry->changes[0].kind;
        event->id = entry->changes[0].id;
    }
    history_panel_add_changes(history, entry);
    history->entries++;
    return true;
}

static void history_panel_load(struct history_panel *history, struct app *app)
{
    struct history_options options = {.limit = history->limit};
    struct li_error err;
    history_clear(history);
    history->stale = false;
    history->dates = context_dates(app->context);
    if (history_read(app->context, &options, history_panel_add_entry, history, &err))
        app_fail(app, &err);
    app->dirty = true;
}

/* Near the end, reads twice as many. */
static bool history_work(struct panel *panel, struct app *app)
{
    struct history_panel *history = (struct history_panel *)panel;
    bool near = history->panel.scroll.at + FIRST_READ / 2 > history->count;
    if (!history->stale && !(near && history->entries >= history->limit))
        return false;
    if (!history->stale)
        history->limit *= 2;
    history_panel_load(history, app);
    return false;
}

static void history_draw_event(const struct history_event *event, int y, struct area area)
{
    enum style style = event->undone || event->change ? STYLE_MUTED : STYLE_TEXT;
    int x = area.x + 1, end = area.x + area.width - 1;
    if (event->change) {
        screen_text(y, x + 2, end - x - 2, style, event->text);
        return;
    }
    int author = area.width >= 100 ? 24 : area.width >= 60 ? 14 : 0;
    x = screen_text(
            y, x, area.width >= 40 ? 16 : 0, STYLE_LABEL, area.width >= 40 ? event->at : "") +
        (area.width >= 40 ? 2 : 0);
    if (author)
        x = screen_text(y, x, author, STYLE_LABEL, event->author) + 2;
    const char *undone = event->undone ? "(undone) " : "";
    x = screen_text(y, x, text_width(undone), STYLE_WARN, undone);
    screen_text(
        y, x, end > x ? end - x : 0, event->undone ? STYLE_MUTED : STYLE_STRONG, event->text);
}

static void history_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct history_panel *history = (struct history_panel *)panel;
    (void)app;
    scroll_fit(&history->panel.scroll, history->count, area.height);
    if (history->count == 0)
        screen_text(area.y, area.x + 1, area.width - 1, STYLE_MUTED, "No changes yet.");
    for (int i = 0; i < area.height && history->panel.scroll.top + (size_t)i < history->count; i++)
        history_draw_event(
            &history->events[history->panel.scroll.top + (size_t)i], area.y + i, area);
    scroll_draw_cursor(&history->panel.scroll, history->count, area, focused);
    scroll_draw(&history->panel.scroll, history->count, area);
}

static const struct history_event *history_at_cursor(const struct history_panel *history)
{
    return history->panel.scroll.at < history->count ? &history->events[history->panel.scroll.at]
                                                     : NULL;
}

static void history_open_event(const struct history_panel *history, struct app *app)
{
    const struct history_event *event = history_at_cursor(history);
    if (event && event->kind)
        app_open(app, event->kind, &event->id);
}

static bool history_act(struct panel *panel, struct app *app, enum action action)
{
    struct history_panel *history = (struct history_panel *)panel;
    if (action == ACTION_OPEN)
        history_open_event(history, app);
    return action == ACTION_OPEN;
}

static size_t history_count(struct panel *panel)
{
    return ((struct history_panel *)panel)->count;
}

static void history_refresh(struct panel *panel, struct app *app)
{
    (void)app;
    ((struct history_panel *)panel)->stale = true;
}

static void history_title(struct panel *panel, FILE *left, FILE *right)
{
    const struct history_panel *history = (const struct history_panel *)panel;
    fputs("History", left);
    fprintf(right, "%lld%s change%s", (long long)history->entries,
        history->entries < history->limit ? "" : "+", history->entries == 1 ? "" : "s");
}

static bool history_record(struct panel *panel, const struct kind **kind, struct id *id)
{
    const struct history_event *event = history_at_cursor((struct history_panel *)panel);
    if (!event || !event->kind)
        return false;
    *kind = event->kind;
    *id = event->id;
    return true;
}

static void history_panel_free(struct panel *panel)
{
    struct history_panel *history = (struct history_panel *)panel;
    history_clear(history);
    free(history->events);
    free(history);
}

const struct panel_ops history_panel_ops = {
    .place = PLACE_TEXT,
    .draw = history_draw,
    .act = history_act,
    .count = history_count,
    .work = history_work,
    .refresh = history_refresh,
    .title = history_title,
    .record = history_record,
    .free = history_panel_free,
};

struct panel *history_panel_new(struct app *app)
{
    struct history_panel *history = li_calloc(1, sizeof *history);
    history->panel.ops = &history_panel_ops;
    history->panel.root = &history_panel_ops;
    history->limit = FIRST_READ;
    history_panel_load(history, app);
    return &history->panel;
}
