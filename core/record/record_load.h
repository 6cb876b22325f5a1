/*
 * record_load.h: records loaded from the store, and their titles.
 */
#ifndef LI_CORE_RECORD_RECORD_LOAD_H
#define LI_CORE_RECORD_RECORD_LOAD_H

#include "core/record/record.h"

struct query;

/* LI_NONE: there is no such record. The caller frees *out, which is NULL on failure. */
enum li_err record_load(struct context *context, const struct kind *kind, const struct id *id,
    struct record **out, struct li_error *err);

/* To load one record after another: a query of those for which the terms hold, SQL over the row r.
   The caller frees it; NULL: *err says why. */
struct query *record_where(
    struct context *context, const struct kind *kind, const char *terms, struct li_error *err);
struct query *record_where_in(
    struct store *store, const struct kind *kind, const char *terms, struct li_error *err);

/* The same for the one record whose key ("id" or "rowid") is parameter 1. */
struct query *record_query(
    struct context *context, const struct kind *kind, const char *key, struct li_error *err);

/* The record of the row on which such a query stands. The caller frees it. */
struct record *record_at(const struct kind *kind, struct query *query);

/* Binds its id as parameter 1, and its values as those after it, in the order of the fields. */
void record_bind(const struct record *record, struct query *query);

/* The record's title, which the caller frees. LI_NONE: there is no such record. */
enum li_err record_load_title(struct context *context, const struct kind *kind, const struct id *id,
    char **out, struct li_error *err);
/* The same, for words that go without it; NULL: there is no such record, or it could not be read.
 */
char *record_title(struct context *context, const struct kind *kind, const struct id *id);

/* The title of a record in memory, saved or not, which the caller frees; "" if too little is
   known. */
enum li_err record_load_called(
    struct context *context, const struct record *record, char **out, struct li_error *err);
char *record_called(struct context *context, const struct record *record); /* "" also on failure */

/* Its name in the label of an entry: CAMA or, cut if long, "Train 30 managers" in quotes. The
   caller frees it. */
char *record_brief(struct context *context, const struct record *record);

#endif
