/*
 * record_dump.h: all records of a database as text.
 */
#ifndef LI_TESTS_SUPPORT_RECORD_DUMP_H
#define LI_TESTS_SUPPORT_RECORD_DUMP_H

#include <stdio.h>

struct sqlite3;

/* Every row of every replicated table, then the number, author and label of each entry. Ids and
   times differ from run to run, so a blob is "(blob)": equal texts, equal records. */
void record_dump(struct sqlite3 *db, FILE *out);

#endif
