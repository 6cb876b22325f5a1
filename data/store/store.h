/*
 * store.h: one database file: opened, migrated, backed up, checked.
 *
 * A store belongs to one thread. Its file is created 0600 in a 0700 directory, kept in WAL mode
 * with synchronous=FULL (a commit that returned is on disk) and foreign keys on. Another program
 * that is writing is waited for as long as its work goes on. Replicated tables are all those whose
 * names begin with neither "local_" nor "journal_"; only journal.h can write to them: an authorizer
 * refuses any other statement that tries.
 */
#ifndef LI_DATA_STORE_STORE_H
#define LI_DATA_STORE_STORE_H

#include "data/base/error.h"
#include "data/base/id.h"
#include <stdbool.h>
#include <stdint.h>

struct sqlite3;
struct store;
struct vector; /* query.h */

enum store_mode {
    STORE_CREATE, /* the file must not exist yet */
    STORE_WRITE,  /* the file must exist; it is migrated when it is older than this program */
    STORE_READ,   /* never writes, not even a migration */
};

/* How far a long piece of work is: done of total, in no unit of its own, and how many values or
   rows that is. False stops it: what it did is rolled back, and it ends with LI_INTERRUPTED. */
typedef bool (*journal_progress)(void *arg, int64_t done, int64_t total, int64_t count);

/* Called once on every new connection, before anything else reads: the place to add SQL functions.
   Returns an SQLite result code. */
typedef int (*store_prepare)(struct sqlite3 *db, void *arg);

/* Opens path. A file that is damaged, read-only (no write permission bit counts, for root too), not
   a liaise database, newer than this program, missing, or on a full disk is refused with a sentence
   of its own and is not touched. On success the caller owns *out. */
enum li_err store_open(struct store **out, const char *path, enum store_mode mode,
    store_prepare prepare, void *arg, struct li_error *err);

/* The same; progress (may be NULL) counts the entries of an older database's journal while they are
   brought up to date, which may take minutes. */
enum li_err store_open_telling(struct store **out, const char *path, enum store_mode mode,
    store_prepare prepare, void *arg, journal_progress progress, void *progress_arg,
    struct li_error *err);

/* A private empty database with the schema, for replay and as-of; gone when closed. */
enum li_err store_open_scratch(
    struct store **out, store_prepare prepare, void *arg, struct li_error *err);

void store_close(struct store *store); /* NULL is allowed */

struct sqlite3 *store_db(struct store *store); /* for core only, never for tui or cli */
const char *store_path(const struct store *store);
const struct id *store_replica(const struct store *store);

/* Who writes from now on: kept as the author of each entry. Copied. */
void store_set_author(struct store *store, const char *author);
const char *store_author(const struct store *store); /* "" until set */

/* What a person should be told that no call asked for, such as that a clock was wrong: sentences,
   for the caller to free; NULL: nothing. They are told once. */
char *store_take_notice(struct store *store);

/* Small facts of this file that never travel: "org", "you", "derived". *value is the caller's to
   free; NULL when it was never set, or could not be read. */
enum li_err store_fact(struct store *store, const char *name, char **value, struct li_error *err);
enum li_err store_set_fact(
    struct store *store, const char *name, const char *value, struct li_error *err);

/* What tells the milliseconds since 1970 by which entries are dated. NULL: the computer's clock. */
void store_set_clock(struct store *store, int64_t (*now)(void *arg), void *arg);

/* How a sentence names a record: what it is called, for the caller to free; NULL: by its id. */
typedef char *(*store_naming)(void *arg, const char *table, const struct id *id);
void store_set_naming(struct store *store, store_naming naming, void *arg);

/* Asked before every commit of records, inside the transaction: where what local_ tables derive
   from the records is brought up to them. What it refuses takes the whole write back. NULL:
   nothing. */
typedef enum li_err (*store_following)(void *arg, struct li_error *err);
void store_set_following(struct store *store, store_following following, void *arg);

/* Runs fn, which writes to local_ tables only, in a transaction of its own. LI_BUSY at once where
   another program is writing: what belongs to this file alone can wait. */
enum li_err store_write_local(struct store *store,
    enum li_err (*fn)(struct store *store, void *arg, struct li_error *err), void *arg,
    struct li_error *err);

/* Asked again and again while any store waits for another program that is writing; false stops the
   wait, and what waited with it (LI_INTERRUPTED). NULL removes. Where in 30 seconds the other has
   written nothing, the wait ends by itself (LI_BUSY). */
typedef bool (*store_waiting)(void *arg, double seconds);
void store_on_wait(store_waiting tell, void *arg);

/* For the following: the least row id among those added to the table in this transaction
   since it was last asked for. False: none was added. */
bool store_take_added(struct store *store, const char *table, int64_t *first);

/* For the following: the row ids of the records, some more than once, that putting entries together
   (a merge, an undo) added or changed in this transaction since they were last asked for. False:
   there are none. The caller clears *rows. */
bool store_take_unjudged(struct store *store, const char *table, struct vector *rows);

/* A number that changes whenever another connection has committed. */
int64_t store_version(struct store *store);

/* Asked about every few thousand steps of a running statement; true interrupts it. NULL removes. */
void store_on_progress(struct store *store, bool (*stop)(void *arg), void *arg);

/* While on, a query begun is sorted in small parts, so that it can be stopped between them. */
void store_sort_in_parts(struct store *store, bool on);

/* A consistent copy while others write. It refuses to overwrite, also what a lost database left. */
enum li_err store_backup(struct store *store, const char *to, struct li_error *err);

/* For a database made beside path, where nothing is yet: *part, for the caller to free, is the name
   to make it by; once it is closed, put gives it its place. */
enum li_err store_reserve(const char *path, char **part, struct li_error *err);
enum li_err store_put(const char *part, const char *path, struct li_error *err);

/* Says whether the database at path, which is nobody's yet, may be put in place. Opening it for
   writing brings an older one up to date and names its replica. */
typedef enum li_err (*store_proof)(const char *path, void *arg, struct li_error *err);

/* Puts a copy of from in place of path, or of what path leads to, whatever lies there or beside it,
   and keeps the old file as path~ . Nothing that could act by itself comes along: a view, or a
   trigger of another's, is refused, and tables that are kept to find records by are left behind, to
   be made anew. The copy is then proved (NULL: by store_check). In either, all is written beside
   the target and renamed, so that the target is whole or untouched. */
enum li_err store_restore(
    const char *from, const char *path, store_proof prove, void *arg, struct li_error *err);

/* integrity_check and foreign_key_check. Each finding is one line given to say. */
enum li_err store_check(struct store *store, void (*say)(void *arg, const char *finding), void *arg,
    struct li_error *err);

/* Whether the database has the tables, indexes and triggers of the model, each as the model has it,
   and no more. Each finding is one line given to say. */
enum li_err store_compare_schema(struct store *store, struct store *model,
    void (*say)(void *arg, const char *finding), void *arg, struct li_error *err);

/* What the disk failed to give since this was last asked; LI_OK: nothing. Not everyone who reads
   can tell of it, so nothing is committed after it, and no answer made with it is a success. */
enum li_err store_take_unread(struct li_error *err);
enum li_err store_refuse_unread(struct store *store, struct li_error *err); /* by this store */

/* Turns the connection's last SQLite failure rc into a sentence for a person. */
enum li_err store_error(struct store *store, int rc, const char *doing, struct li_error *err);

#endif
