/*
 * touch_filter.h: a set of records, in ten bits each (a Bloom filter): about one record in a
 * hundred that is not in it seems to be.
 */
#ifndef LI_DATA_ENTRY_TOUCH_FILTER_H
#define LI_DATA_ENTRY_TOUCH_FILTER_H

#include "data/base/bytes.h"
#include "data/entry/touched.h"

/* Adds the filter of the records to *out, which must be empty. count is not 0. */
void touch_filter_make(const struct touched_record *records, size_t count, struct bytes *out);

/* False: the record is certainly not among them. A filter of no bytes has all. */
bool touch_filter_has(const void *filter, size_t size, const struct id *id);

#endif
