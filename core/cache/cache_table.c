/*
 * cache_table.c: what is kept of each record, as SQL.
 */
#include "core/cache/cache_table.h"
#include <string.h>

/* Comes before every letter and blank, so that "Alder" stands before "Alder Bay" whatever follows
   it, and no phrase reaches from one field into the next. */
#define LINE_END "char(10)"

/* Sorts after every day: what has none comes last. */
#define NO_DAY "'~'"

bool kept_has(const struct kind *kind)
{
    for (int i = 0; i < kind->stored_count; i++)
        if (kind->fields[i].flags & FIELD_SEARCHED)
            return true;
    return false;
}

const struct kind *kept_next(size_t *at)
{
    while (*at < kind_count)
        if (kept_has(kinds[(*at)++]))
            return kinds[*at - 1];
    return NULL;
}

/* The field at that place of the kind's order; -1: there is none, or it goes downwards. */
static int order_field(const struct kind *kind, int place)
{
    const char *at = kind->sort;
    for (; place > 0 && at; place--)
        at = (at = strchr(at, ',')) ? at + 1 : NULL;
    if (!at)
        return -1;
    for (int i = 0; i < kind->stored_count; i++) {
        size_t length = strlen(kind->fields[i].name);
        if (strncmp(at, kind->fields[i].name, length) == 0 && (!at[length] || at[length] == ','))
            return i;
    }
    return -1;
}

const struct field *kept_lead(const struct kind *kind)
{
    int first = order_field(kind, 0);
    return first >= 0 && kind->fields[first].type == FIELD_DAY ? &kind->fields[first] : NULL;
}

/* The searched field the kind is ordered by; -1: another. */
static int first_words(const struct kind *kind)
{
    int field = order_field(kind, kept_lead(kind) ? 1 : 0);
    return field >= 0 && kind->fields[field].flags & FIELD_SEARCHED ? field : -1;
}

bool kept_ordered(const struct kind *kind)
{
    int last = kept_lead(kind) ? 1 : 0;
    return kept_has(kind) && first_words(kind) >= 0 && order_field(kind, last + 1) < 0;
}

static void write_line(const struct field *field, const char *row, const char **between, FILE *sql)
{
    fprintf(sql, "%sfold(coalesce(%s.\"%s\", ''))", *between, row, field->name);
    *between = " || " LINE_END " || ";
}

void kept_words(const struct kind *kind, const char *row, FILE *sql)
{
    const char *between = "";
    int first = first_words(kind);
    if (first >= 0)
        write_line(&kind->fields[first], row, &between, sql);
    for (int i = 0; i < kind->stored_count; i++)
        if (i != first && kind->fields[i].flags & FIELD_SEARCHED)
            write_line(&kind->fields[i], row, &between, sql);
}

void kept_key(const struct kind *kind, const char *row, FILE *sql)
{
    const struct field *lead = kept_lead(kind);
    if (lead)
        fprintf(sql, "coalesce(%s.\"%s\", " NO_DAY "), ", row, lead->name);
    kept_words(kind, row, sql);
}

void kept_key_columns(const struct kind *kind, const char *row, FILE *sql)
{
    const char *point = *row ? "." : "";
    if (kept_lead(kind))
        fprintf(sql, "%s%slead, ", row, point);
    fprintf(sql, "%s%swords", row, point);
}

void kept_order(const struct kind *kind, bool down, FILE *sql)
{
    if (kept_lead(kind))
        fputs("k.lead, ", sql);
    fprintf(sql, "k.words%s, k.rid%s", down ? " DESC" : "", down ? " DESC" : "");
}

void kept_join(const struct kind *kind, FILE *sql)
{
    fprintf(sql, " LEFT JOIN local_kept_%s k ON (", kind->name);
    kept_key_columns(kind, "k", sql);
    fputs(", k.rid) = (", sql);
    kept_key(kind, "r", sql);
    fputs(", r.rowid)", sql);
}

void kept_holds(const struct kind *kind, FILE *sql)
{
    fputs(kind->until ? "(all_hold() OR (k.since <= today_number() AND today_number() < k.until))"
                      : "k.rid IS NOT NULL",
        sql);
}

static void write_kept(const struct field *field, FILE *sql)
{
    if (field->kept_read)
        fprintf(sql, "%s(k.\"%s\")", field->kept_read, field->name);
    else
        fprintf(sql, "k.\"%s\"", field->name);
}

void kept_value(const struct kind *kind, const struct field *field, FILE *sql)
{
    if (!kind->until) {
        write_kept(field, sql);
        return;
    }
    fputs("CASE WHEN ", sql);
    kept_holds(kind, sql);
    fputs(" THEN ", sql);
    write_kept(field, sql);
    fprintf(
        sql, " ELSE (SELECT %s FROM \"%s\" r WHERE r.rowid = k.rid) END", field->sql, kind->name);
}
