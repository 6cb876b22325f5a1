/*
 * insert.h: rows added to one table, one after another, inside a journal_fn.
 *
 * A session learns of a change by reading it back. Of an added row everything is known as it is
 * bound, so these rows are recorded without one: half the cost of a bulk write.
 */
#ifndef LI_DATA_JOURNAL_INSERT_H
#define LI_DATA_JOURNAL_INSERT_H

#include "data/base/error.h"
#include "data/base/id.h"
#include <stddef.h>
#include <stdint.h>

struct insert;
struct store;

/* For a replicated table. columns are copied; the others take what the schema gives them. NULL on
   failure. The caller frees it, before its journal_fn ends. */
struct insert *insert_new(struct store *store, const char *table, const char *const *columns,
    size_t count, struct li_error *err);
void insert_free(struct insert *insert); /* NULL is allowed */

/* Sets a column (counted from 0, as they were given) of the next row; one that is not set is null.
   Texts and ids are borrowed until insert_row. NULL is null. A numeric column takes a number's text
   as that number. */
void insert_text(struct insert *insert, size_t column, const char *text);
void insert_id(struct insert *insert, size_t column, const struct id *id);
void insert_int(struct insert *insert, size_t column, int64_t value);

/* Adds the row, and forgets its values. LI_REFUSED: it breaks a rule of its table. */
enum li_err insert_row(struct insert *insert, struct li_error *err);

#endif
