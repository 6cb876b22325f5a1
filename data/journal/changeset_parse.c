/*
 * changeset_parse.c: a changeset's bytes, walked over without SQLite: whether they are whole, which
 * records they name, and what they do to one.
 *
 * SQLite's reader trusts what it is given: cut short at the wrong byte, it reads on beyond the end
 * or never returns. So what may come from another machine is walked over first. It also makes a
 * value of every column, which is slow where only the ids are wanted. The form is told at
 * the head of SQLite's ext/session/sqlite3session.c: for each table a head ('T', count of columns,
 * a key flag for each, name), then its changes (operation, a flag, the old values of an update or
 * delete, the new values of an update or insert).
 */
#include "data/base/memory.h"
#include "data/journal/journal_internal.h"
#include "data/store/session.h"
#include "data/store/table_info.h"
#include <string.h>

enum { VALUE_ABSENT = 0, NUMBER_SIZE = 8, VARINT_MOST = 9 };

struct walk {
    const unsigned char *at, *end;
    const unsigned char *key; /* of the table at hand: a flag for each column */
    uint64_t columns;
};

struct piece {
    const unsigned char *at;
    size_t size;
};

/* A change that was met. */
struct met {
    const unsigned char *id; /* of its record */
    size_t values;           /* how many it sets: one when the record comes or goes */
    struct piece table, change;
};

typedef bool (*walk_fn)(void *arg, const struct met *met);
/* Given each table and how many columns the changeset has of it. */
typedef bool (*walk_table_fn)(void *arg, const char *table, uint64_t columns);

static size_t changeset_walk_room(const struct walk *walk)
{
    return (size_t)(walk->end - walk->at);
}

static bool changeset_walk_skip(struct walk *walk, uint64_t size)
{
    if (size > changeset_walk_room(walk))
        return false;
    walk->at += size;
    return true;
}

/* Seven bits a byte, the highest first; the ninth byte has eight. */
static bool changeset_walk_varint(struct walk *walk, uint64_t *out)
{
    *out = 0;
    for (int i = 1; walk->at < walk->end; i++) {
        unsigned char byte = *walk->at++;
        if (i == VARINT_MOST) {
            *out = *out << 8 | byte;
            return true;
        }
        *out = *out << 7 | (byte & 0x7F);
        if (byte < 0x80)
            return true;
    }
    return false;
}

static bool changeset_walk_value(struct walk *walk)
{
    uint64_t size;
    if (walk->at == walk->end)
        return false;
    switch (*walk->at++) {
    case VALUE_ABSENT:
    case SQLITE_NULL: return true;
    case SQLITE_INTEGER:
    case SQLITE_FLOAT: return changeset_walk_skip(walk, NUMBER_SIZE);
    case SQLITE_TEXT:
    case SQLITE_BLOB: return changeset_walk_varint(walk, &size) && changeset_walk_skip(walk, size);
    default: return false;
    }
}

/* The values of one side of a change. *id: the key among them, NULL when it is not 16 bytes.
 *there: how many it has. */
static bool changeset_walk_values(struct walk *walk, const unsigned char **id, size_t *there)
{
    *id = NULL;
    *there = 0;
    for (uint64_t i = 0; i < walk->columns; i++) {
        const unsigned char *value = walk->at;
        if (!changeset_walk_value(walk))
            return false;
        *there += *value != VALUE_ABSENT;
        if (walk->key[i] && value[0] == SQLITE_BLOB && value[1] == ID_SIZE)
            *id = value + 2;
    }
    return true;
}

/* Records are known by one id; with a key of more columns it would not be told which that is. */
static bool changeset_walk_has_one_key(const struct walk *walk)
{
    int keys = 0;
    for (uint64_t i = 0; i < walk->columns; i++)
        keys += walk->key[i] != 0;
    return keys == 1;
}

static bool changeset_walk_table(struct walk *walk, walk_table_fn fn, void *arg)
{
    if (!changeset_walk_varint(walk, &walk->columns) || walk->columns == 0)
        return false;
    walk->key = walk->at;
    if (!changeset_walk_skip(walk, walk->columns) || !changeset_walk_has_one_key(walk))
        return false;
    const unsigned char *nul = memchr(walk->at, '\0', changeset_walk_room(walk));
    const char *name = (const char *)walk->at;
    return nul && changeset_walk_skip(walk, (uint64_t)(nul - walk->at) + 1) &&
           (!fn || fn(arg, name, walk->columns));
}

/* The key stands in the values that come first: the old ones of an update. */
static bool changeset_walk_change(
    struct walk *walk, int operation, const unsigned char **id, size_t *values)
{
    const unsigned char *unused;
    if (walk->columns == 0 || !changeset_walk_skip(walk, 1) ||
        !changeset_walk_values(walk, id, values))
        return false;
    switch (operation) {
    case SQLITE_INSERT:
    case SQLITE_DELETE: *values = 1; return true;
    case SQLITE_UPDATE: return changeset_walk_values(walk, &unused, values);
    default: return false;
    }
}

/* False when the bytes are no changeset or table_fn says so; what fn says ends the walk early. */
static bool changeset_walk_all(
    const void *bytes, size_t size, walk_fn fn, walk_table_fn table_fn, void *arg)
{
    if (size == 0)
        return true;
    struct walk walk = {.at = bytes, .end = (const unsigned char *)bytes + size};
    struct met met = {0};
    while (walk.at < walk.end) {
        const unsigned char *begin = walk.at++;
        met.id = NULL;
        if (*begin == 'T' ? !changeset_walk_table(&walk, table_fn, arg)
                          : !changeset_walk_change(&walk, *begin, &met.id, &met.values))
            return false;
        *(*begin == 'T' ? &met.table : &met.change) =
            (struct piece){begin, (size_t)(walk.at - begin)};
        if (met.id && fn && !fn(arg, &met))
            break;
    }
    return true;
}

bool changeset_is_whole(const void *bytes, size_t size)
{
    return changeset_walk_all(bytes, size, NULL, NULL, NULL);
}

struct count {
    struct store *store;
    size_t values;
};

static bool changeset_count_meet(void *arg, const struct met *met)
{
    ((struct count *)arg)->values += met->values;
    return true;
}

/* As many columns as the table has now. */
static bool changeset_count_knows(void *arg, const char *table, uint64_t columns)
{
    struct li_error err;
    const struct table_info *shape = store_table_info(((struct count *)arg)->store, table, &err);
    return shape && shape->count == columns;
}

bool changeset_count(struct store *store, const void *bytes, size_t size, size_t *values)
{
    struct count count = {.store = store};
    bool sound =
        changeset_walk_all(bytes, size, changeset_count_meet, changeset_count_knows, &count);
    *values = count.values;
    return sound;
}

struct span {
    struct id *first, *last;
    bool any;
};

static bool changeset_span_widen(void *arg, const struct met *met)
{
    struct span *span = arg;
    if (!span->any || memcmp(met->id, span->first->byte, ID_SIZE) < 0)
        memcpy(span->first->byte, met->id, ID_SIZE);
    if (!span->any || memcmp(met->id, span->last->byte, ID_SIZE) > 0)
        memcpy(span->last->byte, met->id, ID_SIZE);
    span->any = true;
    return true;
}

bool changeset_span(const void *bytes, size_t size, struct id *first, struct id *last)
{
    struct span span = {first, last, false};
    changeset_walk_all(bytes, size, changeset_span_widen, NULL, &span);
    return span.any;
}

struct part {
    const struct id *wanted;
    const unsigned char *table; /* the one that was last written */
    struct bytes *out;
};

static bool changeset_part_meet(void *arg, const struct met *met)
{
    struct part *part = arg;
    if (memcmp(met->id, part->wanted->byte, ID_SIZE) != 0)
        return true;
    if (part->table != met->table.at)
        bytes_add(part->out, met->table.at, met->table.size);
    part->table = met->table.at;
    bytes_add(part->out, met->change.at, met->change.size);
    return true;
}

bool changeset_part(const void *bytes, size_t size, const struct id *id, struct bytes *out)
{
    if (!memmem(bytes, size, id->byte, ID_SIZE))
        return false;
    struct part part = {.wanted = id, .out = out};
    changeset_walk_all(bytes, size, changeset_part_meet, NULL, &part);
    return out->size > 0;
}
