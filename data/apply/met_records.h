/*
 * met_records.h: records whose later entries are all in the queue of reorder.c already. Where a few
 * records are changed again and again, each change meets the same entries, which are then looked up
 * only once.
 */
#ifndef LI_DATA_APPLY_MET_RECORDS_H
#define LI_DATA_APPLY_MET_RECORDS_H

#include "data/entry/touched.h"
#include <stddef.h>
#include <stdint.h>

struct met_record {
    struct id id;
    int how;       /* enum touched_how; 0: a free place */
    uint64_t from; /* all entries after this time that meet it are in the queue */
};

/* {0} is empty. */
struct met_records {
    struct met_record *places;
    size_t room, count;
};

/* touched is what an entry of that time does. Leaves in it what must still be looked up, and
   records that the caller will queue whatever meets it from that time on. */
void met_records_narrow(struct met_records *met, struct touched *touched, uint64_t hlc);
void met_records_clear(struct met_records *met);

#endif
