/*
 * hub_state.h: an open hub, for hub.c, hub_pull.c and hub_snapshot.c.
 */
#ifndef LI_DATA_HUB_HUB_STATE_H
#define LI_DATA_HUB_HUB_STATE_H

#include "data/carrier/carrier.h"
#include "data/hub/hub_connection.h"

/* What a device said that it has, sealed. */
struct hub_told {
    void *vector;
    size_t size;
};

struct hub {
    struct hub_connection *connection;
    bool asked; /* heads and told are what lay there when this sync began, and what it added */
    struct heads heads; /* the last entry of each branch that lies there whole */
    struct hub_told *told;
    size_t told_count;
    int64_t clock; /* the hub's, milliseconds since 1970, when it was asked; 0: not yet */
};

enum li_err hub_state_open(struct carrier *carrier, struct li_error *err);
void hub_state_close(struct carrier *carrier); /* also after an open that failed */
/* Heads and told are there: asked for once. */
enum li_err hub_state_ask(struct carrier *carrier, struct li_error *err);

/* The parameters that name bytes of fixed size. */
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
