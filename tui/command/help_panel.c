/*
 * help_panel.c: the keys come from the action table and the keymap.
 */
#include "tui/command/help_panel.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { KEYS_WIDTH = 22 };

struct help_line {
    char *keys; /* NULL: a heading */
    const char *text;
};

struct help_panel {
    struct panel panel;
    struct help_line *lines;
    size_t count;
};

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

static void help_add_line(struct help_panel *help, const char *keys, const char *text)
{
    help->lines = li_realloc(help->lines, help->count + 1, sizeof *help->lines);
    help->lines[help->count++] = (struct help_line){li_strdup(keys), text};
}

/* Whether the action is listed: it is offered there, or moves about, or is one of the program. */
static bool help_shows(struct panel *beneath, enum action action)
{
    const struct action_spec *spec = &action_specs[action];
    bool offered = !beneath->ops->offers || beneath->ops->offers(beneath, action);
    return spec->places & beneath->ops->place &&
           (offered || spec->group == GROUP_MOVE || spec->group == GROUP_PROGRAM);
}

static void help_add_group(
    struct help_panel *help, const struct app *app, struct panel *beneath, enum action_group group)
{
    bool any = false;
    for (int action = 1; action < ACTION_COUNT; action++) {
        const struct action_spec *spec = &action_specs[action];
        const char *keys = keymap_text(&app->keys, (enum action)action);
        if (spec->group != group || !help_shows(beneath, (enum action)action) || !*keys)
            continue;
        if (!any && help->count > 0)
            help_add_line(help, "", "");
        if (!any)
            help_add_line(help, NULL, action_group_names[group]);
        any = true;
        help_add_line(help, keys, spec->help);
    }
}

static void help_draw_line(const struct help_line *line, int y, struct area area)
{
    if (!line->keys) {
        screen_text(y, area.x, area.width, STYLE_HEADING, line->text);
        return;
    }
    int keys = KEYS_WIDTH < area.width / 2 ? KEYS_WIDTH : area.width / 2;
    screen_text(y, area.x, keys, STYLE_KEY, line->keys);
    screen_text(y, area.x + keys + 1, area.width - keys - 1, STYLE_TEXT, line->text);
}

/* A box in the middle, as high as its lines. */
static struct area help_box(const struct help_panel *help, struct area area)
{
    int width = area.width < 80 ? area.width : 80;
    int height = (int)help->count + 2 < area.height ? (int)help->count + 2 : area.height;
    return (struct area){
        area.y + (area.height - height) / 2, area.x + (area.width - width) / 2, height, width};
}

static void help_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct help_panel *help = (struct help_panel *)panel;
    (void)app;
    (void)focused;
    struct area inside = screen_frame(help_box(help, area), "Keys");
    panel->lines = inside;
    scroll_fit(&help->panel.scroll, help->count, inside.height);
    for (int i = 0; i < inside.height && help->panel.scroll.top + (size_t)i < help->count; i++)
        help_draw_line(&help->lines[help->panel.scroll.top + (size_t)i], inside.y + i, inside);
    scroll_draw_framed(&help->panel.scroll, help->count, inside);
}

static bool help_offers(struct panel *panel, enum action action)
{
    (void)panel;
    return action == ACTION_BACK;
}

static bool help_act(struct panel *panel, struct app *app, enum action action)
{
    bool leaves = action == ACTION_OPEN || action == ACTION_HELP || action == ACTION_QUIT;
    if (leaves)
        app_remove(app, panel);
    return leaves;
}

static size_t help_count(struct panel *panel)
{
    return ((struct help_panel *)panel)->count;
}

static void help_panel_free(struct panel *panel)
{
    struct help_panel *help = (struct help_panel *)panel;
    for (size_t i = 0; i < help->count; i++)
        free(help->lines[i].keys);
    free(help->lines);
    free(help);
}

static const struct panel_ops help_ops = {
    .place = PLACE_TEXT,
    .overlay = true,
    .offers = help_offers,
    .draw = help_draw,
    .act = help_act,
    .count = help_count,
    .free = help_panel_free,
};

struct panel *help_panel_new(struct app *app)
{
    assert(app && app->depth > 0);
    struct panel *beneath = app_top(app);
    struct help_panel *help = li_calloc(1, sizeof *help);
    help->panel.ops = &help_ops;
    help->panel.scroll.text = true;
    for (enum action_group group = GROUP_MOVE; group <= GROUP_PROGRAM; group++)
        help_add_group(help, app, beneath, group);
    if (beneath->ops->place & PLACE_LIST) {
        help_add_line(help, "", "");
        for (size_t i = 0; i < sizeof help_filter_lines / sizeof *help_filter_lines; i++)
            help_add_line(help, help_filter_lines[i].keys, help_filter_lines[i].text);
    }
    return &help->panel;
}
