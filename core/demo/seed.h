/*
 * seed.h: records from the CSV files embedded in the program: the reference data a new database
 * begins with, and the demonstration.
 */
#ifndef LI_CORE_DEMO_SEED_H
#define LI_CORE_DEMO_SEED_H

#include "core/context/context.h"

/* Adds the records of data/reference/PLURAL.csv for every reference kind, as one entry. Their ids
   follow from their code or name, so that databases seeded apart agree on them. */
enum li_err seed_reference(struct context *context, struct li_error *err);

/* The same for any FOLDER/PLURAL.csv, for a journal_fn. Records that are not reference data get new
   ids. "{year}" and "{year-1}" in a cell are the current year and the one before. */
enum li_err seed_folder(struct context *context, const char *folder, struct li_error *err);

#endif
