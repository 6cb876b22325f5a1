/*
 * seen.h: files of a carrier that were read before (local_seen), so that a sync with nothing new
 * opens none of them.
 *
 * A file is unchanged as long as its name, size, time and inode are.
 */
#ifndef LI_DATA_CARRIER_SEEN_H
#define LI_DATA_CARRIER_SEEN_H

#include "data/carrier/folder_disk.h"
#include "data/entry/entry.h"

/* What is in a bundle. */
struct seen_run {
    struct id replica;
    int64_t first, last;
    struct hash before, hash; /* of the entry before the first, and of the last */
};

enum seen_verdict {
    SEEN_TAKEN, /* its entries are here; run says which; run.last 0: it is not a bundle */
    SEEN_ASIDE, /* it is damaged, and stays so until it changes */
};

struct seen_item {
    struct folder_disk_file file; /* owns its name */
    enum seen_verdict verdict;
    struct seen_run run;
};

/* {0} is empty. In the order of their names. */
struct seen {
    struct seen_item *items;
    size_t count, room;
};

/* The caller frees *out by seen_clear, whatever is returned. */
enum li_err seen_load(
    struct store *store, const char *carrier, struct seen *out, struct li_error *err);
void seen_clear(struct seen *seen);

/* NULL: it was never read, or has changed since. */
const struct seen_item *seen_find(const struct seen *seen, const struct folder_disk_file *file);

/* These work inside or outside a transaction. seen_forget: the file is gone. seen_forget_all:
   files of any carrier may be judged differently now. */
enum li_err seen_save(
    struct store *store, const char *carrier, const struct seen_item *item, struct li_error *err);
enum li_err seen_forget(
    struct store *store, const char *carrier, const char *name, struct li_error *err);
enum li_err seen_forget_all(struct store *store, struct li_error *err);

#endif
