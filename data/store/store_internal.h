/*
 * store_internal.h: what the files of data/ know of a store and of values, and nobody else.
 */
#ifndef LI_DATA_STORE_STORE_INTERNAL_H
#define LI_DATA_STORE_STORE_INTERNAL_H

#include "data/base/bytes.h"
#include "data/base/hash.h"
#include "data/store/query.h"
#include "data/store/store.h"
#include <stddef.h>

struct journal_writing;
struct packer;
struct reference;
struct sqlite3_value;

/* What may be written on a connection just now. */
enum store_gate {
    GATE_SHUT,    /* local_ tables only */
    GATE_RECORDS, /* a journal_fn runs: replicated tables too, but no COMMIT of its own */
    GATE_OPEN,    /* the journal itself, or a migration */
};

/* What is known of the last write, should something fail now. */
enum store_written {
    WRITTEN_UNKNOWN, /* none was begun */
    WRITTEN_NOTHING, /* it runs, and ends with the commit or not at all */
    WRITTEN_PERHAPS, /* it was committed, or that was tried */
};

/* The journal's own statements, each prepared once a store (store_sql.c holds them). */
enum store_sql {
    SQL_BEGIN,
    SQL_COMMIT,
    SQL_ROLLBACK,
    SQL_LAST_HLC,
    SQL_LAST_SEQ,
    SQL_ENTRY_ADD,
    SQL_ENTRY_DONE,
    SQL_ENTRY_MOVE,
    SQL_ENTRY_BY_ROW,
    SQL_ENTRY_BY_HASH,
    SQL_ENTRY_AFTER,
    SQL_ENTRY_BEFORE,
    SQL_ENTRY_BRANCHES,
    SQL_ENTRY_NAMING,
    SQL_GROUP_LAST,
    SQL_GROUP_WHOLE,
    SQL_REVERTS_EARLIER,
    SQL_GROUP_SIZE,
    SQL_REVERTED_BY,
    SQL_WAITING,
    SQL_CONFLICT_ADD,
    SQL_CONFLICT_DROP,
    SQL_CONFLICT_MOVE,
    SQL_CONFLICT_COUNT,
    SQL_COLUMNS,
    SQL_REFERENCES,
    SQL_SCHEMA_VERSION,
    SQL_UNDOABLE,
    SQL_REDOABLE,
    STORE_SQL_COUNT,
};

enum { STORE_IDLE_MOST = 96 };

/* In KiB, by SQLite's minus. Its sorts take as much again. */
#define STORE_CACHE "PRAGMA cache_size = -16384"
#define STORE_CACHE_WIDE "PRAGMA cache_size = -65536"
#define STORE_CACHE_SMALL "PRAGMA cache_size = -1024"

/* What was written to a table since it was asked for. */
struct store_added {
    char *table;
    int64_t first;          /* row added; 0: none */
    struct vector unjudged; /* rows added or changed */
};

struct store {
    struct sqlite3 *db;
    char *path;
    enum store_mode mode;
    bool wide;   /* a bulk write runs */
    bool frozen; /* the records as they stood: the journal does not write here */
    struct id replica;
    struct id *former; /* what this database was called before it was copied or forked */
    size_t former_count;
    char *author;

    char *file; /* as SQLite names it; NULL: it is in memory */
    struct file_guard *guard;

    bool hasty;   /* another program's write is not waited for */
    bool stopped; /* the last wait for one was stopped by a person */

    enum store_written written;
    struct li_error unread; /* what the disk did not give since the last commit */
    enum store_gate gate;
    bool unjudged;   /* entries are put together: what that makes of a record, no form has seen */
    bool trespass;   /* a statement kept from a journal_fn wrote after it: the commit is refused */
    int64_t touched; /* replicated rows changed; journal.c sets it to 0 with each session */
    struct table_info *shapes; /* shape.h: those asked for, of the schema of that version */
    int64_t shapes_of;
    struct reference *references; /* reference.c, of the schema of that version */
    size_t reference_count;
    int64_t references_of;
    struct store_added *added;
    size_t added_count;
    struct journal_writing *writing; /* while journal_write runs */
    struct packer *packer;           /* packed.h; NULL: nothing was packed yet */
    bool clock_told;                 /* that the clock cannot be right */
    char *notice;                    /* what a person should be told; NULL: nothing */
    struct query *kept[STORE_SQL_COUNT];
    struct query *paused; /* half filled vectors: a write lets go of them */
    struct query
        *idle[STORE_IDLE_MOST]; /* freed, the last one first, for who asks the same again */
    size_t idle_count;

    bool (*stop)(void *arg);
    void *stop_arg;
    int64_t (*now)(void *arg);
    void *now_arg;
    journal_progress migrating; /* told while older entries are brought up to date; NULL: nobody */
    void *migrating_arg;
    store_naming naming; /* NULL: none */
    void *naming_arg;
    store_following following; /* NULL: nothing follows the records */
    void *following_arg;
};

enum { STORE_APPLICATION_ID = 0x4C494149 /* "LIAI" */ };

/* Whether a table's rows travel: the rule of store.h, by name. */
bool store_replicates(const char *table);

/* A kept statement, reset. Never fails on a sound store: NULL with *err set otherwise. */
struct query *store_statement(struct store *store, enum store_sql which, struct li_error *err);

/* The same statement, the caller's own: for who may be called again while it runs. */
struct query *store_fresh(struct store *store, enum store_sql which, struct li_error *err);

/* One transaction. rollback is quiet, and does nothing outside one. */
enum li_err store_begin(struct store *store, struct li_error *err);
enum li_err store_commit(struct store *store, struct li_error *err);
void store_rollback(struct store *store);

/* How much of the file is kept in memory: much while a bulk write runs over all of it. */
void store_set_large_cache(struct store *store, bool wide);

/* What packs and unpacks; the store keeps it. */
struct packer *store_packer(struct store *store);

/* Tells a person something with the next chance. Several notices follow one another. */
void store_notify(struct store *store, char *text); /* takes the text */

/* Names of the replicated tables in the order of their making. */
enum li_err store_tables(struct store *store, char ***out, size_t *count, struct li_error *err);
void store_tables_free(char **tables, size_t count);

/* Copies the whole database as it is now, wherever others stand with it. went (may be NULL) is told
   how many pages are copied; false stops it. */
enum li_err store_copy(struct store *from, struct sqlite3 *to,
    bool (*went)(void *arg, int64_t pages), void *arg, struct li_error *err);

/* Makes of the copy, before it is written to, what may be put in place; named for its messages. */
typedef enum li_err (*store_taming)(struct sqlite3 *copy, const char *name, struct li_error *err);

/* A copy under a temporary name beside target, on the disk; the caller frees *out. NULL: as it is.
 */
enum li_err store_copy_beside(
    struct store *store, const char *target, store_taming tame, char **out, struct li_error *err);
/* In what was said of the file part, its real name. */
void store_name_rightly(struct li_error *err, const char *part, const char *name);
/* sqlite3_exec on a connection that is not a store's. */
enum li_err store_run_on(
    struct sqlite3 *db, const char *path, const char *sql, struct li_error *err);

/* An unnamed database as open_scratch gives, but empty of everything: for store_copy to fill. */
enum li_err store_open_blank(
    struct store **out, store_prepare prepare, void *arg, struct li_error *err);

/* A database to be copied from: judged, but of any schema this program knows, and not read yet. */
enum li_err store_open_source(struct store **out, const char *path, struct li_error *err);

/* store_error for a connection that is not a store's. */
enum li_err store_fail_on(
    struct sqlite3 *db, const char *path, int rc, const char *doing, struct li_error *err);

/* Settling in: store_schema.c. */

/* Judges by the first reads, sets the pragmas, migrates, and knows the replica. */
enum li_err store_finish_open(struct store *store, struct li_error *err);
enum li_err store_migrate(struct store *store, int64_t version, struct li_error *err);
enum li_err store_know_replica(struct store *store, struct li_error *err);
/* Whether this database wrote under that name, now or before. */
bool store_is_own(const struct store *store, const struct id *replica);
/* Inside a transaction: it goes on under a new name. */
enum li_err store_rename_replica(struct store *store, struct li_error *err);
/* Writes the mark by which a name that other hands wrote shows: for files that have none yet. */
enum li_err store_mark_replica(struct store *store, struct li_error *err);
/* Whether the fact that names the replica is as it was written. */
enum li_err store_replica_is_sound(struct store *store, bool *sound, struct li_error *err);

/* Waiting for other programs: store_wait.c. Makes the connection wait as store.h says. */
void store_wait_begin(struct store *store);

/* Files as files: store_file.c. */

/* Refuses, each with its sentence, what store_open must not touch. *immutable: nobody can write
   beside the file either, so that SQLite must be told to leave locks and logs alone. */
enum li_err store_file_judge(
    const char *path, enum store_mode mode, bool *immutable, struct li_error *err);
enum li_err store_file_create(const char *path, struct li_error *err); /* empty, 0600 */
/* The same under a temporary name beside path (disk.h), which the caller frees. */
enum li_err store_file_create_beside(const char *path, char **out, struct li_error *err);
/* Refuses a path where a database that is gone left its log: SQLite would take it for the new
 * one's. */
enum li_err store_file_is_free(const char *path, struct li_error *err);
void store_file_remove(const char *path); /* with its log */
bool store_file_exists(const char *path, const char *suffix);
int store_schema_newest(void);
enum li_err store_file_newer(const char *path, int version, struct li_error *err);
enum li_err store_file_foreign(const char *path, struct li_error *err);

/* Values: value.c. */
enum { VALUE_TEXT_SIZE = 40 };

/* The text query_text promises; room is used where SQLite has none to lend. NULL is null. */
const char *value_text(struct sqlite3_value *value, char room[VALUE_TEXT_SIZE]);
/* Same type, same bytes. */
bool value_equal(struct sqlite3_value *a, struct sqlite3_value *b);
bool value_id(struct sqlite3_value *value, struct id *out);

/* Queries, closer to SQLite: query.c. */

/* Lets go of the statements that were kept idle, before the connection is closed. */
void query_forget(struct store *store);

const char *query_name(const struct query *query, int column);
void query_bind_hash(struct query *query, int at, const struct hash *hash); /* NULL binds null */
bool query_hash(struct query *query, int column, struct hash *out);         /* false: none */
struct sqlite3_value *query_value(struct query *query, int column);
void query_bind_value(struct query *query, int at, struct sqlite3_value *value);
/* Binds text or a blob without copying it: it must outlive the next step. NULL binds null. */
void query_lend(struct query *query, int at, bool text, const void *bytes, size_t size);

/* The one number a statement gives. */
enum li_err query_number(struct store *store, const char *sql, int64_t *out, struct li_error *err);

#endif
