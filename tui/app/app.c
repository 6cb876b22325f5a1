/*
 * app.c: the event loop and the stack of panels.
 */
#include "tui/app/app.h"
#include "core/cache/cache_refresh.h"
#include "core/open.h"
#include "core/record/draft.h"
#include "data/base/memory.h"
#include "tui/app/as_of_mode.h"
#include "tui/app/footer.h"
#include "tui/app/frame.h"
#include "tui/app/key_chord.h"
#include "tui/app/progress_dialog.h"
#include "tui/command/dispatch.h"
#include "tui/form/form_panel.h"
#include "tui/list/split_view.h"
#include "tui/log/contact_panel.h"
#include "tui/log/log_panel.h"
#include "tui/page/page_panel.h"
#include "tui/term/colors.h"
#include "tui/today/today_panel.h"
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

enum { DEEPEST = 100 }; /* ways back that are kept */

static void app_keep(struct app *app, struct panel *panel)
{
    if (panel->ops->keep)
        panel->ops->keep(panel, app);
}

/* Takes the panel at that place off the stack; it is freed once the key is dealt with. */
static void app_take_out(struct app *app, size_t at)
{
    struct panel *panel = app->stack[at];
    app_keep(app, panel);
    percent_jump_gone(&app->jump, panel);
    memmove(app->stack + at, app->stack + at + 1, (--app->depth - at) * sizeof *app->stack);
    app->gone = li_realloc(app->gone, app->gone_count + 1, sizeof *app->gone);
    app->gone[app->gone_count++] = panel;
    app->dirty = true;
}

static void app_free_gone(struct app *app)
{
    for (size_t i = 0; i < app->gone_count; i++)
        app->gone[i]->ops->free(app->gone[i]);
    app->gone_count = 0;
    context_close(app->gone_li);
    app->gone_li = NULL;
}

void app_push(struct app *app, struct panel *panel)
{
    if (!panel)
        return;
    if (app->depth == DEEPEST)
        app_take_out(app, 0);
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
            app_take_out(app, i - 1);
            return;
        }
}

void app_clear(struct app *app)
{
    while (app->depth > 0)
        app_take_out(app, app->depth - 1);
}

void app_pop(struct app *app)
{
    app_remove(app, app_top(app));
}

struct panel *app_top(struct app *app)
{
    return app->stack[app->depth - 1];
}

bool app_raise(struct app *app, const void *root)
{
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

static void app_set_message(struct app *app, enum style style, char *message)
{
    free(app->message);
    app->message = message;
    app->message_style = style;
    app->dirty = true;
}

void app_say(struct app *app, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *message = li_vformat(format, arguments);
    va_end(arguments);
    app_set_message(app, STYLE_STRONG, message);
}

void app_fail(struct app *app, const struct li_error *err)
{
    app_set_message(app, STYLE_ERROR, li_strdup(err->message));
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
    for (size_t i = 0; i < app->depth; i++)
        panel_refresh(app->stack[i], app);
    app->dirty = true;
}

/* An overlay is about what lies under it: going elsewhere closes it. */
static void app_leave_overlays(struct app *app)
{
    while (app->depth > 1 && app_top(app)->ops->overlay)
        app_pop(app);
}

void app_open(struct app *app, const struct kind *kind, const struct id *id)
{
    app_leave_overlays(app);
    app_push(app, page_panel_new(app, kind, id));
}

void app_list(struct app *app, const struct kind *kind, const char *filter)
{
    app_leave_overlays(app);
    if (filter || !app_raise(app, kind))
        app_push(app, split_view_new(app, kind, filter));
}

void app_edit(struct app *app, const struct kind *kind, const struct id *id, const struct kind *of,
    const struct id *of_id)
{
    app_leave_overlays(app);
    app_push(app, form_panel_new(app, kind, id, of, of_id, NULL, NULL));
}

void app_begin(struct app *app, struct record *record)
{
    app_leave_overlays(app);
    app_push(app, form_panel_begun(app, record));
}

void app_log(struct app *app, const struct id *goal)
{
    app_leave_overlays(app);
    app_push(app, log_panel_new(app, goal, NULL));
}

void app_contact(struct app *app, const struct kind *kind, const struct id *id)
{
    app_leave_overlays(app);
    app_push(app, contact_panel_new(app, kind, id, NULL));
}

bool app_can(struct app *app, struct panel *panel, enum action action)
{
    return panel_offers(panel, action) && !as_of_mode_forbids(app, action) &&
           (action_specs[action].places & panel->ops->place) && dispatch_can(app, panel, action);
}

void app_do(struct app *app, enum action action)
{
    struct panel *panel = app_top(app);
    app->dirty = true;
    if (as_of_mode_forbids(app, action))
        as_of_mode_refuse(app);
    else if (!panel_act(panel, app, action))
        dispatch_do(app, panel, action);
}

void app_tell(struct app *app, enum action action, const char *words)
{
    app->dirty = true;
    if (as_of_mode_forbids(app, action))
        as_of_mode_refuse(app);
    else
        dispatch_tell(app, app_top(app), action, words);
}

static bool app_key_waits(void *arg)
{
    (void)arg;
    return input_waiting();
}

void app_yield_to_keys(struct app *app, bool on)
{
    store_on_progress(app->context->store, on ? app_key_waits : NULL, NULL);
}

/* The child has the terminal and its signals; when it is put aside, so are we. */
static int app_wait_for_child(pid_t child)
{
    int status;
    while (waitpid(child, &status, WUNTRACED) == child && WIFSTOPPED(status)) {
        input_suspend();
        kill(child, SIGCONT);
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int app_spawn(struct app *app, const char *const *argv)
{
    posix_spawnattr_t how;
    sigset_t none;
    pid_t child;
    sigemptyset(&none);
    posix_spawnattr_init(&how);
    posix_spawnattr_setsigmask(&how, &none);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK);
    screen_suspend();
    int failed = posix_spawnp(&child, argv[0], NULL, &how, (char *const *)argv, environ);
    int status = failed ? -1 : app_wait_for_child(child);
    screen_resume();
    posix_spawnattr_destroy(&how);
    app->dirty = true;
    return status;
}

static void app_others_wrote(struct app *app)
{
    if (store_version(app->context->store) != app->version)
        app_refresh(app);
}

static void app_resized(struct app *app)
{
    screen_resized();
    app->dirty = true;
}

static void app_asked_to_leave(struct app *app)
{
    app->leaving = true;
}

/* What comes in that no person typed. */
static const struct {
    uint32_t code;
    void (*run)(struct app *app);
} events[] = {{K_RESIZE, app_resized}, {K_CHANGED, app_others_wrote}, {K_QUIT, app_asked_to_leave}};

static bool app_is_event(struct app *app, const struct key *key)
{
    for (size_t i = 0; i < sizeof events / sizeof *events; i++)
        if (events[i].code == key->code) {
            events[i].run(app);
            return true;
        }
    return false;
}

/* A click on a hint is its key. */
static bool app_click_hint(struct app *app, const struct key *key)
{
    bool left = key->code == K_MOUSE && (key->button == 1 || key->button == 2);
    enum action action = left ? footer_action(app, screen_area(), key->y, key->x) : ACTION_NONE;
    if (!action)
        return false;
    app_set_message(app, STYLE_TEXT, NULL);
    app_do(app, action);
    return true;
}

static bool app_is_writing(const struct panel *panel)
{
    return panel->ops->place & (PLACE_FORM | PLACE_ENTRY);
}

/* A key of text belongs to the text first; elsewhere actions come first. */
void app_press(struct app *app, const struct key *key)
{
    if (app_click_hint(app, key))
        return;
    struct panel *panel = app_top(app);
    bool writing = app_is_writing(panel);
    app_set_message(app, STYLE_TEXT, NULL);
    if (writing && panel_type(panel, app, key))
        return;
    const struct stroke pressed = {{key->code}};
    enum action action = keymap_follow(&app->keys, &pressed, panel->ops->place);
    if (action)
        app_do(app, action);
    else if (keymap_leads(&app->keys, &pressed, panel->ops->place))
        app_push(app, key_chord_new(app, &pressed));
    else if (!writing)
        panel_type(panel, app, key);
}

static void app_take_key(struct app *app, const struct key *key)
{
    if (!app_is_event(app, key) && (app_is_writing(app_top(app)) || !percent_jump_holds(app, key)))
        app_press(app, key);
}

/* One slice for each panel in sight. */
static bool app_work(struct app *app)
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

/* When no panel has anything to do, and nobody is in the midst of pressing keys: what is kept of
   the records is brought to the day. */
static bool app_work_aside(struct app *app)
{
    enum { REST = 150 /* milliseconds without a key */ };
    if (!app->freshening)
        return false;
    if (app->pressed && input_pressed(REST))
        return true;
    app->pressed = false;
    app_yield_to_keys(app, true);
    bool more = cache_refresh_work(app->freshening);
    app_yield_to_keys(app, false);
    if (more)
        return true;
    cache_refresh_free(app->freshening);
    app->freshening = NULL;
    return false;
}

void app_begin_day(struct app *app)
{
    cache_refresh_free(app->freshening);
    app->freshening = cache_refresh_new(app->context);
}

static void app_paint(struct app *app)
{
    if (app->dirty && !input_waiting()) {
        app->dirty = false;
        frame_paint(app);
    }
}

/* What no action asked for, such as that the clock was wrong. */
static void app_say_notice(struct app *app)
{
    char *notice = store_take_notice(app->context->store);
    if (notice)
        app_set_message(app, STYLE_STRONG, notice);
}

/* A key is answered on the screen before any work is begun; what that finds is painted after. The
   first frame alone waits for the first slice, so as to have something to show. */
static void app_run_loop(struct app *app)
{
    struct key key;
    bool worked = app_work(app);
    while (!app->leaving) {
        app_paint(app);
        bool more = app_work(app);
        if (worked && !more)
            app_others_wrote(app); /* while a query ran, it could not be seen */
        worked = more;
        app_paint(app);
        bool pressed = input_read(&key, !more && !app_work_aside(app));
        if (context_new_day(app->context)) {
            app_begin_day(app);
            app_refresh(app);
        }
        if (pressed) {
            app->pressed = true;
            app_take_key(app, &key);
        }
        app_say_notice(app);
        app_free_gone(app);
    }
}

/* What the first screen says: mistakes in the settings before all, then what waits to be done. */
static void app_greet(struct app *app, const char *notice)
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
    draft_all(app->context, &drafts, &count, NULL);
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
    if (*greeting)
        app_set_message(app, settings->mistake_count ? STYLE_ERROR : STYLE_STRONG, greeting);
    else
        free(greeting);
}

void app_first_screen(struct app *app)
{
    app_push(app, today_panel_new(app));
}

enum li_err app_run(struct context *context, const char *notice, struct li_error *err)
{
    struct app app = {.context = context, .dirty = true, .version = store_version(context->store)};
    struct colors colors;
    keymap_build(&app.keys, &context->settings);
    colors_build(&colors, &context->settings);
    enum li_err rc = screen_start(&context->settings, &colors, err);
    if (rc)
        return rc;
    input_start(store_path(context->store));
    store_on_wait(progress_dialog_waits, &app);
    app_greet(&app, notice);
    app_first_screen(&app);
    app_begin_day(&app);
    app_run_loop(&app);
    as_of_mode_leave(&app);
    cache_refresh_free(app.freshening);
    for (size_t i = 0; i < app.depth; i++)
        app_keep(&app, app.stack[i]);
    store_on_wait(NULL, NULL);
    input_stop();
    screen_stop();
    for (size_t i = 0; i < app.depth; i++)
        app.stack[i]->ops->free(app.stack[i]);
    app_free_gone(&app);
    free(app.stack);
    free(app.gone);
    percent_jump_free(&app.jump);
    list_states_free(&app.looks);
    free(app.message);
    return LI_OK;
}
