/*
 * agenda_sql.c: the rules of the agenda as whole statements: a sweep for all there is, the few
 * records of one's own, one line.
 */
#include "../data/memory.h"
#include "agenda_rules.h"
#include "kept.h"
#include "mine.h"
#include <stdio.h>
#include <stdlib.h>

static void write_mine(FILE *sql)
{
    char *people = mine_people("?1");
    char *regions = mine_regions("SELECT id FROM me"), *mine = mine_affiliates("SELECT id FROM me");
    fprintf(sql,
        "WITH me(id) AS MATERIALIZED (%s), my_region(id) AS MATERIALIZED (%s),"
        " mine(id) AS MATERIALIZED (%s) ",
        people, regions, mine);
    free(people);
    free(regions);
    free(mine);
}

/* What is kept, as k, with the computed fields as they are today. chosen: of the rows of a SELECT;
   NULL: of all. */
static void write_kept(const struct kind *kind, const char *chosen, FILE *sql)
{
    fprintf(sql, "(SELECT %s AS rid, k.archived%s", chosen ? "r.rowid" : "k.rid",
        kept_lead(kind) ? ", k.lead" : "");
    for (int i = 0; i < kind->field_count; i++)
        if (kind->fields[i].kept) {
            fputs(", ", sql);
            kept_value(kind, &kind->fields[i], sql);
            fprintf(sql, " AS \"%s\"", kind->fields[i].name);
        }
    if (chosen) {
        fprintf(sql, " FROM (%s) s CROSS JOIN \"%s\" r ON r.rowid = s.rid", chosen, kind->name);
        kept_join(kind, sql);
    } else {
        fprintf(sql, " FROM local_kept_%s k", kind->name);
    }
    fputs(") k", sql);
}

static void write_from(enum agenda_topic topic, const char *chosen, FILE *sql)
{
    const struct kind *kind = agenda_topics[topic].kind;
    fputs(" FROM ", sql);
    if (agenda_rules[topic].kept)
        write_kept(kind, chosen, sql);
    else if (chosen)
        fprintf(sql, "(%s) s CROSS JOIN \"%s\" r ON r.rowid = s.rid", chosen, kind->name);
    else
        fprintf(sql, "\"%s\" r", kind->name);
}

char *agenda_sweep_sql(enum agenda_topic topic, bool mine)
{
    const struct agenda_rule *rule = &agenda_rules[topic];
    char *text;
    size_t size;
    FILE *sql = open_memstream(&text, &size);
    if (mine)
        write_mine(sql);
    /* In a condition SQLite stops at the first that does not hold; elsewhere it works all out. */
    fprintf(sql, "SELECT %s, %s, CASE WHEN %s THEN 1 ELSE 0 END", rule->kept ? "k.rid" : "r.rowid",
        rule->day, rule->holds);
    write_from(topic, mine ? rule->mine : NULL, sql);
    fprintf(sql, " WHERE %s", rule->within ? rule->within : "1");
    fclose(sql);
    return text;
}

char *agenda_line_sql(enum agenda_topic topic)
{
    const struct agenda_rule *rule = &agenda_rules[topic];
    char *text;
    size_t size;
    FILE *sql = open_memstream(&text, &size);
    fprintf(sql, "SELECT r.id, x.id, %s, %s, %s, %s",
        agenda_topics[topic].kind == kind_find("affiliate") ? "x.code" : "coalesce(x.code, x.name)",
        rule->what, rule->day, rule->facts);
    write_from(topic, "SELECT ?3 AS rid", sql);
    if (rule->kept)
        fprintf(sql, " CROSS JOIN \"%s\" r ON r.rowid = k.rid", agenda_topics[topic].kind->name);
    fprintf(sql, " LEFT JOIN affiliate x ON x.id = %s WHERE %s AND %s", rule->affiliate,
        rule->within ? rule->within : "1", rule->holds);
    fclose(sql);
    return text;
}
