/*
 * fake_hub.c: functions of libpq's kind, which the program finds where it looks for libpq's.
 */
#include "tests/unit/data/hub/fake_hub.h"
#include "data/base/memory.h"
#include "data/hub/hub_library.h"
#include "tests/support/check.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct fake_hub fake_hub;

/* libpq's own are not known. */
struct pg_conn {
    int socket;                     /* always ready */
    struct fake_hub_answer *answer; /* NULL: no rows */
    int row;
    bool fails, ended, flushed, waited;
};
struct pg_result {
    const struct hub_value *row; /* NULL: the end of the rows, or a failure */
    bool fails;
};

struct fake_hub_answer *fake_hub_answer(enum hub_statement statement)
{
    assert_true(fake_hub.answer_count < FAKE_HUB_ANSWERS);
    struct fake_hub_answer *answer = &fake_hub.answers[fake_hub.answer_count++];
    *answer = (struct fake_hub_answer){.statement = statement};
    return answer;
}

int fake_hub_set_up(void **state)
{
    (void)state;
    fake_hub = (struct fake_hub){0};
    return 0;
}

/* Whether that is broken now. */
static bool fake_hub_is(enum fake_hub_fault fault)
{
    if (fake_hub.fault != fault || fake_hub.faults == 0)
        return false;
    fake_hub.faults--;
    return true;
}

/* --- connecting ------------------------------------------------------------------------------- */

static PQconninfoOption *fake_parse(const char *address, char **message)
{
    static PQconninfoOption options[] = {{.keyword = (char *)"host", .val = (char *)"hub"},
        {.keyword = (char *)"port"}, {.keyword = NULL}};
    assert_non_null(address);
    assert_null(message);
    return fake_hub_is(FAKE_HUB_ADDRESS) ? NULL : options;
}

static void fake_free_options(PQconninfoOption *options)
{
    assert_non_null(options);
}

static PGconn *fake_connect(const char *const *names, const char *const *values, int expand)
{
    PGconn *connection = li_calloc(1, sizeof *connection);
    assert_string_equal(names[0], "application_name");
    assert_string_equal(values[0], "liaise");
    assert_int_equal(expand, 0);
    connection->socket = open("/dev/null", O_RDWR | O_CLOEXEC);
    fake_hub.connects++;
    return connection;
}

static void fake_finish(PGconn *connection)
{
    close(connection->socket);
    free(connection);
}

static int fake_needs_password(const PGconn *connection)
{
    (void)connection;
    return fake_hub_is(FAKE_HUB_PASSWORD);
}

static ConnStatusType fake_status(const PGconn *connection)
{
    (void)connection;
    return fake_hub_is(FAKE_HUB_UNREACHABLE) ? CONNECTION_BAD : CONNECTION_OK;
}

static PQnoticeProcessor fake_set_notices(PGconn *connection, PQnoticeProcessor fn, void *arg)
{
    (void)connection;
    fn(arg, "NOTICE: it exists already\n");
    return NULL;
}

static int fake_set_nonblocking(PGconn *connection, int on)
{
    (void)connection;
    return on ? 0 : -1;
}

static int fake_socket(const PGconn *connection)
{
    return connection->socket;
}

static char *fake_message(const PGconn *connection)
{
    (void)connection;
    return (char *)(fake_hub.why ? fake_hub.why : "");
}

/* --- asking ----------------------------------------------------------------------------------- */

static void fake_remember(
    struct fake_hub_answer *answer, int count, const char *const *values, const int *sizes)
{
    answer->asked++;
    for (int i = 0; i < count; i++) {
        answer->sizes[i] = (size_t)sizes[i];
        if (sizes[i] <= FAKE_HUB_SIZE)
            memcpy(answer->bytes[i], values[i], (size_t)sizes[i]);
    }
}

static int fake_send(PGconn *connection, const char *sql, int count, const Oid *types,
    const char *const *values, const int *sizes, const int *formats, int format)
{
    assert_null(types);
    assert_int_equal(format, 1);
    assert_true(count == 0 || formats[0] == 1);
    connection->answer = NULL;
    connection->row = 0;
    connection->ended = connection->flushed = connection->waited = false;
    for (int i = 0; i < fake_hub.answer_count; i++)
        if (strcmp(hub_statement_sql(fake_hub.answers[i].statement), sql) == 0)
            connection->answer = &fake_hub.answers[i];
    if (connection->answer)
        fake_remember(connection->answer, count, values, sizes);
    if (fake_hub_is(FAKE_HUB_SEND))
        return 0;
    connection->fails = fake_hub_is(FAKE_HUB_RESULT);
    return 1;
}

static int fake_single_rows(PGconn *connection)
{
    (void)connection;
    return 1;
}

/* A statement takes two steps to go. */
static int fake_flush(PGconn *connection)
{
    if (fake_hub_is(FAKE_HUB_FLUSH))
        return -1;
    bool more = !connection->flushed;
    connection->flushed = true;
    return more;
}

static int fake_consume(PGconn *connection)
{
    if (connection->waited)
        return !fake_hub_is(FAKE_HUB_RESULT_WAIT);
    return !fake_hub_is(FAKE_HUB_FLUSH_WAIT);
}

/* An answer is waited for once. */
static int fake_is_busy(PGconn *connection)
{
    bool busy = !connection->waited;
    connection->waited = true;
    return busy;
}

static PGresult *fake_result(PGconn *connection)
{
    if (connection->ended)
        return NULL;
    PGresult *result = li_calloc(1, sizeof *result);
    result->fails = connection->fails;
    if (!result->fails && connection->answer && connection->row < connection->answer->count)
        result->row = connection->answer->rows[connection->row++];
    connection->ended = !result->row;
    return result;
}

static void fake_clear(PGresult *result)
{
    free(result);
}

static ExecStatusType fake_result_status(const PGresult *result)
{
    return result->fails ? PGRES_FATAL_ERROR : result->row ? PGRES_SINGLE_TUPLE : PGRES_TUPLES_OK;
}

static char *fake_error_field(const PGresult *result, int field)
{
    assert_true(result->fails);
    return (char *)(field == PG_DIAG_SQLSTATE ? fake_hub.state : fake_hub.why);
}

static int fake_is_null(const PGresult *result, int row, int column)
{
    assert_int_equal(row, 0);
    return !result->row[column].bytes;
}

static int fake_length(const PGresult *result, int row, int column)
{
    assert_int_equal(row, 0);
    return (int)result->row[column].size;
}

static char *fake_value(const PGresult *result, int row, int column)
{
    assert_int_equal(row, 0);
    return (char *)result->row[column].bytes;
}

/* --- in place of the program's and of libc's -------------------------------------------------- */

enum li_err hub_library_load(const struct hub_library **out, struct li_error *err)
{
    static const struct hub_library library = {
        .PQclear = fake_clear,
        .PQconnectdbParams = fake_connect,
        .PQconnectionNeedsPassword = fake_needs_password,
        .PQconninfoFree = fake_free_options,
        .PQconninfoParse = fake_parse,
        .PQconsumeInput = fake_consume,
        .PQerrorMessage = fake_message,
        .PQfinish = fake_finish,
        .PQflush = fake_flush,
        .PQgetResult = fake_result,
        .PQgetisnull = fake_is_null,
        .PQgetlength = fake_length,
        .PQgetvalue = fake_value,
        .PQisBusy = fake_is_busy,
        .PQresultErrorField = fake_error_field,
        .PQresultStatus = fake_result_status,
        .PQsendQueryParams = fake_send,
        .PQsetNoticeProcessor = fake_set_notices,
        .PQsetSingleRowMode = fake_single_rows,
        .PQsetnonblocking = fake_set_nonblocking,
        .PQsocket = fake_socket,
        .PQstatus = fake_status,
    };
    *out = &library;
    return fake_hub_is(FAKE_HUB_NOT_INSTALLED)
               ? li_fail(err, LI_REFUSED, "Hubs need the package libpq5, which is not installed.")
               : LI_OK;
}

int nanosleep(const struct timespec *time, struct timespec *left)
{
    (void)left;
    fake_hub.paused += (int)(time->tv_sec * 1000 + time->tv_nsec / 1000000);
    return 0;
}
