/*
 * hub_connection.h: a connection to a hub: statements sent, rows received, by libpq.
 *
 * Parameters and results are bytes, never text pasted into SQL. A failure closes the connection, so
 * that nothing stays half done, and the next statement connects again.
 *
 *     struct hub_connection *connection = hub_connection_new(address, err);
 *     code = hub_connection_run(connection, work, arg, err); // tries again where that may help
 *     hub_connection_free(connection);
 */
#ifndef LI_DATA_HUB_HUB_CONNECTION_H
#define LI_DATA_HUB_HUB_CONNECTION_H

#include "data/base/error.h"
#include "data/base/hash.h"
#include "data/base/id.h"
#include "data/hub/hub_statements.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct hub_connection;

/* A parameter. bytes NULL: SQL NULL. */
struct hub_value {
    const void *bytes;
    size_t size;
};

/* Nothing is connected yet. The address is borrowed. LI_REFUSED: libpq is not installed. NULL on
   failure. */
struct hub_connection *hub_connection_new(const char *address, struct li_error *err);
void hub_connection_free(struct hub_connection *connection); /* NULL is allowed */

/* Runs a piece of work, and repeats all of it if the hub was lost or asks for that (SQLSTATE
   40001), so it must be safe to repeat. LI_IO: the hub can't be reached. LI_REFUSED: it refuses
   this login, has no tables, or the address can't be read. Else what the work returned. */
typedef enum li_err (*hub_work)(struct hub_connection *connection, void *arg, struct li_error *err);
enum li_err hub_connection_run(
    struct hub_connection *connection, hub_work work, void *arg, struct li_error *err);

/* Within a work: runs a statement, and gives each row of the answer, one at a time. give NULL:
   rows are ignored. */
struct hub_row;
typedef enum li_err (*hub_give_row)(void *arg, const struct hub_row *row, struct li_error *err);
enum li_err hub_connection_ask(struct hub_connection *connection, enum hub_statement statement,
    const struct hub_value *values, int count, hub_give_row give, void *arg, struct li_error *err);
/* Runs a statement of hub_statements_tables or hub_statements_policies. *unknown: the engine does
   not know the statement, which is then no failure; unknown may be NULL. */
enum li_err hub_connection_make(
    struct hub_connection *connection, const char *statement, bool *unknown, struct li_error *err);

/* A column of a row: its bytes, valid during the call (NULL: SQL NULL); a bigint, 0 if it is
   none. */
const void *hub_row_bytes(const struct hub_row *row, int column, size_t *size);
int64_t hub_row_int(const struct hub_row *row, int column);
/* False: the column does not have that many bytes. */
bool hub_row_id(const struct hub_row *row, int column, struct id *out);
bool hub_row_hash(const struct hub_row *row, int column, struct hash *out);

/* A number as a parameter; room holds it. */
enum { HUB_INT_SIZE = 8 };
struct hub_value hub_value_int(int64_t number, unsigned char room[HUB_INT_SIZE]);

#endif
