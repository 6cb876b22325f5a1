/*
 * rows_answer.c: rows to standard output.
 */
#include "cli/rows_answer.h"
#include "cli/answer_output.h"
#include <string.h>

enum li_err rows_answer_begin(const struct invocation *line, const char *const *names, size_t count,
    bool *table, struct output_rows **out, struct li_error *err)
{
    const struct answer_output answer = {.out = stdout};
    const struct output_style style = answer_output_style(&answer);
    const char *name = command_option_or(line, "format", "table");
    const struct format *format;
    *out = NULL;
    enum li_err code = output_format_parse(name, &format, err);
    if (code)
        return code;
    if (table)
        *table = strcmp(name, "table") == 0;
    *out = output_rows_new(format, &style, names, count, stdout);
    return LI_OK;
}
