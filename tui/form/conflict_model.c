/*
 * conflict_model.c: a line for each slot that holds two changes, and one for an archived record.
 */
#include "tui/form/conflict_model.h"
#include "core/record/history.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* --- two texts of one ------------------------------------------------------------------------- */

static bool conflict_ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

static bool conflict_begins_with(const char *text, const char *beginning)
{
    return strncmp(text, beginning, strlen(beginning)) == 0;
}

/* A text after another, on a line of its own. */
static char *conflict_one_after_the_other(const char *first, const char *then)
{
    then += strspn(then, " \n");
    if (!*first || !*then)
        return li_strdup(*first ? first : then);
    return li_format("%s%s%s", first, conflict_ends_with(first, "\n") ? "" : "\n", then);
}

char *conflict_combine(const char *was, const char *mine, const char *theirs)
{
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

static struct conflict *conflict_add_conflict(
    struct conflicts *conflicts, int slot, const char *label)
{
    conflicts->list = li_realloc(conflicts->list, conflicts->count + 1, sizeof *conflicts->list);
    struct conflict *conflict = &conflicts->list[conflicts->count++];
    *conflict = (struct conflict){.slot = slot, .label = label};
    return conflict;
}

static void conflict_add_slot(struct conflicts *conflicts, struct context *context, int number)
{
    const struct form_model *writing = conflicts->writing;
    const struct form_field *slot = &writing->slots[number];
    struct conflict *conflict = conflict_add_conflict(conflicts, number, slot->field->label);
    conflict->was = form_field_show(slot, context, slot->stored);
    conflict->mine = form_field_show(slot, context, form_field_typed(slot));
    conflict->theirs = form_field_show(slot, context, slot->theirs);
    if (slot->field->type == FIELD_LONG)
        conflict->both = conflict_combine(slot->stored, form_field_typed(slot), slot->theirs);
    history_last(context, writing->kind, &writing->id, slot->field, HISTORY_CHANGED, &conflict->by,
        &conflict->at, NULL);
}

static void conflict_add_archived(struct conflicts *conflicts, struct context *context)
{
    const struct form_model *writing = conflicts->writing;
    struct conflict *conflict = conflict_add_conflict(conflicts, -1, "Archived");
    char day[DAY_TEXT_SIZE];
    conflict->was = li_strdup("no");
    conflict->mine = li_strdup("no; saving restores it");
    conflict->theirs = li_format("since %s", date_text(writing->archived.on, day));
    history_last(context, writing->kind, &writing->id, NULL, HISTORY_ARCHIVED, &conflict->by,
        &conflict->at, NULL);
}

void conflicts_find(
    struct conflicts *conflicts, struct form_model *writing, struct context *context)
{
    *conflicts = (struct conflicts){.writing = writing};
    for (int i = 0; i < writing->count; i++)
        if (writing->slots[i].theirs)
            conflict_add_slot(conflicts, context, i);
    if (writing->archived.on != DAY_NONE && !writing->archived.known)
        conflict_add_archived(conflicts, context);
}

void conflicts_free(struct conflicts *conflicts)
{
    for (size_t i = 0; i < conflicts->count; i++) {
        struct conflict *conflict = &conflicts->list[i];
        char *const texts[] = {conflict->was, conflict->mine, conflict->theirs, conflict->both,
            conflict->by, conflict->at};
        for (size_t j = 0; j < sizeof texts / sizeof *texts; j++)
            free(texts[j]);
    }
    free(conflicts->list);
    *conflicts = (struct conflicts){0};
}

/* --- choosing --------------------------------------------------------------------------------- */

size_t conflicts_open(const struct conflicts *conflicts, size_t from)
{
    for (size_t i = 0; i < conflicts->count; i++) {
        size_t at = (from + i) % conflicts->count;
        if (conflicts->list[at].choice == CONFLICT_OPEN)
            return at;
    }
    return conflicts->count;
}

const char *conflict_outcome(const struct conflict *conflict)
{
    const char *const outcomes[] = {[CONFLICT_OPEN] = NULL,
        [CONFLICT_MINE] = conflict->mine,
        [CONFLICT_THEIRS] = conflict->theirs,
        [CONFLICT_BOTH] = conflict->both};
    return outcomes[conflict->choice];
}

size_t conflict_same(const struct conflict *conflict)
{
    enum { CONTEXT = 60 }; /* bytes of what they have in common are left, to know the place by */
    const char *mine = conflict->mine;
    size_t same = 0;
    while (mine[same] && mine[same] == conflict->was[same] && mine[same] == conflict->theirs[same])
        same++;
    size_t from = conflict->both && same > CONTEXT ? same - CONTEXT : 0;
    while (from > 0 && mine[from - 1] != ' ' && mine[from - 1] != '\n')
        from--;
    return from;
}

static void conflict_settle_slot(
    const struct conflict *conflict, struct form_model *writing, struct context *context)
{
    struct form_field *slot = &writing->slots[conflict->slot];
    if (!slot->theirs) /* it was taken back meanwhile */
        return;
    if (conflict->choice == CONFLICT_BOTH)
        form_field_put(slot, context, conflict->both);
    if (conflict->choice == CONFLICT_THEIRS)
        form_field_take_theirs(slot, context);
    else
        form_field_keep_mine(slot);
    form_model_touch(writing, slot);
}

void conflicts_settle(struct conflicts *conflicts, struct context *context)
{
    struct form_model *writing = conflicts->writing;
    for (size_t i = 0; i < conflicts->count; i++) {
        const struct conflict *conflict = &conflicts->list[i];
        assert(conflict->choice != CONFLICT_OPEN);
        if (conflict->slot >= 0) {
            conflict_settle_slot(conflict, writing, context);
            continue;
        }
        writing->archived.known = true;
        writing->archived.undo = conflict->choice == CONFLICT_MINE;
    }
}
