/*
 * program.c: the table of the panels that others ask for without knowing them.
 */
#include "tui/command/program.h"
#include "tui/command/action_handlers.h"
#include "tui/form/form_panel.h"
#include "tui/list/split_view.h"
#include "tui/log/contact_panel.h"
#include "tui/log/log_panel.h"
#include "tui/loop/event_loop.h"
#include "tui/page/page_panel.h"
#include "tui/today/today_panel.h"
#include <assert.h>

static struct panel *program_form(struct app *app, const struct kind *kind, const struct id *id,
    const struct kind *of, const struct id *of_id)
{
    return form_panel_new(app, kind, id, of, of_id, NULL, NULL);
}

static struct panel *program_added_form(struct app *app, const struct kind *kind, const char *title,
    void (*made)(void *arg, struct app *app, const struct id *id), void *arg)
{
    struct panel *form = form_panel_new(app, kind, NULL, NULL, NULL, made, arg);
    if (form)
        form_panel_title(form, app, title);
    return form;
}

static struct panel *program_log(struct app *app, const struct id *goal)
{
    return log_panel_new(app, goal, NULL);
}

static struct panel *program_contact(struct app *app, const struct kind *kind, const struct id *id)
{
    return contact_panel_new(app, kind, id, NULL);
}

static const struct app_panels program_panels = {
    .first = today_panel_new,
    .list = split_view_new,
    .page = page_panel_new,
    .form = program_form,
    .begun_form = form_panel_begun,
    .added_form = program_added_form,
    .log = program_log,
    .contact = program_contact,
};

enum li_err program_run(struct context *context, const struct app_command *commands,
    const char *notice, struct li_error *err)
{
    const struct app_tables tables = {
        .panels = &program_panels, .handlers = action_handlers, .commands = commands};
    assert(context && commands);
    return event_loop_run(context, &tables, notice, err);
}
