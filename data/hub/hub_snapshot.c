/*
 * hub_snapshot.c: snapshots at a hub, one row for each part.
 */
#include "data/base/memory.h"
#include "data/hub/hub_state.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* --- putting ---------------------------------------------------------------------------------- */

struct hub_snapshot_part {
    struct carrier *carrier;
    const struct snapshot_header *header;
    const void *bytes;
    size_t size;
};

/* A hub_work. */
static enum li_err hub_snapshot_push(
    struct hub_connection *connection, void *arg, struct li_error *err)
{
    const struct hub_snapshot_part *part = arg;
    const struct snapshot_header *header = part->header;
    unsigned char room[3][HUB_INT_SIZE];
    const struct hub_value values[] = {hub_value_id(&part->carrier->team),
        hub_value_id(&header->snapshot), hub_value_int(header->part, room[0]),
        hub_value_int(header->parts, room[1]), hub_value_int(header->entries, room[2]),
        {part->bytes, part->size}};
    return hub_connection_ask(connection, HUB_SNAPSHOT_PUSH, values, 6, NULL, NULL, err);
}

enum li_err hub_put_snapshot(struct carrier *carrier, const struct snapshot_header *header,
    const void *bytes, size_t size, struct li_error *err)
{
    assert(carrier && carrier->state && header && bytes && err);
    const struct hub *hub = carrier->state;
    struct hub_snapshot_part part = {carrier, header, bytes, size};
    return hub_connection_run(hub->connection, hub_snapshot_push, &part, err);
}

/* --- getting ---------------------------------------------------------------------------------- */

struct hub_snapshot {
    struct carrier *carrier;
    struct id id; /* of the newest whole one */
    char *by;     /* NULL: there is none */
    size_t by_size;
    int64_t parts, part; /* given so far */
    carrier_give_bundle give;
    void *arg;
};

static enum li_err hub_snapshot_row(void *arg, const struct hub_row *row, struct li_error *err)
{
    struct hub_snapshot *snapshot = arg;
    size_t size;
    const void *by = hub_row_bytes(row, 2, &size);
    (void)err;
    if (snapshot->by || !by || !hub_row_id(row, 0, &snapshot->id))
        return LI_OK;
    snapshot->parts = hub_row_int(row, 1);
    snapshot->by = li_calloc(size + 1, 1);
    memcpy(snapshot->by, by, size);
    snapshot->by_size = size;
    return LI_OK;
}

/* A hub_work. */
static enum li_err hub_snapshot_find(
    struct hub_connection *connection, void *arg, struct li_error *err)
{
    struct hub_snapshot *snapshot = arg;
    struct hub_value team = hub_value_id(&snapshot->carrier->team);
    return hub_connection_ask(connection, HUB_SNAPSHOTS, &team, 1, hub_snapshot_row, snapshot, err);
}

static enum li_err hub_snapshot_part_row(void *arg, const struct hub_row *row, struct li_error *err)
{
    struct hub_snapshot *snapshot = arg;
    size_t size;
    const void *sealed = hub_row_bytes(row, 0, &size);
    return sealed ? snapshot->give(snapshot->arg, "the snapshot", sealed, size, err) : LI_OK;
}

/* A hub_work: gives one part, so that a broken connection costs no more than that. */
static enum li_err hub_snapshot_fetch(
    struct hub_connection *connection, void *arg, struct li_error *err)
{
    struct hub_snapshot *snapshot = arg;
    unsigned char room[HUB_INT_SIZE];
    const struct hub_value values[] = {hub_value_id(&snapshot->carrier->team),
        hub_value_id(&snapshot->id), {snapshot->by, snapshot->by_size},
        hub_value_int(snapshot->part, room)};
    return hub_connection_ask(
        connection, HUB_SNAPSHOT_FETCH, values, 4, hub_snapshot_part_row, snapshot, err);
}

enum li_err hub_get_snapshot(
    struct carrier *carrier, carrier_give_bundle give, void *arg, struct li_error *err)
{
    assert(carrier && carrier->state && give && err);
    const struct hub *hub = carrier->state;
    struct hub_snapshot snapshot = {.carrier = carrier, .give = give, .arg = arg};
    enum li_err code = hub_connection_run(hub->connection, hub_snapshot_find, &snapshot, err);
    if (!code && !snapshot.by)
        code = li_fail(err, LI_NONE, "There is no snapshot at %s.", carrier->name);
    for (; snapshot.part < snapshot.parts && !code; snapshot.part++)
        code = hub_connection_run(hub->connection, hub_snapshot_fetch, &snapshot, err);
    free(snapshot.by);
    return code;
}
