/*
 * rows_answer.h: rows that are no records as a command's answer, in the format of its line.
 */
#ifndef LI_CLI_ROWS_ANSWER_H
#define LI_CLI_ROWS_ANSWER_H

#include "cli/command.h"
#include "core/format/output.h"

/* For standard output. names has count texts, which are the columns; *table (may be NULL): whether
   they are for people. The caller ends *out by output_rows_end. LI_USAGE: --format is none. */
enum li_err rows_answer_begin(const struct invocation *line, const char *const *names, size_t count,
    bool *table, struct output_rows **out, struct li_error *err);

#endif
