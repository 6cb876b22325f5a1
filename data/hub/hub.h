/*
 * hub.h: a hub as a carrier: tables in any engine that speaks PostgreSQL (doc/hub.md).
 *
 * What lies there is asked each time and never remembered, so whatever a hub lost, the next device
 * that has it pushes again. With nothing new a sync is one round trip. Without libpq its open
 * refuses.
 */
#ifndef LI_DATA_HUB_HUB_H
#define LI_DATA_HUB_HUB_H

#include "data/carrier/carrier.h"

extern const struct carrier_class hub_class;

/* Makes the tables, or leaves those that are there. address: the owner's. *secured: the engine took
   the policies by which a login adds rows in its own name only. */
enum li_err hub_make_tables(const char *address, bool *secured, struct li_error *err);

#endif
