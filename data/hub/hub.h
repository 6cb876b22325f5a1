/*
 * hub.h: a hub as a carrier: tables in any engine that speaks PostgreSQL (doc/hub.md).
 *
 * Which bundles a hub has is asked each time and never remembered, so what a hub lost is pushed
 * again by the next device that has it. A sync with nothing new takes one round trip. Without
 * libpq, open refuses.
 */
#ifndef LI_DATA_HUB_HUB_H
#define LI_DATA_HUB_HUB_H

#include "data/carrier/carrier.h"

extern const struct carrier_class hub_class;

/* Creates the tables that do not exist yet. address: with the schema owner's login. *secured: the
   engine accepted the policies that let a login add rows only in its own name. Errors as those of
   hub_connection_run. */
enum li_err hub_make_tables(const char *address, bool *secured, struct li_error *err);

#endif
