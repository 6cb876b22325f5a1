/*
 * arrival.c: one entry after another.
 */
#include "tests/support/arrival.h"
#include "data/entry/entry_clock.h"
#include "tests/support/take_in.h"

void arrival_begin(struct arrival *arrival, const struct world *world)
{
    *arrival = (struct arrival){.world = world, .ledger = ledger_new(), .left = world->count};
    arrival->ledger->clock = world_noon + 60000;
    arrival->plain.schema = world->schema;
}

void arrival_end(struct arrival *arrival)
{
    plain_journal_clear(&arrival->plain);
    ledger_free(arrival->ledger);
}

static bool arrival_can(const struct arrival *arrival, int at)
{
    const struct entry *entry = &arrival->world->entries[at];
    bool can = hash_is_zero(&entry->before);
    for (int i = 0; i < arrival->world->count && !can; i++)
        can = arrival->here[i] && hash_equal(&arrival->world->entries[i].name.hash, &entry->before);
    return can && !arrival->here[at];
}

int arrival_next(struct arrival *arrival, struct chance *chance)
{
    int at;
    do
        at = chance_below(chance, arrival->world->count);
    while (!arrival_can(arrival, at));
    arrival->here[at] = true;
    arrival->left--;
    return at;
}

enum li_err arrival_merge(struct arrival *arrival, const struct entry *entries, size_t count)
{
    struct ledger *ledger = arrival->ledger;
    struct journal_merged merged;
    for (size_t i = 0; i < count; i++)
        plain_journal_put(&arrival->plain, &entries[i]);
    arrival->plain.due = entry_clock_due(ledger->store);
    return take_in(ledger->store, entries, count, &merged, &ledger->err);
}

enum li_err arrival_wait(struct arrival *arrival)
{
    arrival->ledger->clock += (int64_t)30 * WORLD_DAY;
    return arrival_merge(arrival, NULL, 0);
}

char *arrival_differs(struct arrival *arrival)
{
    plain_journal_run(&arrival->plain);
    return plain_journal_differs(&arrival->plain, arrival->ledger->store);
}
