/*
 * cmd_list.c: lists the records of one kind that match a filter.
 */
#include "cli/answer_output.h"
#include "cli/command.h"
#include "core/open.h"
#include <stdlib.h>

static const struct option_spec list_options[] = {
    {"columns", 0, "A,B,...", "Fields to show; affiliate.region shows a field of a linked record."},
    {"sort", 0, "A,-B,...", "Fields to sort by; - reverses the order."},
    {"limit", 0, "N", "Maximum number of rows."},
    COMMAND_OPTION_FORMAT,
    COMMAND_OPTION_OUTPUT,
};

static enum li_err list_write_answer(const struct invocation *line, struct context *context,
    const struct listing *listing, const struct format *format, struct li_error *err)
{
    struct answer_output answer;
    enum li_err code =
        answer_output_open(&answer, context->store, command_option(line, "output"), err);
    if (code)
        return code;
    struct output_style style = answer_output_style(&answer);
    if (command_option(line, "output")) { /* on the screen the rows themselves show progress */
        style.progress = answer_output_count;
        style.progress_arg = &answer;
    }
    const char *columns = command_option(line, "columns");
    code = output_listing(context, listing, columns, format, &style, answer.out, err);
    return answer_output_close(&answer, code, err);
}

static enum li_err list_run(const struct invocation *line, struct li_error *err)
{
    struct listing listing = {.sort = command_option(line, "sort")};
    const char *format_name = command_option_or(line, "format", "table");
    const struct format *format;
    struct context *context;
    enum li_err code = kind_parse(line->words[0], &listing.kind, err);
    if (!code)
        code = output_format_parse(format_name, &format, err);
    if (!code)
        code = command_number(line, "limit", &listing.limit, err);
    if (!code && listing.limit == 0 && command_option(line, "limit"))
        code = li_fail(err, LI_USAGE, "--limit must be 1 or more.");
    if (!code)
        code = command_open(line, STORE_READ, &context, err);
    if (code)
        return code;
    char *filter = command_words(line, 1, line->word_count);
    listing.filter = filter;
    code = list_write_answer(line, context, &listing, format, err);
    free(filter);
    context_close(context);
    return code;
}

const struct command command_list = {
    .name = "list",
    .arguments = "KIND [FILTER...]",
    .help = "List records.",
    .details =
        "Use any of these filters; a record must match all that are given:\n  word, \"a phrase\"   "
        "  in the title or the code, ignoring case and accents\n  field:a,b            one of "
        "these; a linked record is matched by code or words\n  field>10, field<=5   numbers and "
        "dates; due:<+30d\n  field:2026-01..2026-03, field:none (blank)\n  affiliate.region:x   "
        "field of a linked record\n  is:mine, is:archived\n  -term                not",
    COMMAND_OPTIONS(list_options),
    .least = 1,
    .most = -1,
    .reads = true,
    .run = list_run,
};
