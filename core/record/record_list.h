/*
 * record_list.h: a few records of one kind, all in memory: for work that goes over them twice.
 */
#ifndef LI_CORE_RECORD_RECORD_LIST_H
#define LI_CORE_RECORD_RECORD_LIST_H

#include "core/record/record.h"

struct records {
    struct record **list;
    size_t count;
};

/* Those for which the terms hold: SQL over the row r with its order, in which ?1 is the id:
   "r.goal = ?1 AND r.archived_on IS NULL ORDER BY r.due". Free them either way. */
enum li_err records_load(struct context *context, const struct kind *kind, const char *terms,
    const struct id *id, struct records *out, struct li_error *err);
void records_add(struct records *records, struct record *record); /* which it takes */
void records_free(struct records *records);

#endif
