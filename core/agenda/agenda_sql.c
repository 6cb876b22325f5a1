/*
 * agenda_sql.c: topics as statements: a sweep of all records or of the user's own, and one line.
 */
#include "core/agenda/agenda_sql.h"
#include "core/cache/cache_table.h"
#include "core/people/my_portfolio.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

static void agenda_sql_write_mine(FILE *sql)
{
    char *people = my_portfolio_people("?1");
    char *regions = my_portfolio_regions("SELECT id FROM me"),
         *mine = my_portfolio_affiliates("SELECT id FROM me");
    fprintf(sql,
        "WITH me(id) AS MATERIALIZED (%s), my_region(id) AS MATERIALIZED (%s),"
        " mine(id) AS MATERIALIZED (%s) ",
        people, regions, mine);
    free(people);
    free(regions);
    free(mine);
}

/* The rows that a SELECT gives as r, with their rows in the cache as k. */
static void agenda_sql_write_chosen(
    const struct topic *topic, const char *chosen, bool cached, FILE *sql)
{
    fprintf(sql, "(%s) s CROSS JOIN \"%s\" r ON r.rowid = s.rid", chosen, topic_table(topic));
    if (cached)
        cache_table_join(topic->kind, sql);
}

/* The row ?3 as r, and as k what the cache would hold of it today. */
static void agenda_sql_write_computed(const struct topic *topic, FILE *sql)
{
    const struct kind *kind = topic->kind;
    fprintf(sql, "(SELECT r.rowid AS rid, k.archived%s", cache_table_lead(kind) ? ", k.lead" : "");
    for (int i = 0; i < kind->field_count; i++)
        if (kind->fields[i].cached) {
            fputs(", ", sql);
            cache_table_value(kind, &kind->fields[i], sql);
            fprintf(sql, " AS \"%s\"", kind->fields[i].name);
        }
    fputs(" FROM ", sql);
    agenda_sql_write_chosen(topic, "SELECT ?3 AS rid", true, sql);
    fprintf(sql, ") k CROSS JOIN \"%s\" r ON r.rowid = k.rid", kind->name);
}

char *agenda_sql_sweep(const struct topic *topic, bool mine)
{
    assert(topic->kind || !topic->cached);
    char *text;
    FILE *sql = li_text_open(&text);
    if (mine)
        agenda_sql_write_mine(sql);
    /* SQLite stops at the first term of a condition that does not hold; as a column it would
       compute all of them. */
    fprintf(sql, "SELECT %s, %s, CASE WHEN %s THEN 1 ELSE 0 END, ",
        topic->cached && !mine ? "k.rid" : "r.rowid", topic->day, topic->holds);
    if (topic->cached)
        cache_table_holds(topic->kind, sql);
    fputs(topic->cached ? " FROM " : "1 FROM ", sql);
    if (mine)
        agenda_sql_write_chosen(topic, topic->mine, topic->cached, sql);
    else
        fprintf(sql, topic->cached ? "local_cache_%s k" : "\"%s\" r", topic_table(topic));
    fprintf(sql, " WHERE %s", topic->within ? topic->within : "1");
    li_text_close(sql);
    return text;
}

char *agenda_sql_line(const struct topic *topic, bool cached)
{
    assert(topic->kind || !topic->cached);
    bool names_affiliate = topic->kind == kind_find("affiliate");
    char *text;
    FILE *sql = li_text_open(&text);
    fprintf(sql, "SELECT r.id, x.id, %s, %s, %s, %s FROM ",
        names_affiliate ? "x.code" : "coalesce(x.code, x.name)", topic->what, topic->day,
        topic->facts);
    if (topic->cached && !cached)
        agenda_sql_write_computed(topic, sql);
    else
        agenda_sql_write_chosen(topic, "SELECT ?3 AS rid", topic->cached, sql);
    fprintf(sql, " LEFT JOIN affiliate x ON x.id = %s WHERE %s AND %s", topic->affiliate,
        topic->within ? topic->within : "1", topic->holds);
    if (topic->cached && cached) {
        fputs(" AND ", sql);
        cache_table_holds(topic->kind, sql);
    }
    li_text_close(sql);
    return text;
}
