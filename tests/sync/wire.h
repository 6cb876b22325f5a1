/*
 * wire.h: how many bytes go to folders and come from them.
 *
 * The program is linked with -Wl,--wrap of folder_disk_read, folder_disk_write, folder_push and
 * bundle_open, and of fsync, which does nothing: nobody kills the machine here.
 */
#ifndef LI_TESTS_SYNC_WIRE_H
#define LI_TESTS_SYNC_WIRE_H

#include <stddef.h>

struct wire {
    size_t pushed, entries; /* bytes of bundles given to folders, and entries in them */
    size_t read;            /* of bundles, by all carriers */
    size_t written;         /* of bundles, to folders: with what a tail held before */
    size_t heads;           /* of what devices say they have, read and written */
};
extern struct wire wire;

#endif
