/*
 * hub_connection.c: runs statements with libpq, one at a time, and never waits without a limit.
 *
 * Invariants, outside hub_connection_ask:
 * 1. pg is NULL, or connected and idle; in a transaction only between HUB_BEGIN and HUB_COMMIT.
 * 2. After anything failed pg is NULL.
 * 3. again and unknown are about the last statement.
 */
#include "data/hub/hub_connection.h"
#include "data/base/memory.h"
#include "data/hub/hub_address.h"
#include "data/hub/hub_library.h"
#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    HUB_TRIES = 6,
    HUB_PAUSE = 100,     /* milliseconds before the second try, doubled for each later one */
    HUB_SILENCE = 30000, /* milliseconds without a byte before a hub is given up */
    HUB_PARAMETERS = 6,  /* the most that a statement has */
    HUB_OPTIONS = 64,    /* the most that an address has */
};

struct hub_connection {
    const struct hub_library *lib;
    const char *address;
    char *shown;
    PGconn *pg;
    bool again;   /* repeating the whole work may help */
    bool unknown; /* the engine does not know the statement */
};

struct hub_row {
    const struct hub_connection *connection;
    const PGresult *result;
};

struct hub_connection *hub_connection_new(const char *address, struct li_error *err)
{
    assert(address && err);
    const struct hub_library *lib;
    if (hub_library_load(&lib, err))
        return NULL;
    struct hub_connection *connection = li_calloc(1, sizeof *connection);
    *connection = (struct hub_connection){
        .lib = lib, .address = address, .shown = hub_address_offer(address, NULL)};
    return connection;
}

static void hub_close(struct hub_connection *connection)
{
    if (connection->pg)
        connection->lib->PQfinish(connection->pg);
    connection->pg = NULL;
}

void hub_connection_free(struct hub_connection *connection)
{
    if (!connection)
        return;
    hub_close(connection);
    free(connection->shown);
    free(connection);
}

/* --- what failed ------------------------------------------------------------------------------ */

/* The length of the first line of a message from libpq, which never contains a password. */
static int hub_first_line(const char *text)
{
    return (int)strcspn(text, "\n");
}

static enum li_err hub_fail_lost(struct hub_connection *connection, struct li_error *err)
{
    const char *why = connection->lib->PQerrorMessage(connection->pg);
    why = *why ? why : "it did not answer in time";
    connection->again = true;
    li_fail(err, LI_IO, "The hub %s can't be reached: %.*s.", connection->shown,
        hub_first_line(why), why);
    hub_close(connection);
    return LI_IO;
}

/* What a person can do about an SQLSTATE; NULL: nothing in particular. */
static const struct hub_refusal {
    const char *state; /* or its beginning */
    enum li_err code;
    bool again;
    const char *what;
} hub_refusals[] = {
    {"40001", LI_IO, true, "is busy; sync again later"},
    {"40P01", LI_IO, true, "is busy; sync again later"},
    {"57P", LI_IO, true, "is shutting down or starting; sync again later"},
    {"25006", LI_IO, true, "is read-only now; sync again later"},
    {"53", LI_IO, false, "is short of memory, disk or connections; tell the person who runs it"},
    {"42P01", LI_REFUSED, false,
        "has no tables for this login; run `liaise hub init` with the owner's address, or ask "
        "the person who runs it"},
    {"3F000", LI_REFUSED, false, "has no schema for this login; ask the person who runs it"},
    {"42501", LI_REFUSED, false, "refuses this login; ask the person who runs it for access"},
    {"", LI_REFUSED, false, NULL},
};

static const struct hub_refusal *hub_refusal_of(const char *state)
{
    const struct hub_refusal *refusal = hub_refusals;
    while (strncmp(state, refusal->state, strlen(refusal->state)) != 0)
        refusal++;
    return refusal;
}

static const char *hub_state(const struct hub_connection *connection, const PGresult *result)
{
    const char *state = connection->lib->PQresultErrorField(result, PG_DIAG_SQLSTATE);
    return state ? state : "";
}

static enum li_err hub_fail_result(
    struct hub_connection *connection, const PGresult *result, struct li_error *err)
{
    const char *state = hub_state(connection, result);
    if (!*state) /* no one answered: the connection broke */
        return hub_fail_lost(connection, err);
    const struct hub_refusal *refusal = hub_refusal_of(state);
    const char *why = connection->lib->PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    why = why ? why : state;
    connection->again = refusal->again;
    connection->unknown = strcmp(state, "42601") == 0 || strcmp(state, "0A000") == 0;
    if (refusal->what)
        li_fail(err, refusal->code, "The hub %s %s.", connection->shown, refusal->what);
    else
        li_fail(err, refusal->code, "The hub %s refused: %.*s.", connection->shown,
            hub_first_line(why), why);
    hub_close(connection);
    return refusal->code;
}

static enum li_err hub_fail_password(struct hub_connection *connection, struct li_error *err)
{
    hub_close(connection);
    return li_fail(err, LI_REFUSED,
        "The hub %s asks for a password; put it into ~/.pgpass, as "
        "HOST:PORT:DATABASE:LOGIN:PASSWORD.",
        connection->shown);
}

/* --- connecting ------------------------------------------------------------------------------- */

/* Used unless the address says otherwise. Of several hosts, the one that accepts writes is used; a
   network that went silent is noticed. */
static const struct hub_default {
    const char *name, *value;
} hub_defaults[] = {
    {"application_name", "liaise"},
    {"client_encoding", "UTF8"},
    {"connect_timeout", "10"},
    {"keepalives_idle", "30"},
    {"target_session_attrs", "read-write"},
    {"tcp_user_timeout", "30000"},
};

/* Notices such as that a table already exists. */
static void hub_ignore_notice(void *arg, const char *message)
{
    (void)arg;
    (void)message;
}

static enum li_err hub_connect_with(
    struct hub_connection *connection, const PQconninfoOption *given, struct li_error *err)
{
    const char *names[HUB_OPTIONS + 1] = {0}, *values[HUB_OPTIONS + 1] = {0};
    int count = 0;
    /* Of two options with the same name, libpq takes the last. */
    for (size_t i = 0; i < sizeof hub_defaults / sizeof *hub_defaults; i++, count++) {
        names[count] = hub_defaults[i].name;
        values[count] = hub_defaults[i].value;
    }
    for (; given->keyword && count < HUB_OPTIONS; given++)
        if (given->val) {
            names[count] = given->keyword;
            values[count++] = given->val;
        }
    connection->pg = connection->lib->PQconnectdbParams(names, values, 0);
    if (!connection->pg)
        li_out_of_memory();
    if (connection->lib->PQconnectionNeedsPassword(connection->pg))
        return hub_fail_password(connection, err);
    connection->lib->PQsetNoticeProcessor(connection->pg, hub_ignore_notice, NULL);
    if (connection->lib->PQstatus(connection->pg) != CONNECTION_OK ||
        connection->lib->PQsetnonblocking(connection->pg, 1) != 0)
        return hub_fail_lost(connection, err);
    return LI_OK;
}

static enum li_err hub_connect(struct hub_connection *connection, struct li_error *err)
{
    /* libpq's message is not asked for: it may quote the password. */
    PQconninfoOption *given = connection->lib->PQconninfoParse(connection->address, NULL);
    if (!given)
        return li_fail(err, LI_REFUSED,
            "The address %s can't be read; use postgresql://LOGIN@HOST/DATABASE and, after a ?, "
            "only settings of PostgreSQL.",
            connection->shown);
    enum li_err code = hub_connect_with(connection, given, err);
    connection->lib->PQconninfoFree(given);
    return code;
}

/* --- asking ----------------------------------------------------------------------------------- */

/* Waits until the socket can be read or written, as events says. False: nothing happened in
   time. */
static bool hub_wait(struct hub_connection *connection, short events)
{
    struct pollfd descriptor = {.fd = connection->lib->PQsocket(connection->pg), .events = events};
    int ready;
    do {
        ready = poll(&descriptor, 1, HUB_SILENCE);
    } while (ready < 0 && errno == EINTR);
    return ready > 0;
}

/* Sends all that is queued. Reads meanwhile, so that the two sides don't wait for each other. */
static bool hub_flush(struct hub_connection *connection)
{
    const struct hub_library *lib = connection->lib;
    int left;
    while ((left = lib->PQflush(connection->pg)) > 0)
        if (!hub_wait(connection, POLLIN | POLLOUT) || !lib->PQconsumeInput(connection->pg))
            return false;
    return left == 0;
}

/* Receives the next result; NULL: the end. False: the hub is lost. */
static bool hub_result(struct hub_connection *connection, PGresult **result)
{
    const struct hub_library *lib = connection->lib;
    while (lib->PQisBusy(connection->pg))
        if (!hub_wait(connection, POLLIN) || !lib->PQconsumeInput(connection->pg))
            return false;
    *result = lib->PQgetResult(connection->pg);
    return true;
}

static bool hub_send(struct hub_connection *connection, const char *statement,
    const struct hub_value *values, int count)
{
    static const int binary[HUB_PARAMETERS] = {1, 1, 1, 1, 1, 1};
    const char *bytes[HUB_PARAMETERS] = {0};
    int sizes[HUB_PARAMETERS] = {0};
    assert(count <= HUB_PARAMETERS);
    for (int i = 0; i < count; i++) {
        bytes[i] = values[i].bytes;
        sizes[i] = (int)values[i].size;
    }
    const struct hub_library *lib = connection->lib;
    return lib->PQsendQueryParams(
               connection->pg, statement, count, NULL, bytes, sizes, binary, 1) == 1 &&
           lib->PQsetSingleRowMode(connection->pg) == 1 && hub_flush(connection);
}

/* Handles one result: a row, the end of the rows, or a failure. */
static enum li_err hub_take(struct hub_connection *connection, const PGresult *result,
    hub_give_row give, void *arg, struct li_error *err)
{
    switch (connection->lib->PQresultStatus(result)) {
    case PGRES_SINGLE_TUPLE:
        return give ? give(arg, &(struct hub_row){connection, result}, err) : LI_OK;
    case PGRES_TUPLES_OK:
    case PGRES_COMMAND_OK: return LI_OK;
    default: return hub_fail_result(connection, result, err);
    }
}

static enum li_err hub_send_and_take(struct hub_connection *connection, const char *statement,
    const struct hub_value *values, int count, hub_give_row give, void *arg, struct li_error *err)
{
    PGresult *result = NULL;
    connection->again = connection->unknown = false;
    enum li_err code = connection->pg ? LI_OK : hub_connect(connection, err);
    if (code)
        return code;
    if (!hub_send(connection, statement, values, count))
        return hub_fail_lost(connection, err);
    do {
        if (!hub_result(connection, &result))
            return hub_fail_lost(connection, err);
        if (result)
            code = hub_take(connection, result, give, arg, err);
        connection->lib->PQclear(result);
    } while (result && !code);
    if (code)
        hub_close(connection);
    return code;
}

enum li_err hub_connection_ask(struct hub_connection *connection, enum hub_statement statement,
    const struct hub_value *values, int count, hub_give_row give, void *arg, struct li_error *err)
{
    assert(connection && (values || count == 0) && err);
    return hub_send_and_take(
        connection, hub_statement_sql(statement), values, count, give, arg, err);
}

enum li_err hub_connection_make(
    struct hub_connection *connection, const char *statement, bool *unknown, struct li_error *err)
{
    assert(connection && statement && err);
    enum li_err code = hub_send_and_take(connection, statement, NULL, 0, NULL, NULL, err);
    if (unknown)
        *unknown = connection->unknown;
    return unknown && connection->unknown ? LI_OK : code;
}

static void hub_pause(int milliseconds)
{
    struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
    nanosleep(&time, NULL);
}

enum li_err hub_connection_run(
    struct hub_connection *connection, hub_work work, void *arg, struct li_error *err)
{
    assert(connection && work && err);
    enum li_err code = LI_OK;
    for (int i = 0, pause = HUB_PAUSE; i < HUB_TRIES; i++, pause *= 2) {
        connection->again = false;
        code = work(connection, arg, err);
        if (!code || !connection->again)
            break;
        if (i + 1 < HUB_TRIES)
            hub_pause(pause);
    }
    /* A work that failed for its own reasons may have left a transaction open. */
    if (code)
        hub_close(connection);
    return code;
}

/* --- rows and values -------------------------------------------------------------------------- */

const void *hub_row_bytes(const struct hub_row *row, int column, size_t *size)
{
    assert(row && size);
    const struct hub_library *lib = row->connection->lib;
    *size = (size_t)lib->PQgetlength(row->result, 0, column);
    return lib->PQgetisnull(row->result, 0, column) ? NULL
                                                    : lib->PQgetvalue(row->result, 0, column);
}

int64_t hub_row_int(const struct hub_row *row, int column)
{
    size_t size;
    const unsigned char *bytes = hub_row_bytes(row, column, &size);
    uint64_t number = 0;
    for (size_t i = 0; bytes && size == HUB_INT_SIZE && i < size; i++)
        number = number << 8 | bytes[i];
    return (int64_t)number;
}

static bool hub_row_exactly(const struct hub_row *row, int column, void *out, size_t wanted)
{
    size_t size;
    const void *bytes = hub_row_bytes(row, column, &size);
    if (!bytes || size != wanted)
        return false;
    memcpy(out, bytes, wanted);
    return true;
}

bool hub_row_id(const struct hub_row *row, int column, struct id *out)
{
    return hub_row_exactly(row, column, out->byte, sizeof out->byte);
}

bool hub_row_hash(const struct hub_row *row, int column, struct hash *out)
{
    return hub_row_exactly(row, column, out->byte, sizeof out->byte);
}

struct hub_value hub_value_int(int64_t number, unsigned char room[HUB_INT_SIZE])
{
    for (int i = 0; i < HUB_INT_SIZE; i++)
        room[i] = (unsigned char)((uint64_t)number >> (8 * (HUB_INT_SIZE - 1 - i)));
    return (struct hub_value){room, HUB_INT_SIZE};
}
