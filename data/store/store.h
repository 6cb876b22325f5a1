/*
 * store.h: a connection to one database.
 *
 * A store belongs to one thread. Its file is kept in WAL mode with synchronous=FULL (a commit that
 * returned is on the disk) and foreign keys on. Another program's write is waited for as long as it
 * makes progress (store_wait.h). Replicated tables are those whose names begin with neither
 * "local_" nor "journal_"; only the journal writes to them: an authorizer refuses any other
 * statement that tries, and the commit of one that slipped through.
 *
 * Stores are opened by data/store_open.h.
 */
#ifndef LI_DATA_STORE_STORE_H
#define LI_DATA_STORE_STORE_H

#include "data/base/error.h"
#include "data/base/id.h"
#include <stdbool.h>
#include <stdint.h>

struct packer;
struct signature_memo;
struct sqlite3;
struct store;

enum store_mode {
    STORE_CREATE, /* the file must not exist yet */
    STORE_WRITE,  /* the file must exist; it is migrated when it is older than this program */
    STORE_READ,   /* never writes, not even a migration */
};

/* Called once on every new connection, before anything else is read: the place to add SQL
   functions. Returns an SQLite result code. */
typedef int (*store_prepare)(struct sqlite3 *db, void *arg);

/* How a connection is made. */
struct store_options {
    enum store_mode mode;
    bool immutable;        /* the folder is read-only: no locks, no log */
    store_prepare prepare; /* NULL: nothing */
    void *prepare_arg;
};

/* Connects to the file at path, which was judged before (database_file.h). Nothing is read of it,
   and no pragma set but foreign_keys. *out is set on failure too: the caller closes it in any case.
 */
enum li_err store_connect(struct store **out, const char *path, const struct store_options *options,
    struct li_error *err);

/* A private, empty database, gone when closed. *out is NULL on failure. */
enum li_err store_connect_blank(
    struct store **out, store_prepare prepare, void *arg, struct li_error *err);

void store_close(struct store *store); /* rolls back what is open; NULL is allowed */

struct sqlite3 *store_db(struct store *store); /* for core only, never for tui or cli */
const char *store_path(const struct store *store);
const struct id *store_replica(const struct store *store);

/* The author of each entry written from now on. Copied; NULL is "". */
void store_set_author(struct store *store, const char *author);
const char *store_author(const struct store *store); /* "" until set */

/* Queues a sentence that a person should read, such as that the clock was wrong; takes the text. */
void store_notify(struct store *store, char *text);
/* All that were queued, for the caller to free; NULL: none. */
char *store_take_notice(struct store *store);

/* Returns the milliseconds since 1970 by which entries are dated. NULL: the computer's clock. */
void store_set_clock(struct store *store, int64_t (*now)(void *arg), void *arg);

/* Gives the title of a record for a message, for the caller to free; NULL: named by its id. */
typedef char *(*store_naming)(void *arg, const char *table, const struct id *id);
void store_set_naming(struct store *store, store_naming naming, void *arg);

/* Called before every commit of records, inside the transaction: here local_ tables that are
   derived from records are updated. What it refuses rolls back the whole write. NULL: none. */
typedef enum li_err (*store_commit_hook)(void *arg, struct li_error *err);
void store_set_commit_hook(struct store *store, store_commit_hook hook, void *arg);

/* A number that changes whenever another connection has committed. */
int64_t store_version(struct store *store);

/* Asked every thousand steps of a running statement, so it must be quick; true interrupts it. NULL
 * removes. */
void store_on_progress(struct store *store, bool (*stop)(void *arg), void *arg);

/* Compresses what the journal stores; the store owns it. */
struct packer *store_packer(struct store *store);

/* Remembers signatures that were verified while it is open; the store owns it. */
struct signature_memo *store_signatures(struct store *store);

#endif
