/*
 * apply_buffer.h: settings held in memory while entries are taken out and applied again: a field
 * that many of them set is written once, with its last value, and a field that ends as it was is
 * not written at all.
 *
 * Only entries that set nothing but plain fields are buffered: not references, whose records must
 * exist, nor values that the table would change (a text in a numeric column). All other entries
 * find what is buffered of their records in the tables.
 */
#ifndef LI_DATA_APPLY_APPLY_BUFFER_H
#define LI_DATA_APPLY_APPLY_BUFFER_H

#include "data/apply/apply_table.h"

/* Until apply_buffer_end, the tables may be behind. */
void apply_buffer_begin(struct apply_tables *tables);
enum li_err apply_buffer_end(struct apply_tables *tables, struct li_error *err);

/* To be called before the changes of a changeset are made or taken out: decides whether they are
   buffered (tables->buffered), and if not, writes what is buffered of their records. */
enum li_err apply_buffer_enter(
    struct apply_tables *tables, const void *changeset, size_t size, struct li_error *err);

#endif
