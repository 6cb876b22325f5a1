/*
 * hub_state.h: an open hub, for the files that make up the carrier.
 */
#ifndef LI_DATA_HUB_HUB_STATE_H
#define LI_DATA_HUB_HUB_STATE_H

#include "data/carrier/carrier.h"
#include "data/hub/hub_connection.h"

/* That a device says what it has, in a vector known by its hash. Older programs gave none: zero. */
struct hub_told {
    struct id device;
    struct hash hash;
    bool read; /* here, in this sync or before (hub_told.c) */
};

/* An open hub.
 *  1. Once asked is set, heads and told are complete. */
struct hub {
    struct hub_connection *connection;
    bool asked; /* heads and told hold what the hub had when asked, and what this sync added */
    struct heads heads;    /* the last entry of each branch that the hub has whole */
    struct hub_told *told; /* one a device, in order of their ids */
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
enum li_err hub_told(
    struct carrier *carrier, carrier_give_told give, void *arg, struct li_error *err);
enum li_err hub_tell(struct carrier *carrier, const struct heads *have, struct li_error *err);
enum li_err hub_put_snapshot(struct carrier *carrier, const struct snapshot_header *header,
    const void *bytes, size_t size, struct li_error *err);
enum li_err hub_get_snapshot(
    struct carrier *carrier, carrier_give_bundle give, void *arg, struct li_error *err);

#endif
