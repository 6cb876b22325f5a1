/*
 * folder_files.h: what is known about the files of a folder carrier while it is open.
 *
 * For folder.c, folder_push.c and folder_snapshot.c.
 */
#ifndef LI_DATA_CARRIER_FOLDER_FILES_H
#define LI_DATA_CARRIER_FOLDER_FILES_H

#include "data/carrier/carrier.h"
#include "data/carrier/seen.h"

enum folder_state {
    FOLDER_NEW,    /* to be given; run.last 0: its header can't be read */
    FOLDER_TAKEN,  /* its entries are here; run says which */
    FOLDER_BROKEN, /* it was given, and is damaged or incomplete */
    FOLDER_ASIDE,  /* still broken after a day; not given again */
};

struct folder_bundle {
    struct folder_disk_file file; /* owns its name */
    enum folder_state state;
    struct seen_run run;
};

/* The state of an open folder.
 *  1. bundles are in an order in which they can be taken: by replica, first and last number.
 *  2. The last entry of each FOLDER_TAKEN bundle is in the journal. */
struct folder {
    bool listed;
    struct seen seen;
    struct folder_disk_list list;
    struct folder_bundle *bundles;
    size_t count, room;
};

/* Lists the folder, and reads the headers of bundles that were not seen before. */
enum li_err folder_files_list(struct carrier *carrier, struct li_error *err);
void folder_files_clear(struct folder *folder);

/* NULL: there is none of that name. */
struct folder_bundle *folder_files_find(const struct folder *folder, const char *name);

/* Records a bundle that this device wrote, and saves that it was seen. */
enum li_err folder_files_wrote(struct carrier *carrier, const char *name,
    const struct bundle_header *header, struct li_error *err);

/* Whether the bundle's file is unchanged since it was listed. */
enum li_err folder_files_is_same(
    struct carrier *carrier, const struct folder_bundle *bundle, bool *same, struct li_error *err);

/* The 32 hexadecimal digits of the id, then rest. The caller frees it. */
char *folder_files_name(const struct id *id, const char *rest);
bool folder_files_has_ending(const char *name, const char *ending);
struct seen_run folder_files_run(const struct bundle_header *header);

#endif
