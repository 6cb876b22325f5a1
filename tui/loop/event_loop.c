/*
 * event_loop.c: takes keys, works between them, and draws.
 *
 * What holds between two keys:
 *
 * 1. The stack of panels is not empty, and no removed panel is left to be freed.
 * 2. refreshing, where it is not NULL, works on the context that is shown.
 * 3. version is that of the database when the panels in sight were last refreshed; after others
 *    have written it lags behind until K_CHANGED, or until the work of a query has ended.
 */
#include "tui/loop/event_loop.h"
#include "core/cache/cache_refresh.h"
#include "core/record/draft.h"
#include "data/base/memory.h"
#include "data/store/store_wait.h"
#include "tui/app/as_of_mode.h"
#include "tui/app/progress_dialog.h"
#include "tui/loop/color_settings.h"
#include "tui/loop/frame.h"
#include "tui/loop/key_router.h"
#include "tui/loop/percent_jump.h"
#include "tui/share/sharing.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static void event_loop_others_wrote(struct app *app)
{
    if (store_version(app->context->store) != app->version)
        app_refresh(app);
}

static void event_loop_resized(struct app *app)
{
    screen_resized();
    app->dirty = true;
}

/* sharing_turn handles what has ended or is due. */
static void event_loop_woken(struct app *app)
{
    (void)app;
}

static void event_loop_leave(struct app *app)
{
    app->leaving = true;
}

/* Keys that are events, not typed by a person. */
static const struct {
    uint32_t code;
    void (*run)(struct app *app);
} event_loop_events[] = {{K_RESIZE, event_loop_resized}, {K_CHANGED, event_loop_others_wrote},
    {K_ENDED, event_loop_woken}, {K_ALARM, event_loop_woken}, {K_QUIT, event_loop_leave}};

static bool event_loop_is_event(struct app *app, const struct key *key)
{
    for (size_t i = 0; i < sizeof event_loop_events / sizeof *event_loop_events; i++)
        if (event_loop_events[i].code == key->code) {
            event_loop_events[i].run(app);
            return true;
        }
    return false;
}

static void event_loop_take_key(struct app *app, const struct key *key)
{
    if (!event_loop_is_event(app, key) &&
        (key_router_writes(app_top(app)) || !percent_jump_holds(app, key)))
        key_router_press(app, key);
}

/* One slice of work for each panel in sight. */
static bool event_loop_work(struct app *app)
{
    bool more = false;
    size_t base = frame_base(app);
    for (size_t i = 0; i < base; i++)
        if (app->stack[i]->ops->rest)
            app->stack[i]->ops->rest(app->stack[i]);
    for (size_t i = base; i < app->depth; i++)
        more |= panel_work(app->stack[i], app);
    return more;
}

/* When no panel has work and no keys are being pressed, brings the cache up to date. */
static bool event_loop_work_aside(struct app *app)
{
    enum { REST = 150 /* milliseconds without a key */ };
    if (!app->refreshing)
        return false;
    if (app->pressed && input_pressed(REST))
        return true;
    app->pressed = false;
    app_yield_to_keys(app, true);
    bool more = cache_refresh_work(app->refreshing);
    app_yield_to_keys(app, false);
    if (more)
        return true;
    cache_refresh_free(app->refreshing);
    app->refreshing = NULL;
    return false;
}

static void event_loop_paint(struct app *app)
{
    if (app->dirty && !input_waiting()) {
        app->dirty = false;
        frame_paint(app);
    }
}

/* Shows a notice of the store, such as that the clock was wrong. */
static void event_loop_say_notice(struct app *app)
{
    char *notice = store_take_notice(app->context->store);
    if (notice)
        app_show_message(app, STYLE_STRONG, notice);
}

/* A key is answered on the screen before work begins; what the work finds is drawn afterward.
   worked: more work is left of the first frame's. */
static void event_loop_turn(struct app *app, bool worked)
{
    struct key key;
    while (!app->leaving) {
        event_loop_paint(app);
        bool more = event_loop_work(app);
        if (worked && !more)
            event_loop_others_wrote(app); /* writes by others could not be seen while a query ran */
        worked = more;
        sharing_turn(app);
        event_loop_paint(app);
        bool pressed = input_read(&key, !more && !event_loop_work_aside(app));
        if (context_new_day(app->context)) {
            app_begin_day(app);
            app_refresh(app);
        }
        if (pressed) {
            app->pressed = true;
            event_loop_take_key(app, &key);
        }
        event_loop_say_notice(app);
        app_free_gone(app);
        assert(app->depth > 0 && app->gone_count == 0);
    }
}

/* The first message, unless the first screen had one: mistakes in the settings, then unsaved
   drafts, then the notice. */
static void event_loop_greet(struct app *app, const char *notice)
{
    char *greeting = NULL;
    FILE *out = li_text_open(&greeting);
    const struct settings *settings = &app->context->settings;
    if (settings->mistake_count > 0)
        fprintf(out, "%s ", settings->mistakes[0]);
    if (settings->mistake_count > 1)
        fprintf(out, "(and %zu more: `liaise config` lists them) ", settings->mistake_count - 1);
    struct draft **drafts = NULL;
    size_t count = 0;
    size_t left = 0;
    draft_all(app->context, &drafts, &count, &(struct li_error){0});
    for (size_t i = 0; i < count; i++) {
        left += !drafts[i]->in_use;
        draft_free(drafts[i]);
    }
    if (left > 0)
        fprintf(out, "%zu unsaved draft%s: press %s to resume. ", left, left == 1 ? "" : "s",
            keymap_text(&app->keys, ACTION_DRAFTS));
    free(drafts);
    fputs(notice ? notice : "", out);
    li_text_close(out);
    if (*greeting && !app->message)
        app_show_message(app, settings->mistake_count ? STYLE_ERROR : STYLE_STRONG, greeting);
    else
        free(greeting);
}

/* The first frame waits for a slice of work, so that it has something to show, and for nothing
   else: what is said of drafts and of sharing follows. Whether there is more work. */
static bool event_loop_open(struct app *app, const char *notice)
{
    app_first_screen(app);
    app_begin_day(app);
    sharing_begin(app);
    bool more = event_loop_work(app);
    event_loop_paint(app);
    event_loop_greet(app, notice);
    sharing_load(app);
    return more;
}

static enum li_err event_loop_start_screen(
    const struct settings *settings, const struct colors *colors, struct li_error *err)
{
    const struct screen_options options = {.theme = setting_text(settings, SETTING_THEME),
        .colors = colors,
        .ascii = strcmp(setting_text(settings, SETTING_UNICODE), "never") == 0,
        .mouse = setting_on(settings, SETTING_MOUSE)};
    return screen_start(&options, err);
}

enum li_err event_loop_run(struct context *context, const struct app_tables *tables,
    const char *notice, struct li_error *err)
{
    assert(context && tables && tables->panels && tables->handlers && err);
    struct app app = {.context = context,
        .tables = tables,
        .percent = -1,
        .dirty = true,
        .version = store_version(context->store)};
    struct colors colors;
    keymap_build(&app.keys, &context->settings);
    color_settings_parse(&colors, &context->settings);
    enum li_err code = event_loop_start_screen(&context->settings, &colors, err);
    if (code)
        return code;
    input_start(store_path(context->store));
    store_wait_set_observer(progress_dialog_waits, &app);
    event_loop_turn(&app, event_loop_open(&app, notice));
    as_of_mode_leave(&app);
    cache_refresh_free(app.refreshing);
    for (size_t i = 0; i < app.depth; i++)
        app_store_drafts(&app, app.stack[i]);
    sharing_end(&app);
    store_wait_set_observer(NULL, NULL);
    input_stop();
    screen_stop();
    for (size_t i = 0; i < app.depth; i++)
        app.stack[i]->ops->free(app.stack[i]);
    app_free_gone(&app);
    free(app.stack);
    free(app.gone);
    digit_history_free(&app.digits);
    list_states_free(&app.list_states);
    free(app.message);
    return LI_OK;
}
