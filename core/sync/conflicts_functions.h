/*
 * conflicts_functions.h: conflicting edits as SQL functions of a row id of journal_conflict, for
 * the topic of Today (core/topic/topic_conflict.c).
 *
 * conflict_open(row): 1 while it is open; else 0. conflict_title(row), conflict_why(row): what the
 * record is called, or was, and the sentence; null when it is not open.
 */
#ifndef LI_CORE_SYNC_CONFLICTS_FUNCTIONS_H
#define LI_CORE_SYNC_CONFLICTS_FUNCTIONS_H

#include "core/function/sql_function.h"

extern const struct sql_function conflicts_functions[]; /* one without a name ends them */

#endif
