/*
 * conflicts_functions.h: conflicting edits as SQL functions of a row id of journal_conflict, for
 * the topic of Today (core/topic/topic_conflict.c).
 *
 * conflict_open(row): 1 while it is open; else 0. conflict_title(row), conflict_why(row): the
 * record's title, present or past, and the sentence; null when it is not open.
 */
#ifndef LI_CORE_SYNC_CONFLICTS_FUNCTIONS_H
#define LI_CORE_SYNC_CONFLICTS_FUNCTIONS_H

#include "core/function/sql_function.h"

extern const struct sql_function conflicts_functions[]; /* ends with one that has no name */

#endif
