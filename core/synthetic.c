/*
 * synthetic.c: affiliates by the number, made from word lists: for trying the program, and
 * measuring it, on many records. The same seed gives the same records, on the same day.
 */
#include "../data/insert.h"
#include "../data/journal.h"
#include "../data/memory.h"
#include "../data/query.h"
#include "demo.h"
#include <stdio.h>
#include <stdlib.h>

enum {
    PEOPLE = 2,
    GOALS = 2,
    ENTRIES = 5 /* of each goal */,
    TOLD_EVERY = 1000,
    PLACE_SIZE = 32,
    TEXT_SIZE = 96
};
enum table { AFFILIATE, PERSON, AGREEMENT, GOAL, PROGRESS, TABLE_COUNT };

/* The columns of each table that are filled, in the order in which they are. */
enum { COLUMNS_MOST = 16 };
static const struct {
    const char *name, *columns[COLUMNS_MOST + 1];
} tables[TABLE_COUNT] = {
    [AFFILIATE] = {"affiliate",
        {"id", "code", "name", "kind", "country", "city", "email", "since", "status", "tags"}},
    [PERSON] = {"person", {"id", "name", "title", "organization", "email", "languages"}},
    [AGREEMENT] = {"agreement",
        {"id", "affiliate", "title", "kind", "signed_on", "from", "to", "renewal_lead"}},
    [GOAL] = {"goal",
        {"id", "affiliate", "title", "agreement", "area", "whose", "owner", "measure", "unit",
            "baseline", "target", "start", "due", "cadence", "state", "weight"}},
    [PROGRESS] = {"progress", {"id", "goal", "day", "value", "note", "confidence", "by"}},
};

static const char *const ways[] = {"North", "South", "East", "West", "Upper", "Lower", "Old", "New",
    "Great", "Little", "Inner", "Outer"};
static const char *const roots[] = {"Alder", "Birch", "Cedar", "Damson", "Elder", "Fern", "Gorse",
    "Hazel", "Ivory", "Juniper", "Kestrel", "Larch", "Maple", "Nettle", "Olive", "Plover", "Quince",
    "Rowan", "Sorrel", "Thistle", "Umber", "Violet", "Willow", "Yarrow"};
static const char *const ends[] = {"bay", "bridge", "brook", "dale", "field", "ford", "gate",
    "haven", "hill", "lake", "mere", "moor", "ridge", "shore", "vale", "wick"};
static const char *const bodies[] = {"Association of City Managers of", "Municipal Association of",
    "League of Cities of", "Association of Local Authorities of", "Society of Town Clerks of",
    "Federation of Municipalities of"};
static const char *const given[] = {"Aurelio", "Brónach", "Chidi", "Dagny", "Eliška", "Farrukh",
    "Greta", "Hinewai", "Ishaan", "Jolanta", "Kofi", "Leilani", "Mateus", "Nomvula", "Oksana",
    "Pranav", "Quetzal", "Rahel", "Sakura", "Tomasz", "Ülkü", "Violeta", "Wiremu", "Xiadani",
    "Yusuf", "Zuzana"};
static const char *const posts[] = {
    "President", "Secretary", "Executive director", "City manager", "Board member"};
static const char *const tongues[] = {"English", "Spanish", "French", "Portuguese", "Hindi"};
static const char *const affiliate_kinds[] = {"state", "national", "equity", "international"};
static const char *const agreement_kinds[] = {"affiliation", "memorandum", "partnership"};
static const char *const sides[] = {"ours", "theirs", "both"};
static const char *const cadences[] = {"monthly", "quarterly"};
static const char *const notes[] = {"As planned.", "Slower than hoped.", "A good month.",
    "Two more have asked.", "Put off by a week.", "The hosts were pleased.", "Budget is settled.",
    NULL};
static const struct {
    const char *title, *measure, *unit;
    int baseline, target;
} aims[] = {
    {"Train managers in ethics", "total", "managers", 0, 40},
    {"Joint members", "level", "members", 20, 120},
    {"Exchange of managers", "total", "visits", 0, 12},
    {"Young professionals paired", "total", "pairs", 0, 25},
    {"Fewer days to an answer", "level", "days", 14, 3},
    {"Talks for the profession", "total", "talks", 0, 20},
    {"Municipalities in the benchmark", "level", "municipalities", 5, 60},
    {"Women in the leadership course", "level", "participants", 4, 30},
};

struct maker {
    struct li *li;
    int64_t rows;
    uint64_t random, made;
    void (*progress)(void *arg, int64_t done, int64_t total);
    void *arg;
    struct insert *insert[TABLE_COUNT];
    char days[4][DAY_TEXT_SIZE]; /* more than a row has */
    size_t day_count;
    struct id *countries, *areas;
    size_t country_count, area_count;
};

#define COUNT(list) (sizeof(list) / sizeof *(list))
#define ANY(maker, list) ((list)[below(maker, COUNT(list))])

/* The next of a sequence of well mixed numbers: a counter and a finisher. */
static uint64_t next(struct maker *maker)
{
    uint64_t mixed = maker->random += 0x9e3779b97f4a7c15U;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebU;
    return mixed ^ (mixed >> 31);
}

static size_t below(struct maker *maker, size_t limit)
{
    return (size_t)(next(maker) % limit);
}

static int between(struct maker *maker, int least, int most)
{
    return least + (int)below(maker, (size_t)(most - least + 1));
}

/* A UUIDv7 whose time is a count, so that ids repeat with the seed and still come in order. */
static struct id make_id(struct maker *maker)
{
    struct id id;
    uint64_t time = (UINT64_C(0x018) << 36) + ++maker->made, mixed = next(maker);
    for (int i = 0; i < 6; i++)
        id.byte[i] = (unsigned char)(time >> (40 - 8 * i));
    for (int i = 6; i < ID_SIZE; i++)
        id.byte[i] = (unsigned char)(mixed >> (8 * (i & 7)));
    id.byte[6] = (unsigned char)(0x70 | (id.byte[6] & 0x0f));
    id.byte[8] = (unsigned char)(0x80 | (id.byte[8] & 0x3f));
    return id;
}

/* A day that a row borrows until it is added. */
static const char *lent_day(struct maker *maker, day_t day)
{
    char *text = maker->days[maker->day_count++ % COUNT(maker->days)];
    return day_text(day, text);
}

static enum li_err make_affiliate(
    struct maker *maker, int64_t number, struct id *id, struct li_error *err)
{
    struct insert *row = maker->insert[AFFILIATE];
    char place[PLACE_SIZE], code[TEXT_SIZE], name[TEXT_SIZE], email[TEXT_SIZE];
    snprintf(place, sizeof place, "%s %s%s", ANY(maker, ways), ANY(maker, roots), ANY(maker, ends));
    snprintf(code, sizeof code, "%.3s%lld", ANY(maker, roots), (long long)number);
    snprintf(name, sizeof name, "%s %s", ANY(maker, bodies), place);
    snprintf(email, sizeof email, "office%lld@example.org", (long long)number);
    *id = make_id(maker);
    insert_id(row, 0, id);
    insert_text(row, 1, code);
    insert_text(row, 2, name);
    insert_text(row, 3, ANY(maker, affiliate_kinds));
    insert_id(row, 4,
        maker->country_count ? &maker->countries[below(maker, maker->country_count)] : NULL);
    insert_text(row, 5, place);
    insert_text(row, 6, email);
    insert_text(row, 7, lent_day(maker, maker->li->today - between(maker, 100, 9000)));
    insert_text(row, 8, below(maker, 12) == 0 ? "dormant" : "active");
    insert_text(row, 9, below(maker, 3) == 0 ? "synthetic, coast" : "synthetic");
    return insert_row(row, err);
}

static enum li_err make_person(struct maker *maker, int64_t number, const struct id *affiliate,
    struct id *id, struct li_error *err)
{
    struct insert *row = maker->insert[PERSON];
    char name[TEXT_SIZE], email[TEXT_SIZE];
    snprintf(name, sizeof name, "%s %s%s", ANY(maker, given), ANY(maker, roots), ANY(maker, ends));
    snprintf(email, sizeof email, "person%lld@example.org", (long long)number);
    *id = make_id(maker);
    insert_id(row, 0, id);
    insert_text(row, 1, name);
    insert_text(row, 2, ANY(maker, posts));
    insert_id(row, 3, affiliate);
    insert_text(row, 4, email);
    insert_text(row, 5, ANY(maker, tongues));
    return insert_row(row, err);
}

static enum li_err make_agreement(struct maker *maker, int64_t number, const struct id *affiliate,
    struct id *id, struct li_error *err)
{
    struct insert *row = maker->insert[AGREEMENT];
    day_t from = maker->li->today - between(maker, 0, 1200);
    char title[TEXT_SIZE];
    snprintf(title, sizeof title, "Agreement %lld", (long long)number);
    *id = make_id(maker);
    insert_id(row, 0, id);
    insert_id(row, 1, affiliate);
    insert_text(row, 2, title);
    insert_text(row, 3, ANY(maker, agreement_kinds));
    if (below(maker, 8) > 0)
        insert_text(row, 4, lent_day(maker, from - 10));
    insert_text(row, 5, lent_day(maker, from));
    insert_text(row, 6, lent_day(maker, from + 365 * between(maker, 1, 3)));
    insert_int(row, 7, 90);
    return insert_row(row, err);
}

/* A series from the baseline towards the target, one entry a month up to today. */
static enum li_err make_entries(
    struct maker *maker, const struct id *goal, size_t aim, struct li_error *err)
{
    struct insert *row = maker->insert[PROGRESS];
    enum li_err status = LI_OK;
    int reached = between(maker, 10, 90), way = aims[aim].target - aims[aim].baseline;
    for (int i = 1; i <= ENTRIES && status == LI_OK; i++) {
        int done = way * reached * i / ENTRIES / 100;
        int before = way * reached * (i - 1) / ENTRIES / 100;
        struct id id = make_id(maker);
        insert_id(row, 0, &id);
        insert_id(row, 1, goal);
        insert_text(
            row, 2, lent_day(maker, maker->li->today - 30 * (ENTRIES - i) - between(maker, 0, 25)));
        insert_int(row, 3, aims[aim].measure[0] == 't' ? done - before : aims[aim].baseline + done);
        insert_text(row, 4, ANY(maker, notes));
        insert_int(row, 5, between(maker, 3, 10));
        insert_text(row, 6, ANY(maker, given));
        status = insert_row(row, err);
    }
    return status;
}

static enum li_err make_goal(struct maker *maker, const struct id *affiliate,
    const struct id *agreement, const struct id *owner, struct li_error *err)
{
    struct insert *row = maker->insert[GOAL];
    size_t aim = below(maker, COUNT(aims));
    struct id id = make_id(maker);
    day_t start = maker->li->today - between(maker, 30 * ENTRIES, 700);
    char title[TEXT_SIZE];
    snprintf(title, sizeof title, "%s, %s", aims[aim].title, ANY(maker, roots));
    insert_id(row, 0, &id);
    insert_id(row, 1, affiliate);
    insert_text(row, 2, title);
    insert_id(row, 3, agreement);
    insert_id(row, 4, maker->area_count ? &maker->areas[below(maker, maker->area_count)] : NULL);
    insert_text(row, 5, ANY(maker, sides));
    insert_id(row, 6, owner);
    insert_text(row, 7, aims[aim].measure);
    insert_text(row, 8, aims[aim].unit);
    insert_int(row, 9, aims[aim].baseline);
    insert_int(row, 10, aims[aim].target);
    insert_text(row, 11, lent_day(maker, start));
    insert_text(row, 12, lent_day(maker, start + between(maker, 200, 900)));
    insert_text(row, 13, ANY(maker, cadences));
    insert_text(row, 14, "open");
    insert_int(row, 15, 1);
    enum li_err status = insert_row(row, err);
    return status == LI_OK ? make_entries(maker, &id, aim, err) : status;
}

/* One affiliate and all that belongs to it. */
static enum li_err make_office(struct maker *maker, int64_t number, struct li_error *err)
{
    struct id affiliate, agreement, person[PEOPLE];
    enum li_err status = make_affiliate(maker, number, &affiliate, err);
    for (int i = 0; i < PEOPLE && status == LI_OK; i++)
        status = make_person(maker, number * PEOPLE + i, &affiliate, &person[i], err);
    if (status == LI_OK)
        status = make_agreement(maker, number, &affiliate, &agreement, err);
    for (int i = 0; i < GOALS && status == LI_OK; i++)
        status = make_goal(maker, &affiliate, &agreement, &person[i % PEOPLE], err);
    return status;
}

/* The ids of a reference kind, in order; the caller frees them. */
static struct id *read_ids(struct store *store, const char *sql, size_t *count)
{
    struct id *ids = NULL;
    struct query *query = query_new(store, sql, NULL);
    *count = 0;
    while (query && query_step(query, NULL) == 1) {
        ids = li_realloc(ids, *count + 1, sizeof *ids);
        if (query_id(query, 0, &ids[*count]))
            ++*count;
    }
    query_free(query);
    return ids;
}

static enum li_err open_tables(struct maker *maker, struct store *store, struct li_error *err)
{
    for (int i = 0; i < TABLE_COUNT; i++) {
        size_t count = 0;
        while (tables[i].columns[count])
            count++;
        maker->insert[i] = insert_new(store, tables[i].name, tables[i].columns, count, err);
        if (!maker->insert[i])
            return err->code;
    }
    return LI_OK;
}

static enum li_err make_all(struct store *store, void *arg, struct li_error *err)
{
    struct maker *maker = arg;
    enum li_err status = open_tables(maker, store, err);
    for (int64_t done = 0; done < maker->rows && status == LI_OK; done++) {
        status = make_office(maker, done + 1, err);
        if (status == LI_OK)
            status = journal_step(store, err);
        if (maker->progress && (done + 1) % TOLD_EVERY == 0)
            maker->progress(maker->arg, done + 1, maker->rows);
    }
    return status;
}

enum li_err demo_synthetic(struct li *li, int64_t rows, uint64_t seed,
    void (*progress)(void *arg, int64_t done, int64_t total), void *arg, struct li_error *err)
{
    struct li_error own = {0};
    struct maker maker = {.li = li, .rows = rows, .random = seed, .progress = progress, .arg = arg};
    char *label = li_format("Add %lld synthetic affiliates", (long long)rows);
    maker.countries =
        read_ids(li->store, "SELECT id FROM country ORDER BY code", &maker.country_count);
    maker.areas = read_ids(li->store, "SELECT id FROM area ORDER BY position", &maker.area_count);
    enum li_err status = journal_write(li->store, label, make_all, &maker, NULL, err ? err : &own);
    for (int i = 0; i < TABLE_COUNT; i++)
        insert_free(maker.insert[i]);
    free(maker.countries);
    free(maker.areas);
    free(label);
    return status;
}
