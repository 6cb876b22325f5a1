/*
 * hub.c: the hub as a carrier: heads, pushing, making the tables.
 */
#include "data/hub/hub.h"
#include "data/entry/entry_clock.h"
#include "data/hub/hub_address.h"
#include "data/hub/hub_state.h"
#include <assert.h>

/* --- what the hub has ------------------------------------------------------------------------- */

static enum li_err hub_heads(
    struct carrier *carrier, carrier_give_head give, void *arg, struct li_error *err)
{
    const struct hub *hub = carrier->state;
    enum li_err code = hub_state_ask(carrier, err);
    for (size_t i = 0; i < hub->heads.count && !code; i++)
        code = give(arg, &hub->heads.items[i], err);
    return code;
}

/* --- pushing ---------------------------------------------------------------------------------- */

static enum li_err hub_clock_row(void *arg, const struct hub_row *row, struct li_error *err)
{
    int64_t *clock = arg;
    (void)err;
    *clock = hub_row_int(row, 0);
    return LI_OK;
}

/* A hub_work. */
static enum li_err hub_ask_clock(struct hub_connection *connection, void *arg, struct li_error *err)
{
    return hub_connection_ask(connection, HUB_CLOCK, NULL, 0, hub_clock_row, arg, err);
}

/* Refuses to send entries dated ahead of the hub's clock: they would win over what others write. */
static enum li_err hub_check_clock(
    struct carrier *carrier, const struct bundle_header *header, struct li_error *err)
{
    struct hub *hub = carrier->state;
    enum li_err code =
        hub->clock ? LI_OK : hub_connection_run(hub->connection, hub_ask_clock, &hub->clock, err);
    if (code)
        return code;
    int64_t ahead = (int64_t)(header->hlc >> ENTRY_CLOCK_COUNTER_BITS) - hub->clock;
    if (ahead <= ENTRY_CLOCK_AHEAD_MOST)
        return LI_OK;
    return li_fail(err, LI_REFUSED,
        "Entries dated %lld minutes ahead of the hub's clock stay here until they are due; check "
        "this computer's clock.",
        (long long)(ahead / 60000));
}

struct hub_push {
    struct carrier *carrier;
    const struct bundle_header *header;
    const void *bytes;
    size_t size;
};

/* A hub_give_row. */
static enum li_err hub_note_row(void *arg, const struct hub_row *row, struct li_error *err)
{
    bool *there = arg;
    (void)row;
    (void)err;
    *there = true;
    return LI_OK;
}

/* Refuses a bundle where the hub lacks what comes before it. It had that when it was asked, but
   since then another server, on which the last of it had not arrived, may have taken over. After a
   hole the bundle's head would tell everyone that the hub has the whole branch. */
static enum li_err hub_check_before(
    struct hub_connection *connection, const struct hub_push *push, struct li_error *err)
{
    const struct hub_value before[] = {hub_value_id(&push->carrier->team),
        hub_value_id(&push->header->replica), hub_value_hash(&push->header->before)};
    bool there = push->header->first == 1;
    enum li_err code =
        there ? LI_OK
              : hub_connection_ask(connection, HUB_BEFORE, before, 3, hub_note_row, &there, err);
    if (code || there)
        return code;
    return li_fail(err, LI_IO,
        "The hub lost entries during this sync, as when another server takes over; the next sync "
        "sends them again.");
}

/* A hub_work: adds the bundle and its head together, or neither. Safe to repeat. */
static enum li_err hub_push_whole(
    struct hub_connection *connection, void *arg, struct li_error *err)
{
    const struct hub_push *push = arg;
    const struct bundle_header *header = push->header;
    unsigned char first[HUB_INT_SIZE], last[HUB_INT_SIZE];
    const struct hub_value team = hub_value_id(&push->carrier->team),
                           replica = hub_value_id(&header->replica),
                           hash = hub_value_hash(&header->hash),
                           end = hub_value_int(header->last, last);
    const struct hub_value bundle[] = {
        team, replica, hub_value_int(header->first, first), end, hash, {push->bytes, push->size}};
    const struct hub_value passed[] = {team, replica, hub_value_hash(&header->before)};
    const struct hub_value head[] = {team, replica, end, hash};
    enum li_err code = hub_connection_ask(connection, HUB_BEGIN, NULL, 0, NULL, NULL, err);
    if (!code)
        code = hub_check_before(connection, push, err);
    if (!code)
        code = hub_connection_ask(connection, HUB_PUSH, bundle, 6, NULL, NULL, err);
    if (!code)
        code = hub_connection_ask(connection, HUB_HEAD_PASSED, passed, 3, NULL, NULL, err);
    if (!code)
        code = hub_connection_ask(connection, HUB_HEAD, head, 4, NULL, NULL, err);
    return code ? code : hub_connection_ask(connection, HUB_COMMIT, NULL, 0, NULL, NULL, err);
}

static enum li_err hub_push(struct carrier *carrier, const struct bundle_header *header,
    const void *bytes, size_t size, struct li_error *err)
{
    assert(carrier && carrier->state && header && bytes && err);
    struct hub *hub = carrier->state;
    struct hub_push push = {carrier, header, bytes, size};
    enum li_err code = hub_check_clock(carrier, header, err);
    if (!code)
        code = hub_connection_run(hub->connection, hub_push_whole, &push, err);
    const struct entry_name head = {header->replica, header->last, header->hash};
    if (!code)
        heads_add(&hub->heads, &head);
    return code;
}

const struct carrier_class hub_class = {.name = "hub",
    .offer = hub_address_offer,
    .open = hub_state_open,
    .close = hub_state_close,
    .heads = hub_heads,
    .told = hub_told,
    .pull = hub_pull,
    .push = hub_push,
    .tell = hub_tell,
    .put_snapshot = hub_put_snapshot,
    .get_snapshot = hub_get_snapshot};

/* --- the tables ------------------------------------------------------------------------------- */

/* A hub_work. */
static enum li_err hub_make_all(struct hub_connection *connection, void *arg, struct li_error *err)
{
    bool *secured = arg, unknown = false;
    enum li_err code = LI_OK;
    for (const char *const *at = hub_statements_tables; *at && !code; at++)
        code = hub_connection_make(connection, *at, NULL, err);
    for (const char *const *at = hub_statements_policies; *at && !code && !unknown; at++)
        code = hub_connection_make(connection, *at, &unknown, err);
    *secured = !unknown;
    return code;
}

enum li_err hub_make_tables(const char *address, bool *secured, struct li_error *err)
{
    assert(address && secured && err);
    *secured = false;
    struct hub_connection *connection = hub_connection_new(address, err);
    enum li_err code =
        connection ? hub_connection_run(connection, hub_make_all, secured, err) : err->code;
    hub_connection_free(connection);
    return code;
}
