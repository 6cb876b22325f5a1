/*
 * seed.h: the reference data a new database begins with.
 */
#ifndef LI_SEED_H
#define LI_SEED_H

#include "liaise.h"

/* Adds the records of data/reference/PLURAL.csv for every reference kind, as one entry. Their ids
   follow from their code or name, so that databases seeded apart agree on them. */
enum li_err seed_reference(struct li *li, struct li_error *err);

#endif
