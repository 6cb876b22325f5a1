/*
 * order.h: the order of a list, parsed from text such as "name,-since".
 *
 * A kind's own order (kind.h, sort) is total: what is equal in it follows by row id, in the
 * direction of its first field. Asked for by name, whole or a leading part of it, it is still that
 * order; with every direction reversed it is the same order read backward, ties included. Every
 * other order puts records without a value last, up or down, and what is equal as it was added.
 */
#ifndef LI_CORE_QUERY_ORDER_H
#define LI_CORE_QUERY_ORDER_H

#include "core/query/columns.h"

enum order_course {
    ORDER_OTHER,    /* must be sorted */
    ORDER_OWN,      /* the kind's own order */
    ORDER_BACKWARD, /* the same, read backward */
};

struct order_key {
    struct column column;
    bool down;
};

struct order {
    const struct kind *kind;
    struct order_key *keys; /* each column once */
    size_t count;
    bool own_ties; /* equal rows follow as they do in k (cache_table.h); else as they were added */
    enum order_course course;
};

/* NULL or "": the kind's own. "X,OWN", where OWN is the kind's own order, is X with its ties in
   that order. LI_USAGE with the nearest name where a field is unknown; *out is empty then. */
enum li_err order_parse(
    const struct kind *kind, const char *text, struct order *out, struct li_error *err);
void order_free(struct order *order);

/* Whether the row k (cache_table.h) is stored in that order, forward or backward. */
bool order_is_stored(const struct order *order);
/* Whether it reads a field that is cached in k. */
bool order_uses_cache(const struct order *order);
/* Whether it reads the record r, with k joined or without. */
bool order_uses_record(const struct order *order, bool cached);

/* What stands after ORDER BY, over k and r where cached, else over r alone; "" where the rows are
   in order as they are read. */
void order_write(const struct order *order, bool cached, FILE *sql);
/* The same order, for the first few of many rows: most of them are compared once, with the last of
   the few, so that no text is folded before that. */
void order_write_top(const struct order *order, bool cached, FILE *sql);

/* The same in two parts: what is sorted by, as columns c1, c2 ... of a SELECT, and what follows
   ORDER BY then. ties: what breaks them, too. Not for an order that is stored. */
void order_write_columns(
    const struct order *order, bool cached, bool ties, FILE *columns, FILE *names);

#endif
