/*
 * conflicts_item.c: the record, the field and the decision of a conflict.
 */
#include "core/sync/conflicts_item.h"
#include "core/kind/decision.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>

const char *conflicts_item_field(const struct conflicts_item *item)
{
    assert(item && item->kind && item->field <= item->kind->stored_count);
    if (item->field == CONFLICTS_WHOLE)
        return NULL;
    return item->field == item->kind->stored_count ? "archived_on"
                                                   : item->kind->fields[item->field].name;
}

void conflicts_item_clear(struct conflicts_item *item)
{
    assert(item);
    char *const texts[] = {item->lost, item->current, item->title, item->by, item->at};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        free(texts[i]);
    *item = (struct conflicts_item){0};
}

void conflicts_item_copy(const struct conflicts_item *item, struct conflicts_item *out)
{
    assert(item && out);
    *out = *item;
    out->lost = li_strdup(item->lost);
    out->current = li_strdup(item->current);
    out->title = li_strdup(item->title);
    out->by = li_strdup(item->by);
    out->at = li_strdup(item->at);
}

const struct field *conflicts_item_described(const struct conflicts_item *item)
{
    assert(item && item->kind);
    bool stored = item->field != CONFLICTS_WHOLE && item->field < item->kind->stored_count;
    return stored ? &item->kind->fields[item->field] : NULL;
}

struct id conflicts_item_decision(const struct conflicts_item *item)
{
    assert(item && item->loser.seq > 0);
    const char *field = conflicts_item_field(item);
    char id[ID_TEXT_SIZE], loser[HASH_DIGITS_SIZE];
    char *name = li_format("%s %s %s %s", item->kind->name, id_text(&item->id, id),
        field ? field : "*", hash_digits(&item->origin, loser));
    struct id decision = id_named(kind_decision.name, name);
    free(name);
    return decision;
}
