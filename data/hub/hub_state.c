/*
 * hub_state.c: asks a hub what it has.
 */
#include "data/hub/hub_state.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>

struct hub_value hub_value_id(const struct id *id)
{
    assert(id);
    return (struct hub_value){id->byte, sizeof id->byte};
}

struct hub_value hub_value_hash(const struct hash *hash)
{
    assert(hash);
    return (struct hub_value){hash->byte, sizeof hash->byte};
}

/* Of a device that has several rows, since its login changed, the newest counts: it comes last. */
static void hub_state_add_told(struct hub *hub, const struct id *device, const struct hash *hash)
{
    size_t count = hub->told_count;
    if (count == 0 || !id_equal(&hub->told[count - 1].device, device)) {
        hub->told = li_realloc(hub->told, count + 1, sizeof *hub->told);
        hub->told_count++;
    }
    hub->told[hub->told_count - 1] = (struct hub_told){.device = *device, .hash = *hash};
}

/* A row of HUB_HEADS. Skips what is not a head: a hub is not trusted. */
static enum li_err hub_state_row(void *arg, const struct hub_row *row, struct li_error *err)
{
    struct hub *hub = arg;
    struct entry_name head = {.seq = hub_row_int(row, 1)};
    (void)err;
    if (!hub_row_id(row, 0, &head.replica) || !hub_row_hash(row, 2, &head.hash))
        return LI_OK;
    if (head.seq > 0)
        heads_add(&hub->heads, &head);
    else
        hub_state_add_told(hub, &head.replica, &head.hash);
    return LI_OK;
}

static void hub_state_forget(struct hub *hub)
{
    free(hub->told);
    hub->told = NULL;
    hub->told_count = 0;
    heads_clear(&hub->heads);
}

/* A hub_work. */
static enum li_err hub_state_load(
    struct hub_connection *connection, void *arg, struct li_error *err)
{
    struct carrier *carrier = arg;
    struct hub *hub = carrier->state;
    struct hub_value team = hub_value_id(&carrier->team);
    hub_state_forget(hub);
    return hub_connection_ask(connection, HUB_HEADS, &team, 1, hub_state_row, hub, err);
}

enum li_err hub_state_ask(struct carrier *carrier, struct li_error *err)
{
    assert(carrier && carrier->state && err);
    struct hub *hub = carrier->state;
    if (hub->asked)
        return LI_OK;
    enum li_err code = hub_connection_run(hub->connection, hub_state_load, carrier, err);
    hub->asked = !code;
    return code;
}

enum li_err hub_state_open(struct carrier *carrier, struct li_error *err)
{
    assert(carrier && carrier->place && !carrier->state && err);
    struct hub *hub = carrier->state = li_calloc(1, sizeof *hub);
    hub->connection = hub_connection_new(carrier->place, err);
    return hub->connection ? LI_OK : err->code;
}

void hub_state_close(struct carrier *carrier)
{
    assert(carrier);
    struct hub *hub = carrier->state;
    if (!hub)
        return;
    hub_state_forget(hub);
    hub_connection_free(hub->connection);
    free(hub);
    carrier->state = NULL;
}
