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

/* The kind's own order at the end of a longer one says how ties are broken. */
static void order_find_ties(struct order *order, const struct order *own)
{
    size_t rest = order->count > own->count ? order->count - own->count : 0;
    bool ties = rest > 0 && order_matches(order->keys + rest, own->keys, own->count, false);
    order->named = ties ? rest : order->count;
}

/* A column that was named before decides nothing. */
static void order_drop_repeated(struct order *order)
{
    size_t count = 0, named = order->named;
    for (size_t i = 0; i < order->count; i++) {
        bool repeated = false;
        for (size_t j = 0; !repeated && j < count; j++)
            repeated = order_same_column(&order->keys[i], &order->keys[j]);
        if (!repeated) {
            order->keys[count++] = order->keys[i];
            continue;
        }
        column_free(&order->keys[i].column);
        order->named -= i < named;
    }
    order->count = count;
}

static enum order_course order_find_course(const struct order *order, const struct order *own)
{
    if (order->named > own->count)
        return ORDER_OTHER;
    return order_matches(order->keys, own->keys, order->named, false)  ? ORDER_OWN
           : order_matches(order->keys, own->keys, order->named, true) ? ORDER_BACKWARD
                                                                       : ORDER_OTHER;
}

/* A leading part of the kind's own order becomes the whole of it. */
static void order_become_own(struct order *order, struct order *own)
{
    struct order part = *order;
    *order = *own;
    order->course = part.course;
    order->named = order->count;
    for (size_t i = 0; i < order->count; i++)
        order->keys[i].down ^= order->course == ORDER_BACKWARD;
    *own = part;
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
    if (!code) {
        order_find_ties(out, &own);
        order_drop_repeated(out);
        out->course = order_find_course(out, &own);
        if (out->course != ORDER_OTHER)
            order_become_own(out, &own);
    } else {
        order_free(out);
    }
    order_free(&own);
    return code;
}

void order_free(struct order *order)
{
    for (size_t i = 0; i < order->count; i++)
        column_free(&order->keys[i].column);
    free(order->keys);
    *order = (struct order){0};
}

bool order_is_stored(const struct order *order)
{
    return order->course != ORDER_OTHER && cache_table_ordered(order->kind);
}

/* Whether ties need no comparing: rows read from k are in the kind's own order already, and
   SQLite's sort is stable. To compare by one thing more would cost as much again. */
static bool order_ties_are_read(const struct order *order, bool cached)
{
    return cached && order->named < order->count && cache_table_ordered(order->kind);
}

static size_t order_compared(const struct order *order, bool cached)
{
    return order_ties_are_read(order, cached) ? order->named : order->count;
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
    for (size_t i = 0; i < order_compared(order, cached); i++)
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

/* What comes after the keys. NULL: rows that are equal are read in order. */
static const char *order_tie(const struct order *order, bool cached)
{
    bool by_row_id = order->course == ORDER_OTHER && !cached; /* as records are read */
    if (order->count == 0 || by_row_id || order_ties_are_read(order, cached))
        return NULL;
    return cached ? "k.rid" : "r.rowid";
}

/* names: as in order_write_columns; NULL: each key is followed by its direction. */
static void order_write_keys(const struct order *order, bool cached, FILE *sql, FILE *names)
{
    size_t count = order_compared(order, cached);
    FILE *directions = names ? names : sql;
    for (size_t i = 0; i < count; i++) {
        fputs(i > 0 ? ", " : "", sql);
        order_write_key(order, &order->keys[i], cached, sql);
        if (names)
            fprintf(names, "%sc%zu", i > 0 ? ", " : "", i + 1);
        fputs(order->keys[i].down ? " DESC" : "", directions);
    }
    const char *tie = order_tie(order, cached);
    if (!tie)
        return;
    fprintf(sql, ", %s", tie);
    if (names)
        fprintf(names, ", c%zu", count + 1);
    fputs(order->course != ORDER_OTHER && order->keys[0].down ? " DESC" : "", directions);
}

void order_write(const struct order *order, bool cached, FILE *sql)
{
    if (order_is_stored(order))
        cache_table_order(order->kind, cached ? NULL : "r", order->course == ORDER_BACKWARD, sql);
    else
        order_write_keys(order, cached, sql, NULL);
}

void order_write_top(const struct order *order, bool cached, FILE *sql)
{
    if (order->course != ORDER_OTHER) {
        order_write(order, cached, sql);
        return;
    }
    for (size_t i = 0; i < order_compared(order, cached); i++) {
        fputs(i > 0 ? ", " : "", sql);
        order_write_top_key(order, &order->keys[i], cached, sql);
    }
    const char *tie = order_tie(order, cached);
    if (tie)
        fprintf(sql, ", %s", tie);
}

void order_write_columns(const struct order *order, bool cached, FILE *columns, FILE *names)
{
    assert(!order_is_stored(order) && names);
    order_write_keys(order, cached, columns, names);
}
