/*
 * hub_state.h: an open hub, for hub.c, hub_pull.c and hub_snapshot.c.
 */
#ifndef LI_DATA_HUB_HUB_STATE_H
#define LI_DATA_HUB_HUB_STATE_H

#include "data/carrier/carrier.h"
#include "data/hub/hub_connection.h"

/* What a device says it has, sealed. */
struct hub_told {
    void *vector;
    size_t size;
};

/* An open hub.
 *  1. Once asked is set, heads and told are complete. */
struct hub {
    struct hub_connection *connection;
    bool asked; /* heads and told hold what the hub had when asked, and what this sync added */
    struct heads heads; /* the last entry of each branch that the hub has whole */
    struct hub_told *told;
    size_t told_count;
    int64_t clock; /* the hub's when it was asked, milliseconds since 1970; 0: not asked yet */
};

enum li_err hub_state_open(struct carrier *carrier, struct li_error *err);
void hub_state_close(struct carrier *carrier); /* also after an open that failed */
/* Loads heads and told, once. */
enum li_err hub_state_ask(struct carrier *carrier, struct li_error *err);

/* An id or a hash as a parameter; borrowed. */
struct hub_value hub_value_id(const struct id *id);
struct hub_value hub_value_hash(const struct hash *hash);

/* The carrier's own functions. */
enum li_err hub_pull(struct carrier *carrier, const struct heads *have, carrier_give_bundle give,
    void *arg, struct li_error *err);
enum li_err hub_put_snapshot(struct carrier *carrier, const struct snapshot_header *header,
    const void *bytes, size_t size, struct li_error *err);
enum li_err hub_get_snapshot(
    struct carrier *carrier, carrier_give_bundle give, void *arg, struct li_error *err);

#endif
