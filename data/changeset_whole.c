/*
 * changeset_whole.c: whether bytes from elsewhere are a changeset from end to end.
 *
 * SQLite's reader trusts what it is given: cut short at the wrong byte, it reads on beyond the end
 * or never returns. So what may come from another machine is walked over first. The form is told at
 * the head of SQLite's ext/session/sqlite3session.c: for each table a head ('T', count of columns,
 * a key flag for each, name), then its changes (operation, a flag, the old values of an update or
 * delete, the new values of an update or insert).
 */
#include "journal_internal.h"
#include "session.h"
#include <string.h>

enum { VALUE_ABSENT = 0, NUMBER_SIZE = 8, VARINT_MOST = 9 };

struct walk {
    const unsigned char *at, *end;
};

static size_t walk_room(const struct walk *walk)
{
    return (size_t)(walk->end - walk->at);
}

static bool walk_skip(struct walk *walk, uint64_t size)
{
    if (size > walk_room(walk))
        return false;
    walk->at += size;
    return true;
}

/* Seven bits a byte, the highest first; the ninth byte has eight. */
static bool walk_varint(struct walk *walk, uint64_t *out)
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

static bool walk_value(struct walk *walk)
{
    uint64_t size;
    if (walk->at == walk->end)
        return false;
    switch (*walk->at++) {
    case VALUE_ABSENT:
    case SQLITE_NULL: return true;
    case SQLITE_INTEGER:
    case SQLITE_FLOAT: return walk_skip(walk, NUMBER_SIZE);
    case SQLITE_TEXT:
    case SQLITE_BLOB: return walk_varint(walk, &size) && walk_skip(walk, size);
    default: return false;
    }
}

static bool walk_values(struct walk *walk, uint64_t columns)
{
    for (uint64_t i = 0; i < columns; i++)
        if (!walk_value(walk))
            return false;
    return true;
}

static bool walk_table(struct walk *walk, uint64_t *columns)
{
    if (!walk_varint(walk, columns) || *columns == 0 || !walk_skip(walk, *columns))
        return false;
    const unsigned char *nul = memchr(walk->at, '\0', walk_room(walk));
    return nul && walk_skip(walk, (uint64_t)(nul - walk->at) + 1);
}

static bool walk_change(struct walk *walk, int operation, uint64_t columns)
{
    if (columns == 0 || !walk_skip(walk, 1))
        return false;
    switch (operation) {
    case SQLITE_INSERT:
    case SQLITE_DELETE: return walk_values(walk, columns);
    case SQLITE_UPDATE: return walk_values(walk, columns) && walk_values(walk, columns);
    default: return false;
    }
}

bool changeset_is_whole(const void *bytes, size_t size)
{
    struct walk walk = {bytes, (const unsigned char *)bytes + size};
    uint64_t columns = 0;
    while (walk.at < walk.end) {
        unsigned char mark = *walk.at++;
        if (mark == 'T' ? !walk_table(&walk, &columns) : !walk_change(&walk, mark, columns))
            return false;
    }
    return true;
}
