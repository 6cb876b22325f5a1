/*
 * cmd_show.c: shows everything about one record.
 */
#include "cli/answer_output.h"
#include "cli/command.h"
#include "core/open.h"
#include "core/page/page.h"
#include <string.h>

static const struct option_spec show_options[] = {
    {"format", 0, "FORMAT", "text, json or md (default: text)."},
};

struct show_record {
    struct context *context;
    const struct kind *kind;
    struct id id;
};

static enum li_err show_json(const struct show_record *record, struct li_error *err)
{
    return output_record_json(record->context, record->kind, &record->id, stdout, err);
}

static void show_write_text(const struct page *page)
{
    const struct answer_output answer = {.out = stdout};
    page_write_text(page, answer_output_style(&answer).columns, stdout);
}

static void show_write_markdown(const struct page *page)
{
    page_write_markdown(page, stdout);
}

static enum li_err show_page(
    const struct show_record *record, void (*write)(const struct page *), struct li_error *err)
{
    struct page *page;
    enum li_err code = page_load(record->context, record->kind, &record->id, &page, err);
    if (code)
        return code;
    write(page);
    page_free(page);
    return LI_OK;
}

static const struct show_format {
    const char *name;
    void (*write)(const struct page *page); /* NULL: JSON, which is made from the record itself */
} show_formats[] = {{"text", show_write_text}, {"json", NULL}, {"md", show_write_markdown}};
enum { SHOW_FORMATS = sizeof show_formats / sizeof *show_formats };

static const struct show_format *show_format_find(const char *name)
{
    for (int i = 0; i < SHOW_FORMATS; i++) {
        if (!name || strcmp(show_formats[i].name, name) == 0)
            return &show_formats[i];
    }
    return NULL;
}

static enum li_err show_run(const struct invocation *line, struct li_error *err)
{
    const char *name = command_option(line, "format");
    const struct show_format *format = show_format_find(name);
    if (!format)
        return li_fail(err, LI_USAGE, "Unknown format \"%s\"; use text, json or md.", name);
    struct show_record record;
    enum li_err code = command_open_record(
        line, STORE_READ, line->word_count, &record.context, &record.kind, &record.id, err);
    if (code)
        return code;
    code = format->write ? show_page(&record, format->write, err) : show_json(&record, err);
    context_close(record.context);
    return code;
}

const struct command command_show = {
    .name = "show",
    .arguments = "KIND REF",
    .help = "Show everything about one record.",
    COMMAND_OPTIONS(show_options),
    .least = 2,
    .most = -1,
    .reads = true,
    .run = show_run,
};
