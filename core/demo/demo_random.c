/*
 * demo_random.c: numbers, ids and inserts for synthetic records.
 */
#include "core/demo/demo_random.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>

/* The columns of each table that are filled, in the order in which they are. */
enum { COLUMNS_MOST = 17 };
static const struct {
    const char *name, *columns[COLUMNS_MOST + 1];
} demo_tables[DEMO_TABLE_COUNT] = {
    [DEMO_AFFILIATE] = {"affiliate",
        {"id", "code", "name", "kind", "country", "city", "email", "since", "status", "tags"}},
    [DEMO_PERSON] = {"person", {"id", "name", "title", "organization", "email", "languages"}},
    [DEMO_ASSIGNMENT] = {"assignment",
        {"id", "person", "role", "affiliate", "primary", "from", "to"}},
    [DEMO_AGREEMENT] = {"agreement",
        {"id", "affiliate", "title", "kind", "signed_on", "from", "to", "renewal_lead"}},
    [DEMO_PLAN] = {"plan", {"id", "affiliate", "year", "state", "agreed_on", "summary"}},
    [DEMO_GOAL] = {"goal",
        {"id", "affiliate", "title", "agreement", "area", "whose", "owner", "measure", "unit",
            "baseline", "target", "start", "due", "cadence", "state", "weight", "plan"}},
    [DEMO_PROGRESS] = {"progress", {"id", "goal", "day", "value", "note", "confidence", "by"}},
    [DEMO_EVENT] = {"event",
        {"id", "title", "host", "from", "to", "place", "country", "kind", "state"}},
    [DEMO_ATTENDANCE] = {"attendance", {"id", "event", "person", "capacity", "state"}},
    [DEMO_ACTIVITY] = {"activity",
        {"id", "affiliate", "day", "kind", "state", "title", "direction", "our_person",
            "their_person", "plan", "area", "follow_up_on"}},
    [DEMO_MEMBERSHIP] = {"membership",
        {"id", "affiliate", "day", "members", "joint_members", "prospects"}},
    [DEMO_RESOURCE] = {"resource", {"id", "title", "kind", "affiliate", "direction", "shared_on"}},
};

/* The next of a sequence of well mixed numbers: a counter and a finisher. */
static uint64_t demo_next(struct demo_maker *maker)
{
    uint64_t mixed = maker->random += 0x9e3779b97f4a7c15U;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebU;
    return mixed ^ (mixed >> 31);
}

size_t demo_random_below(struct demo_maker *maker, size_t limit)
{
    assert(limit > 0);
    return (size_t)(demo_next(maker) % limit);
}

int demo_random_between(struct demo_maker *maker, int least, int most)
{
    assert(least <= most);
    return least + (int)demo_random_below(maker, (size_t)(most - least + 1));
}

/* A UUIDv7 whose time is a count, so that ids repeat with the seed and still come in order. */
struct id demo_random_id(struct demo_maker *maker)
{
    struct id id;
    uint64_t time = (UINT64_C(0x018) << 36) + ++maker->made, mixed = demo_next(maker);
    for (int i = 0; i < 6; i++)
        id.byte[i] = (unsigned char)(time >> (40 - 8 * i));
    for (int i = 6; i < ID_SIZE; i++)
        id.byte[i] = (unsigned char)(mixed >> (8 * (i & 7)));
    id.byte[6] = (unsigned char)(0x70 | (id.byte[6] & 0x0f));
    id.byte[8] = (unsigned char)(0x80 | (id.byte[8] & 0x3f));
    return id;
}

const char *demo_random_day(struct demo_maker *maker, day_t day)
{
    char *text = maker->days[maker->day_count++ % DEMO_COUNT(maker->days)];
    return date_text(day, text);
}

const struct id *demo_random_any_id(struct demo_maker *maker, const struct demo_ids *ids)
{
    return ids->count ? &ids->list[demo_random_below(maker, ids->count)] : NULL;
}

/* The ids of a reference kind, in order. */
static void demo_read_ids(struct store *store, const char *sql, struct demo_ids *out)
{
    struct query *query = query_new(store, sql, NULL);
    while (query && query_step(query, NULL) == 1) {
        out->list = li_realloc(out->list, out->count + 1, sizeof *out->list);
        if (query_id(query, 0, &out->list[out->count]))
            out->count++;
    }
    query_free(query);
}

enum li_err demo_random_open(struct demo_maker *maker, struct store *store, struct li_error *err)
{
    assert(maker && store);
    int month, day;
    date_parts(maker->context->today, &maker->year, &month, &day);
    demo_read_ids(store, "SELECT id FROM country ORDER BY code", &maker->countries);
    demo_read_ids(store, "SELECT id FROM area ORDER BY position", &maker->areas);
    demo_read_ids(store, "SELECT id FROM role ORDER BY position", &maker->roles);
    for (int i = 0; i < DEMO_TABLE_COUNT; i++) {
        size_t count = 0;
        while (demo_tables[i].columns[count])
            count++;
        maker->insert[i] =
            insert_new(store, demo_tables[i].name, demo_tables[i].columns, count, err);
        if (!maker->insert[i])
            return err->code;
    }
    return LI_OK;
}

void demo_random_close(struct demo_maker *maker)
{
    assert(maker);
    for (int i = 0; i < DEMO_TABLE_COUNT; i++)
        insert_free(maker->insert[i]);
    free(maker->countries.list);
    free(maker->areas.list);
    free(maker->roles.list);
}
