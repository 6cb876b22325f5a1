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

static enum li_err journal_waits_part_adds(struct store *store, const struct bytes *part,
    const char *table, bool *adds, struct li_error *err)
{
    int there = 0;
    struct changeset *change = changeset_open(store, part->at, part->size, err);
    if (!change)
        return err->code;
    while (!*adds && (there = changeset_next(change, err)) > 0)
        *adds = changeset_how(change) == CHANGE_ADD && strcmp(changeset_table(change), table) == 0;
    changeset_close(change);
    return there < 0 ? err->code : LI_OK;
}

/* Whether the changeset in the row adds the record. */
static enum li_err journal_waits_row_adds(struct store *store, struct query *row, const char *table,
    const struct id *id, bool *adds, struct li_error *err)
{
    size_t size;
    struct bytes room = {0}, part = {0};
    const void *bytes = query_blob(row, 0, &size);
    enum li_err code = LI_OK;
    if (packer_is_packed(bytes, size)) {
        code = packer_unpack(store_packer(store), bytes, size, &room, err);
        bytes = room.at;
        size = room.size;
    }
    if (!code && changeset_walk_part(bytes, size, id, &part))
        code = journal_waits_part_adds(store, &part, table, adds, err);
    free(part.at);
    free(room.at);
    return code;
}

enum li_err journal_waits_for(
    struct store *store, const char *table, const struct id *id, bool *waits, struct li_error *err)
{
    assert(store && table && id && waits && err);
    int step = 0;
    bool added = false;
    enum li_err code = LI_OK;
    *waits = false;
    struct query *query = entry_statement_new(store, ENTRY_SQL_NAMING, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, id);
    while (!code && !added && (step = query_step(query, err)) > 0)
        code = journal_waits_row_adds(store, query, table, id, &added, err);
    if (!code && step < 0)
        code = err->code;
    query_free(query);
    *waits = !code && !added;
    return code;
}
