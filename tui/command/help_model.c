/*
 * help_model.c: the keys come from the action table and the keymap.
 */
#include "tui/command/help_model.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>

static const struct help_line help_filter_lines[] = {
    {NULL, "Filters"},
    {"word word", "all words in name or code"},
    {"\"a phrase\"", "exact phrase"},
    {"-word", "exclude"},
    {"field:value", "status:active; any of several: kind:state,national"},
    {"field:none", "blank"},
    {"field>10  due:<+30d", "numbers and dates: < > <= >="},
    {"due:2026-01..2026-03", "from..to, inclusive"},
    {"affiliate.region:West", "field of a linked record"},
    {"is:mine  is:archived", "my records; archived records"},
};

static void help_model_add(struct help_model *model, const char *keys, const char *text)
{
    if (model->count == model->room) {
        model->room = model->room ? 2 * model->room : 64;
        model->lines = li_realloc(model->lines, model->room, sizeof *model->lines);
    }
    model->lines[model->count++] = (struct help_line){li_strdup(keys), text};
}

/* Whether the action is listed: it is offered there, or moves about, or is one of the program. */
static bool help_model_shows(struct panel *panel, enum action action)
{
    const struct action_spec *spec = &action_specs[action];
    bool offered = !panel->ops->offers || panel->ops->offers(panel, action);
    return spec->places & panel->ops->place &&
           (offered || spec->group == GROUP_MOVE || spec->group == GROUP_PROGRAM);
}

static void help_model_add_group(
    struct help_model *model, const struct app *app, struct panel *panel, enum action_group group)
{
    bool any = false;
    for (int action = 1; action < ACTION_COUNT; action++) {
        const struct action_spec *spec = &action_specs[action];
        const char *keys = keymap_text(&app->keys, (enum action)action);
        if (spec->group != group || !help_model_shows(panel, (enum action)action) || !*keys)
            continue;
        if (!any && model->count > 0)
            help_model_add(model, "", "");
        if (!any)
            help_model_add(model, NULL, action_group_names[group]);
        any = true;
        help_model_add(model, keys, spec->help);
    }
}

void help_model_begin(struct help_model *model, const struct app *app, struct panel *panel)
{
    assert(model && app && panel);
    *model = (struct help_model){0};
    for (enum action_group group = GROUP_MOVE; group <= GROUP_PROGRAM; group++)
        help_model_add_group(model, app, panel, group);
    if (!(panel->ops->place & PLACE_LIST))
        return;
    help_model_add(model, "", "");
    for (size_t i = 0; i < sizeof help_filter_lines / sizeof *help_filter_lines; i++)
        help_model_add(model, help_filter_lines[i].keys, help_filter_lines[i].text);
}

void help_model_end(struct help_model *model)
{
    assert(model);
    for (size_t i = 0; i < model->count; i++)
        free(model->lines[i].keys);
    free(model->lines);
    *model = (struct help_model){0};
}
