/*
 * check_table.c: walks through two tables side by side, in order of id.
 */
#include "data/check/check_table.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include "data/store/value.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { CHECK_TABLE_STEP = 1024 }; /* records between reports of progress */

static const char *check_table_value_text(const char *text)
{
    return text ? text : "no value";
}

static void check_table_compare_row(
    struct check_report *report, const char *table, struct query *found, struct query *wanted)
{
    char text[ID_TEXT_SIZE];
    struct id id;
    query_id(found, 0, &id);
    for (int i = 1; i < query_columns(wanted); i++)
        if (!value_equal(query_value(found, i), query_value(wanted, i)))
            check_report_say(
                report, li_format("%s %s column %s: the table has %s, the journal gives %s.", table,
                            id_text(&id, text), query_name(wanted, i),
                            check_table_value_text(query_text(found, i)),
                            check_table_value_text(query_text(wanted, i))));
}

static void check_table_say_alone(
    struct check_report *report, const char *table, struct query *row, const char *what)
{
    char text[ID_TEXT_SIZE];
    struct id id = {{0}};
    query_id(row, 0, &id);
    check_report_say(report, li_format("%s %s: %s.", table, id_text(&id, text), what));
}

/* Compares the current records by id. Negative: the table has a record that the replay lacks.
   Positive: the reverse. 0: both have it. */
static int check_table_order(
    struct query *found, int found_step, struct query *wanted, int wanted_step)
{
    if (found_step <= 0 || wanted_step <= 0)
        return found_step > 0 ? -1 : 1;
    struct id one = {{0}}, other = {{0}};
    query_id(found, 0, &one);
    query_id(wanted, 0, &other);
    return memcmp(one.byte, other.byte, ID_SIZE);
}

static enum li_err check_table_walk(struct check_report *report, const char *table,
    struct query *found, struct query *wanted, struct li_error *err)
{
    enum li_err code;
    int found_step = query_step(found, err), wanted_step = query_step(wanted, err);
    while (found_step >= 0 && wanted_step >= 0 && (found_step > 0 || wanted_step > 0) &&
           !check_report_is_full(report)) {
        int order = check_table_order(found, found_step, wanted, wanted_step);
        if (order < 0)
            check_table_say_alone(report, table, found, "in the table, but not in the journal");
        else if (order > 0)
            check_table_say_alone(report, table, wanted, "in the journal, but not in the table");
        else
            check_table_compare_row(report, table, found, wanted);
        if (order <= 0)
            found_step = query_step(found, err);
        if (order >= 0 && found_step >= 0)
            wanted_step = query_step(wanted, err);
        if (++report->compared % CHECK_TABLE_STEP == 0 &&
            (code = check_report_progress(report, err)))
            return code;
    }
    return found_step < 0 || wanted_step < 0 ? err->code : LI_OK;
}

enum li_err check_table_compare(struct store *store, struct store *scratch, const char *table,
    struct check_report *report, struct li_error *err)
{
    assert(store && scratch && table && report && err);
    char *sql = li_format("SELECT * FROM \"%s\" ORDER BY id", table);
    struct query *found = query_new(store, sql, err);
    struct query *wanted = found ? query_new(scratch, sql, err) : NULL;
    free(sql);
    enum li_err code = wanted ? check_table_walk(report, table, found, wanted, err) : err->code;
    query_free(found);
    query_free(wanted);
    return code;
}
