/*
 * changeset_walk.c: the form that is described at the head of SQLite's
 * ext/session/sqlite3session.c: for each table a head ('T', count of columns, a key flag for each,
 * name), then its changes (operation, a flag, the old values of an update or delete, the new values
 * of an update or insert).
 */
#include "data/changeset/changeset_walk.h"
#include "data/changeset/sqlite_session.h"
#include "data/store/table_info.h"
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { WALK_ABSENT = 0, WALK_NUMBER_SIZE = 8, WALK_VARINT_MOST = 9 };

struct changeset_walk {
    const unsigned char *at, *end;
    const unsigned char *key; /* of the present table: a flag for each column */
    const char *name;         /* of the present table */
    uint64_t columns;
    struct bytes *others; /* pointers to what may be ids beside the key; NULL: not wanted */
    struct bytes *fields; /* what the side has, as struct changeset_walk_field; NULL: not wanted */
};

struct changeset_walk_piece {
    const unsigned char *at;
    size_t size;
};

/* A change that the walk came to. */
struct changeset_walk_change {
    const unsigned char *id; /* of its record */
    size_t values;           /* how many it sets: one when the record comes or goes */
    struct changeset_walk_piece table, bytes;
};

typedef void (*changeset_walk_fn)(void *arg, const struct changeset_walk_change *change);
/* Given each table and how many columns the changeset has of it. */
typedef bool (*changeset_walk_table_fn)(void *arg, const char *table, uint64_t columns);

static size_t changeset_walk_room(const struct changeset_walk *walk)
{
    return (size_t)(walk->end - walk->at);
}

static bool changeset_walk_skip(struct changeset_walk *walk, uint64_t size)
{
    if (size > changeset_walk_room(walk))
        return false;
    walk->at += size;
    return true;
}

/* Seven bits a byte, the highest first; the ninth byte has eight. */
static bool changeset_walk_varint(struct changeset_walk *walk, uint64_t *out)
{
    *out = 0;
    for (int i = 1; walk->at < walk->end; i++) {
        unsigned char byte = *walk->at++;
        if (i == WALK_VARINT_MOST) {
            *out = *out << 8 | byte;
            return true;
        }
        *out = *out << 7 | (byte & 0x7F);
        if (byte < 0x80)
            return true;
    }
    return false;
}

static bool changeset_walk_value(struct changeset_walk *walk)
{
    uint64_t size;
    if (walk->at == walk->end)
        return false;
    switch (*walk->at++) {
    case WALK_ABSENT:
    case SQLITE_NULL: return true;
    case SQLITE_INTEGER:
    case SQLITE_FLOAT: return changeset_walk_skip(walk, WALK_NUMBER_SIZE);
    case SQLITE_TEXT:
    case SQLITE_BLOB: return changeset_walk_varint(walk, &size) && changeset_walk_skip(walk, size);
    default: return false;
    }
}

/* The values of one side of a change. *id: the key among them, NULL when it is not 16 bytes.
 *there: how many it has. */
static bool changeset_walk_values(
    struct changeset_walk *walk, const unsigned char **id, size_t *there)
{
    *id = NULL;
    *there = 0;
    for (uint64_t i = 0; i < walk->columns; i++) {
        const unsigned char *value = walk->at;
        if (!changeset_walk_value(walk))
            return false;
        *there += *value != WALK_ABSENT;
        if (walk->fields && *value != WALK_ABSENT) {
            const struct changeset_walk_field field = {(size_t)i, value};
            bytes_add(walk->fields, &field, sizeof field);
        }
        if (value[0] != SQLITE_BLOB || value[1] != ID_SIZE)
            continue;
        const unsigned char *bytes = value + 2;
        if (walk->key[i])
            *id = bytes;
        else if (walk->others)
            bytes_add(walk->others, &bytes, sizeof bytes);
    }
    return true;
}

/* A record has one id; a key of more columns would not say which that is. */
static bool changeset_walk_has_one_key(const struct changeset_walk *walk)
{
    int keys = 0;
    for (uint64_t i = 0; i < walk->columns; i++)
        keys += walk->key[i] != 0;
    return keys == 1;
}

static bool changeset_walk_table(struct changeset_walk *walk, changeset_walk_table_fn fn, void *arg)
{
    if (!changeset_walk_varint(walk, &walk->columns) || walk->columns == 0)
        return false;
    walk->key = walk->at;
    if (!changeset_walk_skip(walk, walk->columns) || !changeset_walk_has_one_key(walk))
        return false;
    const unsigned char *nul = memchr(walk->at, '\0', changeset_walk_room(walk));
    walk->name = (const char *)walk->at;
    return nul && changeset_walk_skip(walk, (uint64_t)(nul - walk->at) + 1) &&
           (!fn || fn(arg, walk->name, walk->columns));
}

/* The key is among the values that come first: the old ones of an update. */
static bool changeset_walk_change(
    struct changeset_walk *walk, int operation, const unsigned char **id, size_t *values)
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

/* False when the bytes are no changeset, or table_fn returns false. */
static bool changeset_walk_all(const void *bytes, size_t size, changeset_walk_fn fn,
    changeset_walk_table_fn table_fn, void *arg)
{
    assert(bytes || size == 0);
    if (size == 0)
        return true;
    struct changeset_walk walk = {.at = bytes, .end = (const unsigned char *)bytes + size};
    struct changeset_walk_change change = {0};
    while (walk.at < walk.end) {
        const unsigned char *begin = walk.at++;
        change.id = NULL;
        if (*begin == 'T' ? !changeset_walk_table(&walk, table_fn, arg)
                          : !changeset_walk_change(&walk, *begin, &change.id, &change.values))
            return false;
        *(*begin == 'T' ? &change.table : &change.bytes) =
            (struct changeset_walk_piece){begin, (size_t)(walk.at - begin)};
        if (change.id && fn)
            fn(arg, &change);
    }
    return true;
}

bool changeset_walk_is_whole(const void *bytes, size_t size)
{
    return changeset_walk_all(bytes, size, NULL, NULL, NULL);
}

double changeset_walk_real(const unsigned char *value)
{
    uint64_t bits = 0;
    double number;
    assert(value && *value == SQLITE_FLOAT);
    for (int i = 1; i <= WALK_NUMBER_SIZE; i++)
        bits = bits << 8 | value[i];
    memcpy(&number, &bits, sizeof number);
    return number;
}

/* The change at the walk, whose operation was read. False: it is not whole, or has no id. fields:
   room for what it sets. */
static bool changeset_walk_visit(
    struct changeset_walk *walk, struct changeset_walk_visited *change, struct bytes *fields)
{
    size_t values;
    walk->others->size = fields->size = 0;
    if (walk->columns == 0 || !changeset_walk_skip(walk, 1) ||
        !changeset_walk_values(walk, &change->id, &values))
        return false;
    const unsigned char *unused;
    bool updates = change->operation == SQLITE_UPDATE;
    change->complete = updates || values == walk->columns;
    walk->fields = fields;
    bool whole = !updates || changeset_walk_values(walk, &unused, &values);
    walk->fields = NULL;
    if (!whole)
        return false;
    change->table = walk->name;
    change->columns = walk->columns;
    change->others = (const unsigned char **)(void *)walk->others->at;
    change->other_count = walk->others->size / sizeof *change->others;
    change->fields = (const struct changeset_walk_field *)(void *)fields->at;
    change->field_count = fields->size / sizeof *change->fields;
    return change->id &&
           (updates || change->operation == SQLITE_INSERT || change->operation == SQLITE_DELETE);
}

bool changeset_walk_each(const void *bytes, size_t size,
    bool (*visit)(void *arg, const struct changeset_walk_visited *change), void *arg)
{
    assert((bytes || size == 0) && visit);
    if (size == 0)
        return true;
    struct bytes others = {0}, fields = {0};
    struct changeset_walk walk = {
        .at = bytes, .end = (const unsigned char *)bytes + size, .others = &others};
    bool whole = true, more = true;
    while (whole && more && walk.at < walk.end) {
        struct changeset_walk_visited change = {.operation = (char)*walk.at++};
        if (change.operation == 'T') {
            whole = changeset_walk_table(&walk, NULL, NULL);
            continue;
        }
        whole = changeset_walk_visit(&walk, &change, &fields);
        more = whole && visit(arg, &change);
    }
    free(others.at);
    free(fields.at);
    return whole;
}

struct changeset_walk_tally {
    struct store *store;
    size_t values;
};

static void changeset_walk_count_change(void *arg, const struct changeset_walk_change *change)
{
    ((struct changeset_walk_tally *)arg)->values += change->values;
}

/* As many columns as the table has now. */
static bool changeset_walk_count_table(void *arg, const char *table, uint64_t columns)
{
    struct li_error err;
    const struct table_info *info =
        table_info_find(((struct changeset_walk_tally *)arg)->store, table, &err);
    return info && info->count == columns;
}

bool changeset_walk_count(struct store *store, const void *bytes, size_t size, size_t *values)
{
    assert(store && values);
    struct changeset_walk_tally count = {.store = store};
    bool sound = changeset_walk_all(
        bytes, size, changeset_walk_count_change, changeset_walk_count_table, &count);
    *values = count.values;
    return sound;
}

struct changeset_walk_span {
    struct id *first, *last;
    bool any;
};

static void changeset_walk_span_change(void *arg, const struct changeset_walk_change *change)
{
    struct changeset_walk_span *span = arg;
    if (!span->any || memcmp(change->id, span->first->byte, ID_SIZE) < 0)
        memcpy(span->first->byte, change->id, ID_SIZE);
    if (!span->any || memcmp(change->id, span->last->byte, ID_SIZE) > 0)
        memcpy(span->last->byte, change->id, ID_SIZE);
    span->any = true;
}

bool changeset_walk_span(const void *bytes, size_t size, struct id *first, struct id *last)
{
    assert(first && last);
    struct changeset_walk_span span = {first, last, false};
    changeset_walk_all(bytes, size, changeset_walk_span_change, NULL, &span);
    return span.any;
}

struct changeset_walk_part {
    const struct id *wanted;
    const unsigned char *table; /* the one that was last written */
    struct bytes *out;
};

static void changeset_walk_part_change(void *arg, const struct changeset_walk_change *change)
{
    struct changeset_walk_part *part = arg;
    if (memcmp(change->id, part->wanted->byte, ID_SIZE) != 0)
        return;
    if (part->table != change->table.at)
        bytes_add(part->out, change->table.at, change->table.size);
    part->table = change->table.at;
    bytes_add(part->out, change->bytes.at, change->bytes.size);
}

bool changeset_walk_part(const void *bytes, size_t size, const struct id *id, struct bytes *out)
{
    assert(id && out && out->size == 0);
    if (size == 0 || !memmem(bytes, size, id->byte, ID_SIZE))
        return false;
    struct changeset_walk_part part = {.wanted = id, .out = out};
    changeset_walk_all(bytes, size, changeset_walk_part_change, NULL, &part);
    return out->size > 0;
}
