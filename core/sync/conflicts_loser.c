/*
 * conflicts_loser.c: searches back from the change that was kept to the one before it.
 */
#include "core/sync/conflicts_loser.h"
#include "data/changeset/changeset.h"
#include <assert.h>
#include <string.h>

struct conflicts_search {
    struct context *context;
    const struct conflicts_item *item;
    const struct entry *winner;
    struct entry_name *out;
    bool found;
    enum li_err code;
    struct li_error *err;
};

/* Whether the change sets the field of the conflict. */
static bool conflicts_loser_sets(
    const struct conflicts_search *search, const struct changeset *change)
{
    const char *field = conflicts_item_field(search->item);
    if (strcmp(changeset_table(change), search->item->kind->name) != 0)
        return false;
    for (int i = 0; i < changeset_columns(change); i++)
        if (strcmp(changeset_column(change, i), field) == 0)
            return changeset_touched(change, i);
    return false;
}

/* The scan is of one record, so entry->effect is only the part about it. */
static bool conflicts_loser_visit(void *arg, const struct entry *entry)
{
    struct conflicts_search *search = arg;
    if (entry_compare(entry, search->winner) >= 0)
        return true;
    struct changeset *change =
        changeset_open(search->context->store, entry->effect, entry->effect_size, search->err);
    int step = change ? 1 : -1;
    while (!search->found && step > 0 && (step = changeset_next(change, search->err)) > 0)
        search->found = conflicts_loser_sets(search, change);
    changeset_close(change);
    if (search->found)
        *search->out = entry->name;
    search->code = step < 0 ? search->err->code : LI_OK;
    return !search->found && !search->code;
}

enum li_err conflicts_loser_find(struct context *context, const struct conflicts_item *item,
    struct entry_name *out, struct li_error *err)
{
    assert(context && item && out && err);
    struct entry winner;
    enum li_err code = entry_find(context->store, &item->entry, &winner, err);
    if (code)
        return code;
    *out = winner.name;
    struct conflicts_search search = {
        .context = context, .item = item, .winner = &winner, .out = out, .err = err};
    const struct entry_scan scan = {.newest_first = true, .touching = &item->id};
    if (item->why == CONFLICTS_CHANGED && item->field != CONFLICTS_WHOLE)
        code = entry_scan(context->store, &scan, conflicts_loser_visit, &search, err);
    entry_free(&winner);
    return code ? code : search.code;
}

enum li_err conflicts_loser_origin(
    struct context *context, const struct hash *entry, struct hash *out, struct li_error *err)
{
    assert(context && entry && out && err);
    enum li_err code = LI_OK;
    struct hash at = *entry;
    *out = *entry;
    while (!code && !hash_is_zero(&at)) {
        struct entry found;
        *out = at;
        code = entry_find(context->store, &at, &found, err);
        if (!code) {
            at = found.stands_for;
            entry_free(&found);
        }
    }
    return code == LI_NONE ? LI_OK : code; /* the entry it stands for has not arrived */
}
