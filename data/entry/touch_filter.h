/*
 * touch_filter.h: a Bloom filter of records, at ten bits each. It never misses a record, and takes
 * about one in a hundred others for a member.
 */
#ifndef LI_DATA_ENTRY_TOUCH_FILTER_H
#define LI_DATA_ENTRY_TOUCH_FILTER_H

#include "data/base/bytes.h"
#include "data/entry/touched.h"

/* Writes the filter of the records to *out, which must be empty and is the caller's to free. count
   is at least 1. */
void touch_filter_make(const struct touched_record *records, size_t count, struct bytes *out);

/* False: the record is certainly not in the filter. An empty filter (size 0) has every record. */
bool touch_filter_has(const void *filter, size_t size, const struct id *id);

#endif
