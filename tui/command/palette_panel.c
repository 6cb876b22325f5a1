/*
 * palette_panel.c: what is typed is looked for among the actions that apply, the lists there are,
 * and, kind by kind between keys, the records.
 */
#include "tui/command/palette_panel.h"
#include "core/query/lookup.h"
#include "data/base/memory.h"
#include "tui/app/dispatch.h"
#include "tui/term/edit.h"
#include <stdlib.h>
#include <string.h>

enum { RECORDS_EACH = 5, WIDTH = 76, HEIGHT = 18 };

struct choice {
    char *text;         /* what it is called */
    char *aside;        /* its keys, or what kind of record it is */
    enum action action; /* ACTION_NONE: a list, or with an id a record */
    char *words;        /* the action is told; NULL: none */
    const struct kind *kind;
    struct id id; /* nil: the list of the kind */
};

struct palette_panel {
    struct panel panel;
    struct edit edit;
    char *folded; /* what is typed, as it is compared */
    struct choice *choices;
    size_t count;
    size_t step; /* of the records looked for */
};

static void palette_clear(struct palette_panel *palette)
{
    for (size_t i = 0; i < palette->count; i++) {
        free(palette->choices[i].text);
        free(palette->choices[i].aside);
        free(palette->choices[i].words);
    }
    palette->count = 0;
}

static void palette_add(struct palette_panel *palette, struct choice choice)
{
    palette->choices = li_realloc(palette->choices, palette->count + 1, sizeof *palette->choices);
    palette->choices[palette->count++] = choice;
}

static bool palette_matches(const struct palette_panel *palette, const char *text)
{
    char *folded = text_fold(text);
    bool fits = text_has_words(folded, palette->folded);
    free(folded);
    return fits;
}

/* The keys of an action, or how it is written with its words. The caller frees it. */
static char *palette_way_to(const struct app *app, enum action action)
{
    const char *takes = dispatch_takes(app, action);
    return takes ? li_format("%s %s", action_specs[action].name, takes)
                 : li_strdup(keymap_text(&app->keys, action));
}

static void palette_add_actions(
    struct palette_panel *palette, struct app *app, struct panel *beneath)
{
    for (int i = 1; i < ACTION_COUNT; i++) {
        enum action action = (enum action)i;
        const struct action_spec *spec = &action_specs[action];
        if (spec->group == GROUP_MOVE || spec->group == GROUP_WRITE || action == ACTION_PALETTE ||
            !dispatch_can(app, beneath, action))
            continue;
        char *words = li_format("%s %s", spec->help, spec->name);
        if (palette_matches(palette, words))
            palette_add(palette, (struct choice){.text = li_strdup(spec->help),
                                     .aside = palette_way_to(app, action),
                                     .action = action});
        free(words);
    }
}

/* "as-of 30 jun": an action by its name, and words for it. */
static void palette_add_told(struct palette_panel *palette, struct app *app, struct panel *beneath)
{
    const char *typed = palette->edit.text;
    size_t length = strcspn(typed, " "), blanks = strspn(typed + length, " ");
    char *name = li_strndup(typed, length);
    const char *words = typed + length + blanks;
    enum action action = action_find(name);
    if (action && *words && dispatch_takes(app, action) && dispatch_can(app, beneath, action))
        palette_add(
            palette, (struct choice){.text = li_format("%s: %s", action_specs[action].help, words),
                         .aside = li_format("%s %s", name, dispatch_takes(app, action)),
                         .action = action,
                         .words = li_strdup(words)});
    free(name);
}

/* Lists that have no key of their own: what has one is among the actions. */
static bool palette_has_action(const struct kind *kind)
{
    for (int action = 1; action < ACTION_COUNT; action++)
        if (action_specs[action].group == GROUP_GO &&
            strcmp(action_specs[action].name, kind->plural) == 0)
            return true;
    return false;
}

static void palette_add_lists(struct palette_panel *palette)
{
    for (size_t i = 0; i < kind_count; i++) {
        if (palette_has_action(kinds[i]))
            continue;
        char *text = li_format("Go to %s", kinds[i]->plural);
        if (palette_matches(palette, text) || palette_matches(palette, kinds[i]->name))
            palette_add(palette,
                (struct choice){.text = text, .aside = li_strdup("list"), .kind = kinds[i]});
        else
            free(text);
    }
}

static void palette_look(struct palette_panel *palette, struct app *app)
{
    free(palette->folded);
    palette->folded = text_fold(palette->edit.text);
    palette_clear(palette);
    palette->panel.scroll = (struct scroll){0};
    palette->step = *palette->folded ? 0 : 2 * kind_count;
    struct panel *beneath = app->stack[app->depth - 1];
    for (size_t i = app->depth; beneath == &palette->panel || beneath->ops->overlay;)
        beneath = app->stack[--i];
    palette_add_told(palette, app, beneath);
    palette_add_actions(palette, app, beneath);
    palette_add_lists(palette);
    app->dirty = true;
}

static void palette_add_records(
    struct palette_panel *palette, const struct kind *kind, const struct candidates *found)
{
    for (size_t i = 0; i < found->count; i++) {
        const struct candidate *one = &found->list[i];
        char *text = one->code && *one->code ? li_format("%s  %s", one->code, one->title)
                                             : li_strdup(one->title);
        palette_add(palette,
            (struct choice){
                .text = text, .aside = li_strdup(kind->name), .kind = kind, .id = one->id});
    }
}

/* Whose records are looked for at that step or the next that is any kind's, NULL at the end. What
   was seeded (countries, states) comes after all else. */
static const struct kind *palette_kind_looked_for(size_t *step)
{
    while (*step < 2 * kind_count && kinds[*step % kind_count]->reference == (*step < kind_count))
        ++*step;
    return *step < 2 * kind_count ? kinds[*step % kind_count] : NULL;
}

/* The records of one kind a slice; a key interrupts, and the kind is looked through again after. */
static bool palette_work(struct panel *panel, struct app *app)
{
    struct palette_panel *palette = (struct palette_panel *)panel;
    const struct kind *kind = palette_kind_looked_for(&palette->step);
    if (!kind)
        return false;
    struct candidates found = {0};
    struct li_error err;
    app_yield_to_keys(app, true);
    enum li_err rc =
        lookup_some(app->context, kind, palette->edit.text, RECORDS_EACH, &found, &err);
    app_yield_to_keys(app, false);
    if (rc == LI_INTERRUPTED)
        return true;
    if (rc == LI_OK) {
        palette_add_records(palette, kind, &found);
        lookup_candidates_free(&found);
    }
    palette->step++;
    app->dirty = true;
    return true;
}

static void palette_draw_choice(const struct choice *choice, int y, struct area area)
{
    int aside = text_width(choice->aside);
    if (aside > area.width / 3)
        aside = area.width / 3;
    screen_text(y, area.x, area.width - aside - 1, STYLE_TEXT, choice->text);
    screen_text(y, area.x + area.width - aside, aside, choice->action ? STYLE_KEY : STYLE_MUTED,
        choice->aside);
}

static struct area palette_box(struct area area)
{
    int width = area.width < WIDTH ? area.width : WIDTH;
    int height = area.height < HEIGHT ? area.height : HEIGHT;
    return (struct area){
        area.y + (area.height - height) / 3, area.x + (area.width - width) / 2, height, width};
}

static void palette_draw(struct panel *panel, struct app *app, struct area area, bool focused)
{
    struct palette_panel *palette = (struct palette_panel *)panel;
    (void)app;
    struct area inside = screen_frame(palette_box(area), "Command palette");
    edit_draw(
        &palette->edit, (struct area){inside.y, inside.x, 1, inside.width}, STYLE_FIELD, focused);
    inside.y++;
    inside.height--;
    palette->panel.lines = inside;
    scroll_fit(&palette->panel.scroll, palette->count, inside.height);
    if (palette->count == 0)
        screen_text(inside.y, inside.x, inside.width, STYLE_MUTED,
            palette->step < 2 * kind_count ? "Searching..." : "No match.");
    for (int i = 0; i < inside.height && palette->panel.scroll.top + (size_t)i < palette->count;
         i++)
        palette_draw_choice(
            &palette->choices[palette->panel.scroll.top + (size_t)i], inside.y + i, inside);
    scroll_draw_cursor(&palette->panel.scroll, palette->count, inside, true);
    scroll_draw_framed(&palette->panel.scroll, palette->count, inside);
}

static void palette_take(struct palette_panel *palette, struct app *app)
{
    if (palette->panel.scroll.at >= palette->count)
        return;
    const struct choice *choice = &palette->choices[palette->panel.scroll.at];
    app_remove(app, &palette->panel);
    if (choice->words)
        dispatch_tell(app, choice->action, choice->words);
    else if (choice->action)
        dispatch_do(app, choice->action);
    else if (id_is_nil(&choice->id))
        app_list(app, choice->kind, NULL);
    else
        app_open(app, choice->kind, &choice->id);
}

static bool palette_act(struct panel *panel, struct app *app, enum action action)
{
    struct palette_panel *palette = (struct palette_panel *)panel;
    if (action == ACTION_ACCEPT)
        palette_take(palette, app);
    return action == ACTION_ACCEPT;
}

static size_t palette_count(struct panel *panel)
{
    return ((struct palette_panel *)panel)->count;
}

static bool palette_type(struct panel *panel, struct app *app, const struct key *key)
{
    struct palette_panel *palette = (struct palette_panel *)panel;
    bool changed = false;
    app->dirty = true;
    if (key->code == K_BACKSPACE && palette->edit.length == 0) {
        app_remove(app, panel);
        return true;
    }
    if (!edit_key(&palette->edit, key, &changed))
        return false;
    if (changed)
        palette_look(palette, app);
    return true;
}

static void palette_free_palette(struct panel *panel)
{
    struct palette_panel *palette = (struct palette_panel *)panel;
    palette_clear(palette);
    free(palette->choices);
    free(palette->folded);
    edit_free(&palette->edit);
    free(palette);
}

static const struct panel_ops palette_ops = {
    .place = PLACE_ENTRY,
    .overlay = true,
    .draw = palette_draw,
    .act = palette_act,
    .type = palette_type,
    .count = palette_count,
    .work = palette_work,
    .free = palette_free_palette,
};

struct panel *palette_panel_new(struct app *app)
{
    struct palette_panel *palette = li_calloc(1, sizeof *palette);
    palette->panel.ops = &palette_ops;
    edit_start(&palette->edit, NULL, false);
    palette_look(palette, app);
    return &palette->panel;
}
