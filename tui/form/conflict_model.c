/*
 * conflict_model.c: a conflict for each field that holds two changes, and one for an archived
 * record.
 */
#include "tui/form/conflict_model.h"
#include "core/history/history.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* --- combining texts -------------------------------------------------------------------------- */

static bool conflict_ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

static bool conflict_begins_with(const char *text, const char *beginning)
{
    return strncmp(text, beginning, strlen(beginning)) == 0;
}

/* One text after another, on a line of its own. */
static char *conflict_one_after_the_other(const char *first, const char *then)
{
    then += strspn(then, " \n");
    if (!*first || !*then)
        return li_strdup(*first ? first : then);
    return li_format("%s%s%s", first, conflict_ends_with(first, "\n") ? "" : "\n", then);
}

char *conflict_model_combine(const char *was, const char *mine, const char *theirs)
{
    assert(was && mine && theirs);
    size_t known = strlen(was);
    if (conflict_begins_with(mine, was) && conflict_begins_with(theirs, was))
        return conflict_one_after_the_other(theirs, mine + known);
    if (!conflict_ends_with(mine, was) || !conflict_ends_with(theirs, was))
        return conflict_one_after_the_other(theirs, mine);
    char *added = li_strndup(mine, strlen(mine) - known);
    char *both = conflict_one_after_the_other(added, theirs);
    free(added);
    return both;
}

/* --- finding ---------------------------------------------------------------------------------- */

static struct conflict *conflict_add(struct conflict_model *model, int field, const char *label)
{
    model->list = li_realloc(model->list, model->count + 1, sizeof *model->list);
    struct conflict *conflict = &model->list[model->count++];
    *conflict = (struct conflict){.field = field, .label = label};
    return conflict;
}

static void conflict_add_field(struct conflict_model *model, struct context *context, int number)
{
    const struct form_model *form = model->form;
    const struct form_field *field = &form->fields[number];
    struct conflict *conflict = conflict_add(model, number, field->of->label);
    conflict->was = form_field_show(field, context, field->stored);
    conflict->mine = form_field_show(field, context, form_field_typed(field));
    conflict->theirs = form_field_show(field, context, field->theirs);
    if (field->of->type == FIELD_LONG)
        conflict->both =
            conflict_model_combine(field->stored, form_field_typed(field), field->theirs);
    history_last(context, form->kind, &form->id, field->of, HISTORY_CHANGED, &conflict->by,
        &conflict->at, &(struct li_error){0});
}

static void conflict_add_archived(struct conflict_model *model, struct context *context)
{
    const struct form_model *form = model->form;
    struct conflict *conflict = conflict_add(model, -1, "Archived");
    char day[DATE_SHOWN_SIZE];
    conflict->was = li_strdup("no");
    conflict->mine = li_strdup("no; saving restores it");
    conflict->theirs =
        li_format("since %s", date_show(form->archived.on, context_dates(context), day));
    history_last(context, form->kind, &form->id, NULL, HISTORY_ARCHIVED, &conflict->by,
        &conflict->at, &(struct li_error){0});
}

void conflict_model_find(
    struct conflict_model *model, struct form_model *form, struct context *context)
{
    assert(form && form->fields);
    *model = (struct conflict_model){.form = form};
    for (int i = 0; i < form->count; i++)
        if (form->fields[i].theirs)
            conflict_add_field(model, context, i);
    if (form->archived.on != DAY_NONE && !form->archived.known)
        conflict_add_archived(model, context);
}

void conflict_model_end(struct conflict_model *model)
{
    for (size_t i = 0; i < model->count; i++) {
        struct conflict *conflict = &model->list[i];
        char *const texts[] = {conflict->was, conflict->mine, conflict->theirs, conflict->both,
            conflict->by, conflict->at};
        for (size_t j = 0; j < sizeof texts / sizeof *texts; j++)
            free(texts[j]);
    }
    free(model->list);
    *model = (struct conflict_model){0};
}

/* --- choosing --------------------------------------------------------------------------------- */

size_t conflict_model_unchosen(const struct conflict_model *model, size_t from)
{
    for (size_t i = 0; i < model->count; i++) {
        size_t at = (from + i) % model->count;
        if (model->list[at].choice == CONFLICT_OPEN)
            return at;
    }
    return model->count;
}

const char *conflict_model_outcome(const struct conflict *conflict)
{
    assert(conflict->choice != CONFLICT_BOTH || conflict->both);
    const char *const outcomes[] = {[CONFLICT_OPEN] = NULL,
        [CONFLICT_MINE] = conflict->mine,
        [CONFLICT_THEIRS] = conflict->theirs,
        [CONFLICT_BOTH] = conflict->both};
    return outcomes[conflict->choice];
}

size_t conflict_model_common(const struct conflict *conflict)
{
    enum { CONTEXT = 60 }; /* bytes that they have in common are left, to recognize the place */
    const char *mine = conflict->mine;
    size_t same = 0;
    while (mine[same] && mine[same] == conflict->was[same] && mine[same] == conflict->theirs[same])
        same++;
    size_t from = conflict->both && same > CONTEXT ? same - CONTEXT : 0;
    while (from > 0 && mine[from - 1] != ' ' && mine[from - 1] != '\n')
        from--;
    return from;
}

static void conflict_apply_field(
    const struct conflict *conflict, struct form_model *form, struct context *context)
{
    struct form_field *field = &form->fields[conflict->field];
    if (!field->theirs) /* the other change was undone meanwhile */
        return;
    if (conflict->choice == CONFLICT_BOTH)
        form_field_set(field, context, conflict->both);
    if (conflict->choice == CONFLICT_THEIRS)
        form_field_use_theirs(field, context);
    else
        form_field_keep_mine(field);
    form_model_touch(form, field);
}

void conflict_model_apply(struct conflict_model *model, struct context *context)
{
    struct form_model *form = model->form;
    for (size_t i = 0; i < model->count; i++) {
        const struct conflict *conflict = &model->list[i];
        assert(conflict->choice != CONFLICT_OPEN);
        if (conflict->field >= 0) {
            conflict_apply_field(conflict, form, context);
            continue;
        }
        form->archived.known = true;
        form->archived.undo = conflict->choice == CONFLICT_MINE;
    }
}
