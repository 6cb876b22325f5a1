/*
 * app.c: the stack of panels, and the message.
 *
 * What holds between calls:
 *
 * 1. While the program runs, the stack is never empty: app_remove leaves the last panel.
 * 2. A removed panel lives until app_free_gone: the caller may be running in it.
 * 3. depth is at most room, and at most DEEPEST.
 */
#include "tui/app/app.h"
#include "core/cache/cache_refresh.h"
#include "core/open.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 100 }; /* panels to go back through */

void app_store_drafts(struct app *app, struct panel *panel)
{
    if (panel->ops->store_drafts)
        panel->ops->store_drafts(panel, app);
}

/* Removes the panel at that place. */
static void app_remove_at(struct app *app, size_t at)
{
    struct panel *panel = app->stack[at];
    app_store_drafts(app, panel);
    digit_history_forget(&app->digits, panel);
    memmove(app->stack + at, app->stack + at + 1, (--app->depth - at) * sizeof *app->stack);
    app->gone = li_realloc(app->gone, app->gone_count + 1, sizeof *app->gone);
    app->gone[app->gone_count++] = panel;
    app->dirty = true;
}

void app_free_gone(struct app *app)
{
    for (size_t i = 0; i < app->gone_count; i++)
        app->gone[i]->ops->free(app->gone[i]);
    app->gone_count = 0;
    context_close(app->gone_context);
    app->gone_context = NULL;
}

void app_push(struct app *app, struct panel *panel)
{
    if (!panel)
        return;
    if (app->depth == DEEPEST)
        app_remove_at(app, 0);
    if (app->depth == app->room) {
        app->room = app->room ? app->room * 2 : 8;
        app->stack = li_realloc(app->stack, app->room, sizeof(struct panel *));
    }
    app->stack[app->depth++] = panel;
    app->dirty = true;
}

void app_remove(struct app *app, struct panel *panel)
{
    for (size_t i = app->depth; i > 0 && app->depth > 1; i--)
        if (app->stack[i - 1] == panel) {
            app_remove_at(app, i - 1);
            return;
        }
}

void app_clear(struct app *app)
{
    while (app->depth > 0)
        app_remove_at(app, app->depth - 1);
}

void app_pop(struct app *app)
{
    app_remove(app, app_top(app));
}

struct panel *app_top(struct app *app)
{
    assert(app->depth > 0);
    return app->stack[app->depth - 1];
}

bool app_raise(struct app *app, const void *root)
{
    assert(root);
    for (size_t i = 0; i < app->depth; i++) {
        struct panel *panel = app->stack[i];
        if (panel->root != root)
            continue;
        memmove(app->stack + i, app->stack + i + 1, (app->depth - 1 - i) * sizeof *app->stack);
        app->stack[app->depth - 1] = panel;
        app->dirty = true;
        return true;
    }
    return false;
}

void app_show_message(struct app *app, enum style style, char *message)
{
    free(app->message);
    app->message = message;
    app->message_style = style;
    app->dirty = true;
}

void app_say(struct app *app, const char *format, ...)
{
    assert(format);
    va_list arguments;
    va_start(arguments, format);
    char *message = li_vformat(format, arguments);
    va_end(arguments);
    app_show_message(app, STYLE_STRONG, message);
}

void app_fail(struct app *app, const struct li_error *err)
{
    assert(err);
    app_show_message(app, STYLE_ERROR, li_strdup(err->message));
}

bool app_check(struct app *app, enum li_err code, const struct li_error *err)
{
    app->dirty = true;
    if (code)
        app_fail(app, err);
    return !code;
}

void app_say_draft(struct app *app, char *at, const char *what, bool elsewhere)
{
    if (at)
        app_say(app, "Draft from %s resumed; press %s to discard it.", at,
            keymap_text(&app->keys, ACTION_DISCARD));
    else if (elsewhere)
        app_say(app, "This %s is also open in another window; that draft stays there.", what);
    free(at);
}

void app_refresh(struct app *app)
{
    app->version = store_version(app->context->store);
    app->written = true;
    for (size_t i = 0; i < app->depth; i++)
        panel_refresh(app->stack[i], app);
    app->dirty = true;
}

struct context *app_present(const struct app *app)
{
    return app->present.context ? app->present.context : app->context;
}

/* An overlay belongs to the panel under it: opening another panel closes it. */
static void app_leave_overlays(struct app *app)
{
    while (app->depth > 1 && app_top(app)->ops->overlay)
        app_pop(app);
}

void app_open(struct app *app, const struct kind *kind, const struct id *id)
{
    assert(kind && id);
    app_leave_overlays(app);
    app_push(app, app->tables->panels->page(app, kind, id));
}

void app_list(struct app *app, const struct kind *kind, const char *filter)
{
    assert(kind);
    app_leave_overlays(app);
    if (filter || !app_raise(app, kind))
        app_push(app, app->tables->panels->list(app, kind, filter));
}

void app_edit(struct app *app, const struct kind *kind, const struct id *id, const struct kind *of,
    const struct id *of_id)
{
    assert(kind && (!of || of_id));
    app_leave_overlays(app);
    app_push(app, app->tables->panels->form(app, kind, id, of, of_id));
}

void app_begin(struct app *app, struct record *record)
{
    assert(record);
    app_leave_overlays(app);
    app_push(app, app->tables->panels->begun_form(app, record));
}

void app_log(struct app *app, const struct id *goal)
{
    assert(goal);
    app_leave_overlays(app);
    app_push(app, app->tables->panels->log(app, goal));
}

void app_contact(struct app *app, const struct kind *kind, const struct id *id)
{
    assert(kind && id);
    app_leave_overlays(app);
    app_push(app, app->tables->panels->contact(app, kind, id));
}

void app_add(struct app *app, const struct kind *kind, const char *title,
    void (*made)(void *arg, struct app *app, const struct id *id), void *arg)
{
    assert(kind && title && made);
    app_push(app, app->tables->panels->added_form(app, kind, title, made, arg));
}

/* Looks once a millisecond at most, because that takes several system calls. */
static bool app_key_waits(void *arg)
{
    struct app *app = arg;
    int64_t now = input_now();
    if (now == app->looked)
        return false;
    app->looked = now;
    return input_waiting();
}

void app_yield_to_keys(struct app *app, bool on)
{
    store_on_progress(app->context->store, on ? app_key_waits : NULL, app);
}

void app_begin_day(struct app *app)
{
    cache_refresh_free(app->refreshing);
    app->refreshing = cache_refresh_new(app->context);
}

void app_first_screen(struct app *app)
{
    app_push(app, app->tables->panels->first(app));
}
