/*
 * as_of_mode.c: another context in place of the present one, with a stack of panels of its own.
 *
 * What holds between calls:
 *
 * 1. present.context is NULL, or the context of today while app->context is that of a past date.
 * 2. The panels in each stack were made for its own context.
 */
#include "tui/app/as_of_mode.h"
#include "core/base/date_typed.h"
#include "core/open.h"
#include "core/record/record.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include "tui/app/progress_dialog.h"
#include <assert.h>
#include <stdlib.h>

bool as_of_mode_is_shown(const struct app *app)
{
    return app->present.context != NULL;
}

/* Panels belong to a context; so does a number that is being typed. */
static void as_of_mode_show(struct app *app, struct context *context)
{
    digit_history_free(&app->digits);
    app->context = context;
    app_begin_day(app);
    app->version = store_version(context->store);
    app->dirty = true;
}

bool as_of_mode_leave(struct app *app)
{
    if (!as_of_mode_is_shown(app))
        return false;
    app_clear(app);
    app->gone_context = app->context;
    free(app->stack);
    app->stack = app->present.stack;
    app->depth = app->present.depth;
    app->room = app->present.room;
    as_of_mode_show(app, app->present.context);
    app->present = (struct present){0};
    app_refresh(app);
    app_say(app, "Back to the present.");
    return true;
}

/* Opens the list of the kind or the page of the record, as it was open in the present. */
static void as_of_mode_go_there(
    struct app *app, unsigned place, const struct kind *kind, const struct id *id)
{
    char *title = place & PLACE_PAGE ? record_title(app->context, kind, id) : NULL;
    if (title)
        app_open(app, kind, id);
    else
        app_list(app, kind, NULL);
    free(title);
}

static void as_of_mode_begin(struct app *app, struct panel *from, struct context *then)
{
    const struct kind *kind;
    struct id id;
    bool known = from->ops->place & (PLACE_LIST | PLACE_PAGE) && from->ops->record &&
                 from->ops->record(from, &kind, &id);
    app->present = (struct present){app->context, app->stack, app->depth, app->room};
    app->stack = NULL;
    app->depth = app->room = 0;
    as_of_mode_show(app, then);
    app_first_screen(app);
    if (known)
        as_of_mode_go_there(app, from->ops->place, kind, &id);
    char day[DATE_SHOWN_SIZE];
    app_say(app, "Viewing records as of the end of %s.",
        date_show(then->today, context_dates(then), day));
}

static enum li_err as_of_mode_open(
    struct app *app, day_t day, struct context **then, struct li_error *err)
{
    char text[DATE_SHOWN_SIZE];
    char *doing =
        li_format("Loading records as of %s", date_show(day, context_dates(app->context), text));
    struct progress_dialog dialog;
    progress_dialog_begin(&dialog, app, doing);
    enum li_err code = context_as_of(app->context, day, progress_dialog_tell, &dialog, then, err);
    progress_dialog_end(&dialog);
    free(doing);
    return code;
}

void as_of_mode_enter(struct app *app, struct panel *panel, const char *words)
{
    struct context *now = as_of_mode_is_shown(app) ? app->present.context : app->context, *then;
    struct li_error err;
    day_t day;
    if (date_typed_parse_past(words, now->today, context_dates(now), &day, &err)) {
        app_fail(app, &err);
        return;
    }
    if (as_of_mode_leave(app))
        panel = app_top(app);
    enum li_err code = day == now->today ? LI_OK : as_of_mode_open(app, day, &then, &err);
    if (code == LI_INTERRUPTED)
        app_say(app, "Stopped.");
    else if (code)
        app_fail(app, &err);
    else if (day == now->today)
        app_say(app, "That date is today.");
    else
        as_of_mode_begin(app, panel, then);
}

bool as_of_mode_forbids(const struct app *app, enum action action)
{
    return as_of_mode_is_shown(app) && action_specs[action].group == GROUP_RECORD;
}

void as_of_mode_refuse(struct app *app)
{
    assert(as_of_mode_is_shown(app));
    char day[DATE_SHOWN_SIZE];
    app_say(app, "Read-only while viewing the past (%s). Press %s to return to the present.",
        date_show(app->context->today, context_dates(app->context), day),
        keymap_hint(&app->keys, ACTION_BACK, PLACE_BROWSE));
}
