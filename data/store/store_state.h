/*
 * store_state.h: what a store consists of. For data/ alone: everyone else has store.h.
 *
 * Invariants, between calls of any public function:
 *  1. A store belongs to one thread, and its connection has at most one transaction open.
 *  2. gate is GATE_SHUT unless a write of the journal, a merge or a migration runs; whoever opens
 * it shuts it again, also on failure.
 *  3. writing is set only inside journal_record, and then a transaction is open.
 *  4. trespass is cleared by the rollback that it forces: no commit succeeds while it is set.
 *  5. paused lists each query whose `paused` is set, once; no statement that writes runs while the
 *     list is not empty (query.c empties it first).
 *  6. idle[0..idle_count) are queries reset and unbound, each prepared behind its own gate.
 *  7. tables and references describe the schema of schema_version, or are empty.
 *  8. former never contains replica.
 *  9. series_saved is set only while series > 0.
 */
#ifndef LI_DATA_STORE_STORE_STATE_H
#define LI_DATA_STORE_STORE_STATE_H

#include "data/store/statement.h"
#include "data/store/store.h"
#include "data/store/store_changes.h"
#include "data/store/vector.h"
#include <stddef.h>

struct file_guard;
struct journal_writing;
struct packer;
struct query;
struct reference;
struct signature_memo;
struct table_info;

/* What may be written on the connection at the moment; asked when a statement is prepared. */
enum store_gate {
    GATE_SHUT,    /* local_ tables only */
    GATE_RECORDS, /* a journal_fn runs: replicated tables too, but no COMMIT of its own */
    GATE_OPEN,    /* the journal itself, or a migration */
};

/* What is known of the last write, for the message of a failure now. */
enum store_written {
    WRITTEN_UNKNOWN, /* there was none */
    WRITTEN_NOTHING, /* it runs, and ends with its commit or not at all */
    WRITTEN_PART,    /* the same, but one before it in its series was committed */
    WRITTEN_PERHAPS, /* it was committed, or the commit was tried */
};

/* What a transaction wrote to a table, until someone asks for it. */
struct store_change {
    char *table;
    struct store_rows added;   /* first 0: none */
    struct vector returned;    /* rowids added again, under which the records were before */
    struct vector unvalidated; /* rowids that a merge or undo added or changed */
};

enum { STORE_IDLE_MOST = 96 };

struct store {
    struct sqlite3 *db;
    char *path;
    enum store_mode mode;
    char *file;               /* as SQLite names it; NULL: it is in memory */
    struct file_guard *guard; /* of that file */
    bool large_cache;         /* a bulk write runs (page_cache.h) */
    bool read_only;           /* records as of a day: the journal does not write here */

    struct id replica;
    int64_t replica_version; /* store_version when that name was last loaded */
    struct id *former;       /* names this database had before it was copied or forked */
    size_t former_count;
    char *author;

    bool impatient; /* another program's write is not waited for */
    bool stopped;   /* the last wait for one was stopped by a person */

    enum store_written written;
    int series;             /* how many are begun, one inside another (transaction.h) */
    bool series_saved;      /* a transaction of the series was committed */
    struct li_error unread; /* what the disk failed to give since the last commit */
    enum store_gate gate;
    bool merging;    /* entries are merged or undone: no form has validated what comes of it */
    bool returning;  /* what is added had its rowid before (store_changes.h) */
    bool trespass;   /* a statement that outlived its journal_fn wrote: the commit is refused */
    int64_t touched; /* replicated rows changed in the entry being written */
    struct store_change *changes;
    size_t change_count;
    struct journal_writing *writing;   /* while journal_record runs */
    struct packer *packer;             /* NULL: not needed yet */
    struct signature_memo *signatures; /* NULL: not needed yet */
    bool clock_told;                   /* the notice that the clock can't be right was given */
    char *notice;                      /* NULL: nothing to tell */

    struct table_info *tables; /* table_info.h */
    struct reference *references;
    size_t reference_count;
    int64_t schema_version;
    struct query *statements[STATEMENT_MOST]; /* statement.h */
    struct query *paused;                     /* half-read queries, the latest first */
    struct query *idle[STORE_IDLE_MOST];      /* freed queries, the latest first */
    size_t idle_count;

    bool (*stop)(void *arg);
    void *stop_arg;
    int64_t (*now)(void *arg);
    void *now_arg;
    store_naming naming; /* NULL: records are named by id */
    void *naming_arg;
    store_commit_hook commit_hook; /* NULL: none */
    void *commit_hook_arg;
};

#endif
