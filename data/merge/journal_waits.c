/*
 * journal_waits.c: looks for an addition in the entries whose span includes the record.
 */
#include "data/merge/journal_waits.h"
#include "data/base/bytes.h"
#include "data/base/packer.h"
#include "data/changeset/changeset.h"
#include "data/changeset/changeset_walk.h"
#include "data/entry/entry_statement.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Whether the changeset in the row adds the record. */
static bool journal_waits_row_adds(
    struct store *store, struct query *row, const char *table, const struct id *id)
{
    size_t size;
    struct li_error err;
    struct bytes room = {0}, part = {0};
    const void *bytes = query_blob(row, 0, &size);
    bool adds = false;
    if (packer_is_packed(bytes, size) &&
        !packer_unpack(store_packer(store), bytes, size, &room, &err)) {
        bytes = room.at;
        size = room.size;
    }
    struct changeset *change = changeset_walk_part(bytes, size, id, &part)
                                   ? changeset_open(store, part.at, part.size, &err)
                                   : NULL;
    while (change && !adds && changeset_next(change, &err) > 0)
        adds = changeset_how(change) == CHANGE_ADD && strcmp(changeset_table(change), table) == 0;
    changeset_close(change);
    free(part.at);
    free(room.at);
    return adds;
}

bool journal_waits_for(struct store *store, const char *table, const struct id *id)
{
    assert(store && table && id);
    struct li_error err;
    bool added = false;
    struct query *query = entry_statement_new(store, ENTRY_SQL_NAMING, &err);
    if (!query)
        return false;
    query_bind_id(query, 1, id);
    while (!added && query_step(query, &err) > 0)
        added = journal_waits_row_adds(store, query, table, id);
    query_free(query);
    return !added;
}
