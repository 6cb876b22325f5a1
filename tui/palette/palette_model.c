/*
 * palette_model.c: ranked choices.
 *
 * What holds between calls:
 *
 * 1. choices are ordered by rank and, within a rank, by when they were found.
 * 2. Records of the kinds before step have been found; at its end, all.
 */
#include "tui/palette/palette_model.h"
#include "core/query/lookup.h"
#include "data/base/memory.h"
#include "tui/app/dispatch.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { PALETTE_RECORDS_EACH = 5 /* most of one kind */ };

static void palette_model_clear(struct palette_model *model)
{
    for (size_t i = 0; i < model->count; i++) {
        free(model->choices[i].text);
        free(model->choices[i].aside);
        free(model->choices[i].words);
    }
    model->count = 0;
}

/* Inserts it after those that rank as well; its place. */
static size_t palette_model_add(struct palette_model *model, struct palette_choice choice)
{
    size_t at = model->count;
    model->choices = li_realloc(model->choices, model->count + 1, sizeof *model->choices);
    for (; at > 0 && model->choices[at - 1].rank > choice.rank; at--)
        model->choices[at] = model->choices[at - 1];
    model->choices[at] = choice;
    model->count++;
    return at;
}

/* The keys of an action or, if it takes words, its name and theirs. The caller frees it. */
static char *palette_model_way_to(const struct app *app, enum action action)
{
    const char *takes = dispatch_takes(app, action);
    return takes ? li_format("%s %s", action_specs[action].name, takes)
                 : li_strdup(keymap_text(&app->keys, action));
}

static enum palette_rank palette_model_rank_action(
    const struct palette_model *model, const struct action_spec *spec)
{
    char *also = li_format("%s %s", spec->also, action_group_names[spec->group]);
    enum palette_rank rank =
        palette_match(model->folded, &(struct palette_subject){spec->name, spec->help, also});
    free(also);
    return rank;
}

static void palette_model_add_actions(
    struct palette_model *model, struct app *app, struct panel *beneath)
{
    for (enum action action = 1; action < ACTION_COUNT; action++) {
        const struct action_spec *spec = &action_specs[action];
        if (spec->group == GROUP_MOVE || spec->group == GROUP_WRITE || action == ACTION_PALETTE ||
            !dispatch_can(app, beneath, action))
            continue;
        enum palette_rank rank = palette_model_rank_action(model, spec);
        if (rank < PALETTE_NONE)
            palette_model_add(model, (struct palette_choice){.text = li_strdup(spec->help),
                                         .aside = palette_model_way_to(app, action),
                                         .rank = rank,
                                         .action = action});
    }
}

/* "as-of 30 jun": the name of an action, and words for it. */
static void palette_model_add_with_words(
    struct palette_model *model, struct app *app, struct panel *beneath)
{
    const char *typed = model->typed;
    size_t length = strcspn(typed, " "), blanks = strspn(typed + length, " ");
    char *name = li_strndup(typed, length);
    const char *words = typed + length + blanks;
    enum action action = action_find(name);
    const char *takes = action ? dispatch_takes(app, action) : NULL;
    if (takes && *words && dispatch_can(app, beneath, action))
        palette_model_add(model,
            (struct palette_choice){.text = li_format("%s: %s", action_specs[action].help, words),
                .aside = li_format("%s %s", name, takes),
                .rank = PALETTE_EXACT,
                .action = action,
                .words = li_strdup(words)});
    free(name);
}

/* Whether the list has a key of its own, and so is among the actions. */
static bool palette_model_has_action(const struct kind *kind)
{
    for (enum action action = 1; action < ACTION_COUNT; action++)
        if (action_specs[action].group == GROUP_GO &&
            strcmp(action_specs[action].name, kind->plural) == 0)
            return true;
    return false;
}

static void palette_model_add_lists(struct palette_model *model)
{
    for (size_t i = 0; i < kind_count; i++) {
        const struct kind *kind = kinds[i];
        enum palette_rank rank =
            palette_model_has_action(kind)
                ? PALETTE_NONE
                : palette_match(model->folded, &(struct palette_subject){kind->name, kind->labels,
                                                   action_group_names[GROUP_GO]});
        if (rank < PALETTE_NONE)
            palette_model_add(model, (struct palette_choice){.text = li_strdup(kind->labels),
                                         .aside = li_strdup("list"),
                                         .rank = rank,
                                         .kind = kind});
    }
}

/* Whether an action does the same: the command is its name or one of its further words. */
static bool palette_model_is_action(const struct app_command *command)
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
static void palette_model_add_commands(struct palette_model *model, const struct app *app)
{
    const struct app_command *command = app->tables->commands;
    for (; *model->folded && command->name; command++) {
        enum palette_rank rank = palette_match(
            model->folded, &(struct palette_subject){command->name, command->help, NULL});
        if (rank < PALETTE_LETTERS && !palette_model_is_action(command))
            palette_model_add(model, (struct palette_choice){.text = li_strdup(command->help),
                                         .aside = li_format("liaise %s %s", command->name,
                                             command->arguments ? command->arguments : ""),
                                         .rank = PALETTE_LETTERS,
                                         .command = command});
    }
}

void palette_model_look(
    struct palette_model *model, struct app *app, struct panel *beneath, const char *typed)
{
    assert(model && app && beneath && typed);
    char *copy = li_strdup(typed);
    free(model->typed);
    free(model->folded);
    model->typed = copy;
    model->folded = text_fold(typed);
    palette_model_clear(model);
    model->step = *model->folded ? 0 : 2 * kind_count;
    palette_model_add_with_words(model, app, beneath);
    palette_model_add_actions(model, app, beneath);
    palette_model_add_lists(model);
    palette_model_add_commands(model, app);
}

/* A record matches by words, unless the text is its code or title. */
static void palette_model_add_records(struct palette_model *model, const struct kind *kind,
    const struct candidates *found, enum date_order dates, size_t *at)
{
    for (size_t i = 0; i < found->count; i++) {
        const struct candidate *one = &found->list[i];
        const struct palette_subject subject = {one->code, one->title, NULL};
        bool exact = palette_match(model->folded, &subject) == PALETTE_EXACT;
        char *text = one->code && *one->code ? li_format("%s  %s", one->code, one->title)
                                             : li_strdup(one->title);
        size_t place =
            palette_model_add(model, (struct palette_choice){.text = date_show_all(text, dates),
                                         .aside = li_strdup(kind->name),
                                         .rank = exact ? PALETTE_EXACT : PALETTE_WORDS,
                                         .kind = kind,
                                         .id = one->id});
        if (*at > 0 && place <= *at)
            ++*at;
    }
}

/* The kind whose records are looked for at that step, or at the next that has a kind; NULL at the
   end. Reference data (countries, states) comes last. */
static const struct kind *palette_model_next_kind(size_t *step)
{
    while (*step < 2 * kind_count && kinds[*step % kind_count]->reference == (*step < kind_count))
        ++*step;
    return *step < 2 * kind_count ? kinds[*step % kind_count] : NULL;
}

int palette_model_work(struct palette_model *model, struct app *app, size_t *at)
{
    assert(model && app && at);
    const struct kind *kind = palette_model_next_kind(&model->step);
    if (!kind)
        return 0;
    struct candidates found = {0};
    struct li_error err;
    app_yield_to_keys(app, true);
    enum li_err code =
        lookup_some(app->context, kind, model->typed, PALETTE_RECORDS_EACH, &found, &err);
    app_yield_to_keys(app, false);
    if (code == LI_INTERRUPTED)
        return -1;
    if (!code) {
        palette_model_add_records(model, kind, &found, context_dates(app->context), at);
        lookup_candidates_free(&found);
    }
    model->step++;
    palette_model_next_kind(&model->step); /* so that is_looking is false after the last */
    return 1;
}

bool palette_model_is_looking(const struct palette_model *model)
{
    assert(model);
    return model->step < 2 * kind_count;
}

const struct palette_choice *palette_model_choice(const struct palette_model *model, size_t at)
{
    assert(model);
    return at < model->count ? &model->choices[at] : NULL;
}

void palette_model_end(struct palette_model *model)
{
    assert(model);
    palette_model_clear(model);
    free(model->choices);
    free(model->typed);
    free(model->folded);
    *model = (struct palette_model){0};
}
