/*
 * rows_answer.c: rows to standard output.
 */
#include "cli/rows_answer.h"
#include "cli/answer_output.h"
#include <string.h>

static bool rows_answer_is_table(const struct invocation *line)
{
    return strcmp(command_option_or(line, "format", "table"), "table") == 0;
}

enum li_err rows_answer_begin(const struct invocation *line, const char *const *names, size_t count,
    bool *table, struct output_rows **out, struct li_error *err)
{
    const struct answer_output answer = {.out = stdout};
    const struct output_style style = answer_output_style(&answer);
    const struct format *format;
    *out = NULL;
    enum li_err code =
        output_format_parse(command_option_or(line, "format", "table"), &format, err);
    if (code)
        return code;
    if (table)
        *table = rows_answer_is_table(line);
    *out = output_rows_new(format, &style, names, count, stdout);
    return LI_OK;
}

const char *rows_answer_time(
    const struct invocation *line, const char *instant, char out[DATE_MINUTE_SIZE])
{
    return instant && rows_answer_is_table(line) ? date_minute(instant, out) : instant;
}
