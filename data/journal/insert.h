/*
 * insert.h: adds rows to one table inside a journal_fn (journal.h), faster than plain SQL.
 *
 * SQLite's session records a change by reading the row back. All values of an added row are known
 * when they are bound, so these rows are recorded without the session. That halves the cost of a
 * bulk write.
 */
#ifndef LI_DATA_JOURNAL_INSERT_H
#define LI_DATA_JOURNAL_INSERT_H

#include "data/base/error.h"
#include "data/base/id.h"
#include <stddef.h>
#include <stdint.h>

struct insert;
struct store;

/* For a replicated table. `columns` are those to be set; the others get their defaults. The names
   are not used after this call. NULL on failure. The caller frees it before its journal_fn ends. */
struct insert *insert_new(struct store *store, const char *table, const char *const *columns,
    size_t count, struct li_error *err);
void insert_free(struct insert *insert); /* NULL is allowed */

/* Sets a column of the next row, by its index in `columns`; one that isn't set becomes NULL. Texts
   and ids are borrowed until insert_row; a NULL pointer sets NULL. In a numeric column, text that
   is a number is stored as that number. */
void insert_text(struct insert *insert, size_t column, const char *text);
void insert_id(struct insert *insert, size_t column, const struct id *id);
void insert_int(struct insert *insert, size_t column, int64_t value);

/* Adds the row and clears its values for the next. LI_REFUSED: it breaks a rule of its table. */
enum li_err insert_row(struct insert *insert, struct li_error *err);

#endif
