/*
 * cmd_history.c: lists who changed what and when, with old and new values.
 */
#include "cli/answer_output.h"
#include "cli/command.h"
#include "core/history/history.h"
#include "core/open.h"
#include "data/base/memory.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const struct option_spec history_options[] = {
    {"limit", 0, "N", "Maximum number of entries."},
    COMMAND_OPTION_FORMAT,
};

enum { ENTRY, AT, BY, WHAT, HOW, RECORD, FIELD, FROM, TO, DEVICE, CELLS };
static const char *const history_names[CELLS] = {
    [ENTRY] = "entry",
    [AT] = "at",
    [BY] = "by",
    [WHAT] = "what",
    [HOW] = "how",
    [RECORD] = "record",
    [FIELD] = "field",
    [FROM] = "from",
    [TO] = "to",
    [DEVICE] = "device",
};

static const char *const history_hows[] = {
    [HISTORY_ADDED] = "added",
    [HISTORY_CHANGED] = "changed",
    [HISTORY_REMOVED] = "removed",
    [HISTORY_ARCHIVED] = "archived",
    [HISTORY_RESTORED] = "restored",
};

/* A table is for people: of a bulk entry a few rows are enough. */
enum { MOST_IN_TABLE = 8 };

struct history_writer {
    struct output_rows *rows;
    size_t most;           /* changes shown of one entry */
    bool people;           /* choices by their words */
    enum date_order dates; /* DATE_ISO unless for people */
};

static const char *history_cell(const struct history_writer *writer,
    const struct history_change *change, const char *value, char word[CHOICE_WORD_SIZE])
{
    return writer->people ? history_shown(change, value, writer->dates, word) : value;
}

/* One row for each value that changed; one for an entry that changed none. */
static bool history_add_entry(void *arg, const struct history_entry *entry)
{
    const struct history_writer *writer = arg;
    struct output_rows *rows = writer->rows;
    size_t shown = entry->change_count < writer->most ? entry->change_count : writer->most;
    size_t hidden = entry->change_count - shown + entry->more;
    char *label = history_label(entry);
    char *what =
        date_show_all(li_format("%s%s", label, entry->undone ? " (undone)" : ""), writer->dates);
    char *at = date_show_all(li_strdup(entry->at), writer->dates);
    free(label);
    const char *cells[CELLS] = {[ENTRY] = entry->name,
        [AT] = at,
        [BY] = entry->by,
        [WHAT] = what,
        [DEVICE] = entry->device};
    char from[CHOICE_WORD_SIZE], to[CHOICE_WORD_SIZE];
    bool wanted = true;
    for (size_t i = 0; i < shown && wanted; i++) {
        const struct history_change *change = &entry->changes[i];
        cells[HOW] = history_hows[change->how];
        cells[RECORD] = change->title;
        cells[FIELD] = change->field ? change->field->name : NULL;
        cells[FROM] = history_cell(writer, change, change->from, from);
        cells[TO] = history_cell(writer, change, change->to, to);
        wanted = output_rows_add(rows, cells);
    }
    if (wanted && (hidden > 0 || shown == 0)) {
        char *more = hidden > 0 ? li_format("and %zu more", hidden) : NULL;
        cells[RECORD] = more;
        cells[HOW] = cells[FIELD] = cells[FROM] = cells[TO] = NULL;
        wanted = output_rows_add(rows, cells);
        free(more);
    }
    free(at);
    free(what);
    return wanted;
}

static enum li_err history_write_answer(struct context *context,
    const struct history_options *options, const struct format *format, size_t most,
    struct li_error *err)
{
    const struct answer_output answer = {.out = stdout};
    const struct output_style style = answer_output_style(&answer);
    bool people = output_is_for_people(format);
    struct history_writer writer = {
        .rows = output_rows_new(format, &style, history_names, CELLS, stdout),
        .most = most,
        .people = people,
        .dates = people ? context_dates(context) : DATE_ISO,
    };
    enum li_err code = history_scan(context, options, history_add_entry, &writer, err);
    enum li_err written = output_rows_end(writer.rows, code ? NULL : err);
    return code ? code : written;
}

static enum li_err history_run(const struct invocation *line, struct li_error *err)
{
    struct history_options options = {0};
    struct id id;
    struct context *context;
    const struct format *format;
    const char *format_name = command_option_or(line, "format", "table");
    bool table = strcmp(format_name, "table") == 0;
    enum li_err code = output_format_parse(format_name, &format, err);
    if (!code)
        code = command_number(line, "limit", &options.limit, err);
    if (!code && line->word_count == 1)
        code = li_fail(err, LI_USAGE, "Missing argument: liaise history KIND REF.");
    if (code)
        return code;
    if (line->word_count > 0) {
        options.id = &id;
        code = command_open_record(
            line, STORE_READ, line->word_count, &context, &options.kind, &id, err);
    } else {
        code = command_open(line, STORE_READ, &context, err);
    }
    if (code)
        return code;
    code = history_write_answer(context, &options, format, table ? MOST_IN_TABLE : SIZE_MAX, err);
    context_close(context);
    return code;
}

const struct command command_history = {
    .name = "history",
    .arguments = "[KIND REF]",
    .help = "Show who changed what and when, with old and new values.",
    .details =
        "at is local time. In a shared database, device is the computer that the change was made "
        "on,\nand by names its owner, too, where someone else made it.",
    COMMAND_OPTIONS(history_options),
    .most = -1,
    .reads = true,
    .run = history_run,
};
