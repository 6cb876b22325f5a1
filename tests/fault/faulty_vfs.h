/*
 * faulty_vfs.h: a layer between SQLite and the disk that makes the nth opening, write or sync fail,
 * or the nth read.
 */
#ifndef LI_TESTS_FAULT_FAULTY_VFS_H
#define LI_TESTS_FAULT_FAULTY_VFS_H

#include <stdbool.h>

extern struct faulty_vfs {
    int operations;    /* so far */
    int fails_at;      /* 0: never */
    int code;          /* what a write that fails answers */
    bool lasting;      /* and everything after it too */
    int reads;         /* so far */
    int read_fails_at; /* and all after it; 0: never */
    int shared;        /* what mapping the index of the log answers; SQLITE_OK: it is done */
    int why;           /* and errno with it */
} faulty_vfs;

/* All that is opened from now on goes through it. Returns what SQLite does. */
int faulty_vfs_insert(void);

#endif
