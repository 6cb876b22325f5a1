/*
 * cmd_report.c: writes a report.
 */
#include "cli/answer_output.h"
#include "cli/command.h"
#include "core/open.h"
#include "core/report/reports.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct option_spec report_options[] = {
    {"format", 0, "FORMAT", "text, md, html, csv or xlsx (default: text)."},
    {"on", 0, "DAY", "As of this date (default: today)."},
    COMMAND_OPTION_OUTPUT,
};

/* The same line with the day of --on as its today. */
static enum li_err report_on_day(
    const struct invocation *line, struct invocation *out, struct li_error *err)
{
    *out = *line;
    return command_day(line, "on", &out->today, err);
}

static enum li_err report_check_filter(
    const struct invocation *line, const struct report *report, struct li_error *err)
{
    if (line->word_count == 1 || report->filters)
        return LI_OK;
    return li_fail(err, LI_USAGE, "The report \"%s\" does not take a filter.", report->name);
}

/* A terminal can't show a spreadsheet. */
static enum li_err report_check_place(
    const struct invocation *line, const char *format, struct li_error *err)
{
    if (strcmp(format, "xlsx") != 0 || command_option(line, "output") || !isatty(STDOUT_FILENO))
        return LI_OK;
    return li_fail(err, LI_USAGE, "A spreadsheet must be written to a file; use -o FILE.");
}

static enum li_err report_write_answer(const struct invocation *line, struct context *context,
    const struct report *report, const struct report_format *format, struct li_error *err)
{
    struct answer_output answer;
    enum li_err code =
        answer_output_open(&answer, context->store, command_option(line, "output"), err);
    if (code)
        return code;
    const struct output_style style = answer_output_style(&answer);
    char *filter = command_words(line, 1, line->word_count);
    code = report_write(context, report, filter, format, &style, answer.out, err);
    free(filter);
    return answer_output_close(&answer, code, err);
}

static enum li_err report_run(const struct invocation *line, struct li_error *err)
{
    const char *format_name = command_option_or(line, "format", "text");
    const struct report *report;
    const struct report_format *format;
    struct invocation then;
    struct context *context;
    enum li_err code = reports_find(line->words[0], &report, err);
    if (!code)
        code = report_format_find(format_name, &format, err);
    if (!code)
        code = report_check_place(line, format_name, err);
    if (!code)
        code = report_check_filter(line, report, err);
    if (!code)
        code = report_on_day(line, &then, err);
    if (!code)
        code = command_open(&then, STORE_READ, &context, err);
    if (code)
        return code;
    code = report_write_answer(line, context, report, format, err);
    context_close(context);
    return code;
}

#define REPORT_LINE(name, help) "\n  " #name ": " help

const struct command command_report = {
    .name = "report",
    .arguments = "NAME [FILTER...]",
    .help = "Write a report.",
    .details = "NAME is one of:" REPORTS(REPORT_LINE),
    COMMAND_OPTIONS(report_options),
    .least = 1,
    .most = -1,
    .reads = true,
    .run = report_run,
};
