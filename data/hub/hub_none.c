/*
 * hub_none.c: hub.h for a program that was built without libpq.
 */
#include "data/hub/hub.h"
#include "data/hub/hub_address.h"

static enum li_err hub_none_refuse(struct li_error *err)
{
    return li_fail(err, LI_REFUSED,
        "This liaise was built without libpq, so it can't use a hub; use a folder, or a mailed "
        "file.");
}

static enum li_err hub_none_open(struct carrier *carrier, struct li_error *err)
{
    (void)carrier;
    return hub_none_refuse(err);
}

static void hub_none_close(struct carrier *carrier)
{
    (void)carrier;
}

const struct carrier_class hub_class = {
    .name = "hub", .offer = hub_address_offer, .open = hub_none_open, .close = hub_none_close};

enum li_err hub_make_tables(const char *address, bool *secured, struct li_error *err)
{
    (void)address;
    *secured = false;
    return hub_none_refuse(err);
}
