/*
 * palette_panel.c: looks for what is typed among the actions that apply, the lists, the commands of
 * the command line and, kind by kind between keys, the records.
 *
 * What holds between calls:
 *
 * 1. choices are ordered by rank and, within a rank, by when they were found.
 * 2. The cursor stays on its choice when better ones are found, unless it is on the first line,
 * where it stays.
 */
#include "tui/command/palette_panel.h"
#include "core/query/lookup.h"
#include "data/base/memory.h"
#include "tui/app/dispatch.h"
#include "tui/command/palette_match.h"
#include "tui/term/edit.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { RECORDS_EACH = 5, WIDTH = 76, HEIGHT = 18 };

/* A line: an action, a list, a record, or a command of the command line. */
struct palette_choice {
    char *text;  /* its name, as shown */
    char *aside; /* at the right: its keys, or what it is ("list", a kind) */
    enum palette_rank rank;
    enum action action;                /* ACTION_NONE: another of these */
    char *words;                       /* for the action; NULL: none */
    const struct kind *kind;           /* its list or, with an id, its record */
    struct id id;                      /* nil: the list */
    const struct app_command *command; /* NULL: none of these */
};

struct palette_panel {
    struct panel panel;
    struct edit edit;
    char *folded; /* what is typed, folded for comparing */
    struct palette_choice *choices;
    size_t count;
    size_t step; /* of looking for records, up to twice the number of kinds */
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

static void palette_add(struct palette_panel *palette, struct palette_choice choice)
{
    struct scroll *scroll = &palette->panel.scroll;
    size_t at = palette->count;
    palette->choices = li_realloc(palette->choices, palette->count + 1, sizeof *palette->choices);
    for (; at > 0 && palette->choices[at - 1].rank > choice.rank; at--)
        palette->choices[at] = palette->choices[at - 1];
    palette->choices[at] = choice;
    palette->count++;
    if (scroll->at > 0 && at <= scroll->at)
        scroll->at++;
}

/* The keys of an action or, if it takes words, its name and theirs. The caller frees it. */
static char *palette_way_to(const struct app *app, enum action action)
{
    const char *takes = dispatch_takes(app, action);
    return takes ? li_format("%s %s", action_specs[action].name, takes)
                 : li_strdup(keymap_text(&app->keys, action));
}

static enum palette_rank palette_rank_action(
    const struct palette_panel *palette, const struct action_spec *spec)
{
    char *also = li_format("%s %s", spec->also, action_group_names[spec->group]);
    enum palette_rank rank =
        palette_match(palette->folded, &(struct palette_subject){spec->name, spec->help, also});
    free(also);
    return rank;
}

static void palette_add_actions(
    struct palette_panel *palette, struct app *app, struct panel *beneath)
{
    for (enum action action = 1; action < ACTION_COUNT; action++) {
        const struct action_spec *spec = &action_specs[action];
        if (spec->group == GROUP_MOVE || spec->group == GROUP_WRITE || action == ACTION_PALETTE ||
            !dispatch_can(app, beneath, action))
            continue;
        enum palette_rank rank = palette_rank_action(palette, spec);
        if (rank < PALETTE_NONE)
            palette_add(palette, (struct palette_choice){.text = li_strdup(spec->help),
                                     .aside = palette_way_to(app, action),
                                     .rank = rank,
                                     .action = action});
    }
}

/* "as-of 30 jun": the name of an action, and words for it. */
static void palette_add_told(struct palette_panel *palette, struct app *app, struct panel *beneath)
{
    const char *typed = palette->edit.text;
    size_t length = strcspn(typed, " "), blanks = strspn(typed + length, " ");
    char *name = li_strndup(typed, length);
    const char *words = typed + length + blanks;
    enum action action = action_find(name);
    const char *takes = action ? dispatch_takes(app, action) : NULL;
    if (takes && *words && dispatch_can(app, beneath, action))
        palette_add(palette,
            (struct palette_choice){.text = li_format("%s: %s", action_specs[action].help, words),
                .aside = li_format("%s %s", name, takes),
                .rank = PALETTE_EXACT,
                .action = action,
                .words = li_strdup(words)});
    free(name);
}

/* Whether the list has a key of its own, and so is among the actions. */
static bool palette_has_action(const struct kind *kind)
{
    for (enum action action = 1; action < ACTION_COUNT; action++)
        if (action_specs[action].group == GROUP_GO &&
            strcmp(action_specs[action].name, kind->plural) == 0)
            return true;
    return false;
}

static void palette_add_lists(struct palette_panel *palette)
{
    for (size_t i = 0; i < kind_count; i++) {
        const struct kind *kind = kinds[i];
        enum palette_rank rank =
            palette_has_action(kind)
                ? PALETTE_NONE
                : palette_match(palette->folded, &(struct palette_subject){kind->name, kind->labels,
                                                     action_group_names[GROUP_GO]});
        if (rank < PALETTE_NONE)
            palette_add(palette, (struct palette_choice){.text = li_strdup(kind->labels),
                                     .aside = li_strdup("list"),
                                     .rank = rank,
                                     .kind = kind});
    }
}

/* Whether an action does the same: the command is its name or one of its further words. */
static bool palette_is_action(const struct app_command *command)
{
    size_t length = strlen(command->name);
    if (action_find(command->name))
        return true;
    for (enum action action = 1; action < ACTION_COUNT; action++)
        for (const char *word = action_specs[action].also; *word; word += strspn(word, " ")) {
            size_t size = strcspn(word, " ");
            if (size == length && memcmp(word, command->name, size) == 0)
                return true;
            word += size;
        }
    return false;
}

/* What only the command line does; not while nothing is typed. */
static void palette_add_commands(struct palette_panel *palette, const struct app *app)
{
    const struct app_command *command = app->tables->commands;
    for (; *palette->folded && command->name; command++) {
        enum palette_rank rank = palette_match(
            palette->folded, &(struct palette_subject){command->name, command->help, NULL});
        if (rank < PALETTE_LETTERS && !palette_is_action(command))
            palette_add(palette, (struct palette_choice){.text = li_strdup(command->help),
                                     .aside = li_format("liaise %s %s", command->name,
                                         command->arguments ? command->arguments : ""),
                                     .rank = PALETTE_LETTERS,
                                     .command = command});
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
    palette_add_commands(palette, app);
    app->dirty = true;
}

/* A record matches by words, unless the text is its code or title. */
static void palette_add_records(
    struct palette_panel *palette, const struct kind *kind, const struct candidates *found)
{
    for (size_t i = 0; i < found->count; i++) {
        const struct candidate *one = &found->list[i];
        const struct palette_subject subject = {one->code, one->title, NULL};
        bool exact = palette_match(palette->folded, &subject) == PALETTE_EXACT;
        char *text = one->code && *one->code ? li_format("%s  %s", one->code, one->title)
                                             : li_strdup(one->title);
        palette_add(palette, (struct palette_choice){.text = text,
                                 .aside = li_strdup(kind->name),
                                 .rank = exact ? PALETTE_EXACT : PALETTE_WORDS,
                                 .kind = kind,
                                 .id = one->id});
    }
}

/* The kind whose records are looked for at that step, or at the next that has a kind; NULL at the
   end. Reference data (countries, states) comes last. */
static const struct kind *palette_kind_looked_for(size_t *step)
{
    while (*step < 2 * kind_count && kinds[*step % kind_count]->reference == (*step < kind_count))
        ++*step;
    return *step < 2 * kind_count ? kinds[*step % kind_count] : NULL;
}

/* Looks through one kind a slice; if a key interrupts, it is looked through again. */
static bool palette_work(struct panel *panel, struct app *app)
{
    struct palette_panel *palette = (struct palette_panel *)panel;
    const struct kind *kind = palette_kind_looked_for(&palette->step);
    if (!kind)
        return false;
    struct candidates found = {0};
    struct li_error err;
    app_yield_to_keys(app, true);
    enum li_err code =
        lookup_some(app->context, kind, palette->edit.text, RECORDS_EACH, &found, &err);
    app_yield_to_keys(app, false);
    if (code == LI_INTERRUPTED)
        return true;
    if (!code) {
        palette_add_records(palette, kind, &found);
        lookup_candidates_free(&found);
    }
    palette->step++;
    app->dirty = true;
    return true;
}

static void palette_draw_choice(const struct palette_choice *choice, int y, struct area area)
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

static void palette_choose(struct palette_panel *palette, struct app *app)
{
    if (palette->panel.scroll.at >= palette->count)
        return;
    const struct palette_choice *choice = &palette->choices[palette->panel.scroll.at];
    app_remove(app, &palette->panel);
    if (choice->command)
        app_say(app, "Run this in a shell: %s", choice->aside);
    else if (choice->words)
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
        palette_choose(palette, app);
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

static void palette_free(struct panel *panel)
{
    struct palette_panel *palette = (struct palette_panel *)panel;
    palette_clear(palette);
    free(palette->choices);
    free(palette->folded);
    edit_end(&palette->edit);
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
    .free = palette_free,
};

struct panel *palette_panel_new(struct app *app)
{
    assert(app && app->depth > 0);
    struct palette_panel *palette = li_calloc(1, sizeof *palette);
    palette->panel.ops = &palette_ops;
    edit_begin(&palette->edit, NULL, false);
    palette_look(palette, app);
    return &palette->panel;
}
