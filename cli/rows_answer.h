/*
 * rows_answer.h: a command's answer as rows that are not records, in the format that its line asks
 * for.
 */
#ifndef LI_CLI_ROWS_ANSWER_H
#define LI_CLI_ROWS_ANSWER_H

#include "cli/command.h"
#include "core/base/date.h"
#include "core/format/output.h"

/* For standard output. names has count texts, which are the columns; *table (may be NULL): whether
   they are for people. The caller ends *out by output_rows_end. LI_USAGE: --format is none. */
enum li_err rows_answer_begin(const struct invocation *line, const char *const *names, size_t count,
    bool *table, struct output_rows **out, struct li_error *err);

/* When something was, as a cell: in a table the minute in the computer's time zone, written to out;
   elsewhere the instant as it is ("2026-03-15T09:30:00Z"). NULL stays NULL. */
const char *rows_answer_time(
    const struct invocation *line, const char *instant, char out[DATE_MINUTE_SIZE]);

#endif
