/*
 * agenda_sql.c: the rules of the agenda as whole statements: a sweep for all there is, the few
 * records of one's own, one line.
 */
#include "core/agenda/agenda_rules.h"
#include "core/cache/cache_table.h"
#include "core/people/my_portfolio.h"
#include "data/base/memory.h"
#include <stdio.h>
#include <stdlib.h>

static void agenda_write_mine(FILE *sql)
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

const char *agenda_table(enum agenda_topic topic)
{
    return agenda_rules[topic].table ? agenda_rules[topic].table : agenda_topics[topic].kind->name;
}

/* The rows of a SELECT as r, with what is kept of them as k. */
static void agenda_write_chosen(enum agenda_topic topic, const char *chosen, bool kept, FILE *sql)
{
    fprintf(sql, "(%s) s CROSS JOIN \"%s\" r ON r.rowid = s.rid", chosen, agenda_table(topic));
    if (kept)
        cache_table_join(agenda_topics[topic].kind, sql);
}

/* One row as r, and as k what would be kept of it today. */
static void agenda_write_worked_out(enum agenda_topic topic, FILE *sql)
{
    const struct kind *kind = agenda_topics[topic].kind;
    fprintf(sql, "(SELECT r.rowid AS rid, k.archived%s", cache_table_lead(kind) ? ", k.lead" : "");
    for (int i = 0; i < kind->field_count; i++)
        if (kind->fields[i].cached) {
            fputs(", ", sql);
            cache_table_value(kind, &kind->fields[i], sql);
            fprintf(sql, " AS \"%s\"", kind->fields[i].name);
        }
    fputs(" FROM ", sql);
    agenda_write_chosen(topic, "SELECT ?3 AS rid", true, sql);
    fprintf(sql, ") k CROSS JOIN \"%s\" r ON r.rowid = k.rid", kind->name);
}

char *agenda_sweep_sql(enum agenda_topic topic, bool mine)
{
    const struct agenda_rule *rule = &agenda_rules[topic];
    const struct kind *kind = agenda_topics[topic].kind;
    char *text;
    FILE *sql = li_text_open(&text);
    if (mine)
        agenda_write_mine(sql);
    /* In a condition SQLite stops at the first that does not hold; elsewhere it works all out. */
    fprintf(sql, "SELECT %s, %s, CASE WHEN %s THEN 1 ELSE 0 END, ",
        rule->kept && !mine ? "k.rid" : "r.rowid", rule->day, rule->holds);
    if (rule->kept)
        cache_table_holds(kind, sql);
    fputs(rule->kept ? " FROM " : "1 FROM ", sql);
    if (mine)
        agenda_write_chosen(topic, rule->mine, rule->kept, sql);
    else
        fprintf(sql, rule->kept ? "local_kept_%s k" : "\"%s\" r", agenda_table(topic));
    fprintf(sql, " WHERE %s", rule->within ? rule->within : "1");
    li_text_close(sql);
    return text;
}

char *agenda_line_sql(enum agenda_topic topic, bool as_kept)
{
    const struct agenda_rule *rule = &agenda_rules[topic];
    const struct kind *kind = agenda_topics[topic].kind;
    char *text;
    FILE *sql = li_text_open(&text);
    fprintf(sql, "SELECT r.id, x.id, %s, %s, %s, %s FROM ",
        kind == kind_find("affiliate") ? "x.code" : "coalesce(x.code, x.name)", rule->what,
        rule->day, rule->facts);
    if (rule->kept && !as_kept)
        agenda_write_worked_out(topic, sql);
    else
        agenda_write_chosen(topic, "SELECT ?3 AS rid", rule->kept, sql);
    fprintf(sql, " LEFT JOIN affiliate x ON x.id = %s WHERE %s AND %s", rule->affiliate,
        rule->within ? rule->within : "1", rule->holds);
    if (rule->kept && as_kept) {
        fputs(" AND ", sql);
        cache_table_holds(kind, sql);
    }
    li_text_close(sql);
    return text;
}
