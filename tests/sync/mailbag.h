/*
 * mailbag.h: a carrier in memory that loses some of what it is given, hands out the rest in any
 * order, and some of it again and again.
 *
 * It says truly what it has, so that what was lost is given to it again.
 */
#ifndef LI_TESTS_SYNC_MAILBAG_H
#define LI_TESTS_SYNC_MAILBAG_H

#include "data/carrier/carrier.h"
#include "tests/support/chance.h"

struct mailbag_bundle {
    struct bundle_header header;
    void *bytes;
    size_t size;
    unsigned char *taken; /* by which reader */
};

struct mailbag {
    struct chance *chance;
    int readers;
    struct mailbag_bundle *bundles;
    size_t count;
};

void mailbag_begin(struct mailbag *bag, struct chance *chance, int readers);
void mailbag_end(struct mailbag *bag);

/* How one of the readers, counted from 0, meets it. */
struct mailbag_reader {
    struct mailbag *bag;
    int number;
};
extern const struct carrier_class
    mailbag_class; /* the carrier's state is a struct mailbag_reader */

#endif
