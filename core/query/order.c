/*
 * order.c: orders compared with the kind's own, and written as SQL.
 */
#include "core/query/order.h"
#include "core/cache/cache_table.h"
#include "core/filter/field_sql.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static enum li_err order_parse_key(void *arg, const char *name, struct li_error *err)
{
    struct order *order = arg;
    struct order_key key = {.down = name[0] == '-'};
    enum li_err code = column_parse(order->kind, name + key.down, &key.column, err);
    if (code)
        return code;
    order->keys = li_realloc(order->keys, order->count + 1, sizeof *order->keys);
    order->keys[order->count++] = key;
    return LI_OK;
}

static bool order_same_column(const struct order_key *one, const struct order_key *other)
{
    return one->column.field == other->column.field && one->column.via == other->column.via;
}

/* Whether the keys are the others, in the same order; turned: with each direction reversed. */
static bool order_matches(
    const struct order_key *keys, const struct order_key *others, size_t count, bool turned)
{
    for (size_t i = 0; i < count; i++)
        if (!order_same_column(&keys[i], &others[i]) || (keys[i].down ^ turned) != others[i].down)
            return false;
    return true;
}

/* How many keys there are before the kind's own order, which says how ties are broken. */
static size_t order_count_named(const struct order *order, const struct order *own)
{
    size_t rest = order->count > own->count ? order->count - own->count : 0;
    bool ties = rest > 0 && order_matches(order->keys + rest, own->keys, own->count, false);
    return ties ? rest : order->count;
}

/* Drops keys from that one on. */
static void order_cut(struct order *order, size_t count)
{
    while (order->count > count)
        column_free(&order->keys[--order->count].column);
}

/* A column that was named before decides nothing. Returns how many of the named keys are left. */
static size_t order_drop_repeated(struct order *order, size_t named)
{
    size_t count = 0, left = named;
    for (size_t i = 0; i < order->count; i++) {
        bool repeated = false;
        for (size_t j = 0; !repeated && j < count; j++)
            repeated = order_same_column(&order->keys[i], &order->keys[j]);
        if (!repeated) {
            order->keys[count++] = order->keys[i];
            continue;
        }
        column_free(&order->keys[i].column);
        left -= i < named;
    }
    order->count = count;
    return left;
}

static enum order_course order_find_course(
    const struct order *order, size_t named, const struct order *own)
{
    if (named > own->count)
        return ORDER_OTHER;
    return order_matches(order->keys, own->keys, named, false)  ? ORDER_OWN
           : order_matches(order->keys, own->keys, named, true) ? ORDER_BACKWARD
                                                                : ORDER_OTHER;
}

/* A leading part of the kind's own order becomes the whole of it. */
static void order_become_own(struct order *order, struct order *own)
{
    struct order part = *order;
    *order = *own;
    order->course = part.course;
    for (size_t i = 0; i < order->count; i++)
        order->keys[i].down ^= order->course == ORDER_BACKWARD;
    *own = part;
}

static void order_compare_with_own(struct order *order, struct order *own)
{
    size_t named = order_count_named(order, own);
    bool ties = named < order->count;
    named = order_drop_repeated(order, named);
    order->course = order_find_course(order, named, own);
    order->own_ties = ties && order->course == ORDER_OTHER && cache_table_ordered(order->kind);
    if (order->course != ORDER_OTHER)
        order_become_own(order, own);
    else if (order->own_ties)
        order_cut(order, named);
}

enum li_err order_parse(
    const struct kind *kind, const char *text, struct order *out, struct li_error *err)
{
    assert(kind && out);
    struct order own = {.kind = kind};
    *out = (struct order){.kind = kind};
    enum li_err code = columns_each(kind->sort, order_parse_key, &own, err);
    if (!code)
        code = columns_each(text && *text ? text : kind->sort, order_parse_key, out, err);
    if (code)
        order_free(out);
    else
        order_compare_with_own(out, &own);
    order_free(&own);
    return code;
}

void order_free(struct order *order)
{
    order_cut(order, 0);
    free(order->keys);
    *order = (struct order){0};
}

bool order_is_stored(const struct order *order)
{
    return order->course != ORDER_OTHER && cache_table_ordered(order->kind);
}

bool order_uses_cache(const struct order *order)
{
    for (size_t i = 0; i < order->count; i++)
        if (column_is_cached(&order->keys[i].column))
            return true;
    return false;
}

bool order_uses_record(const struct order *order, bool cached)
{
    bool uses = !cached;
    for (size_t i = 0; i < order->count; i++)
        uses |= !column_is_cached(&order->keys[i].column);
    return uses && !(cached && order_is_stored(order));
}

/* What sorts after every value of the field. */
static const char *order_last_of(const struct field *field)
{
    return field_is_number(field) ? "9e999" : "char(1114111)";
}

/* Whether the key must be told to put nothing last. Downwards nothing is last by itself; and the
   kind's own order backward is just that, whatever it begins with. NULLS LAST would say the same,
   but makes SQLite compare twice as slowly. */
static bool order_is_guarded(const struct order *order, const struct order_key *key)
{
    bool always = !key->column.via && key->column.field->flags & FIELD_REQUIRED;
    return !always && key->down == (order->course == ORDER_BACKWARD);
}

static void order_write_key(
    const struct order *order, const struct order_key *key, bool cached, FILE *sql)
{
    bool guarded = order_is_guarded(order, key);
    fputs(guarded ? "coalesce(" : "", sql);
    column_write(&key->column, field_sql_order, cached ? order->kind : NULL, sql);
    if (guarded)
        fprintf(sql, ", %s)", order_last_of(key->column.field));
}

/* With its direction. Text is compared by the collation; the rows are few, so that NULLS LAST costs
   nothing. */
static void order_write_top_key(
    const struct order *order, const struct order_key *key, bool cached, FILE *sql)
{
    bool text = field_sql_orders_text(key->column.field), guarded = order_is_guarded(order, key);
    if (text)
        column_write(&key->column, field_sql_order_top, cached ? order->kind : NULL, sql);
    else
        order_write_key(order, key, cached, sql);
    fprintf(sql, "%s%s%s", text ? " COLLATE folded" : "", key->down ? " DESC" : "",
        text && guarded ? " NULLS LAST" : "");
}

/* What comes after the keys, own_ties aside. NULL: rows that are equal are read in order. */
static const char *order_tie(const struct order *order, bool cached)
{
    bool by_row_id = order->course == ORDER_OTHER && !cached; /* as records are read */
    return by_row_id || order->own_ties ? NULL : cached ? "k.rid" : "r.rowid";
}

/* Rows read from k are in the kind's own order already, and SQLite's sort is stable: to compare by
   one thing more would cost as much again. names: as in order_write_keys. */
static void order_write_ties(const struct order *order, bool cached, FILE *sql, FILE *names)
{
    const char *tie = order_tie(order, cached);
    size_t columns = tie ? 1 : 0;
    if (tie) {
        fprintf(sql, ", %s", tie);
    } else if (order->own_ties && !cached) {
        fputs(", ", sql);
        cache_table_order(order->kind, "r", false, sql);
        columns = cache_table_lead(order->kind) ? 3 : 2;
    }
    for (size_t i = 1; names && i <= columns; i++)
        fprintf(names, ", c%zu", order->count + i);
    if (tie && order->course != ORDER_OTHER && order->keys[0].down)
        fputs(" DESC", names ? names : sql);
}

/* names: as in order_write_columns; NULL: each key is followed by its direction. */
static void order_write_keys(const struct order *order, bool cached, FILE *sql, FILE *names)
{
    FILE *directions = names ? names : sql;
    for (size_t i = 0; i < order->count; i++) {
        fputs(i > 0 ? ", " : "", sql);
        order_write_key(order, &order->keys[i], cached, sql);
        if (names) {
            fprintf(sql, " AS c%zu", i + 1);
            fprintf(names, "%sc%zu", i > 0 ? ", " : "", i + 1);
        }
        fputs(order->keys[i].down ? " DESC" : "", directions);
    }
}

void order_write(const struct order *order, bool cached, FILE *sql)
{
    if (order_is_stored(order)) {
        cache_table_order(order->kind, cached ? NULL : "r", order->course == ORDER_BACKWARD, sql);
        return;
    }
    order_write_keys(order, cached, sql, NULL);
    order_write_ties(order, cached, sql, NULL);
}

void order_write_top(const struct order *order, bool cached, FILE *sql)
{
    if (order->course != ORDER_OTHER) {
        order_write(order, cached, sql);
        return;
    }
    for (size_t i = 0; i < order->count; i++) {
        fputs(i > 0 ? ", " : "", sql);
        order_write_top_key(order, &order->keys[i], cached, sql);
    }
    if (order->own_ties && !cached) {
        fputs(", ", sql);
        cache_table_order_top(order->kind, "r", sql);
    } else {
        order_write_ties(order, cached, sql, NULL);
    }
}

void order_write_columns(
    const struct order *order, bool cached, bool ties, FILE *columns, FILE *names)
{
    assert(!order_is_stored(order) && names);
    order_write_keys(order, cached, columns, names);
    if (ties)
        order_write_ties(order, cached, columns, names);
}
