/*
 * cmd_history.c: who changed what, when, from what to what.
 */
#include "../core/history.h"
#include "../data/memory.h"
#include "answer.h"
#include "command.h"
#include <stdlib.h>

static const struct option_spec history_options[] = {
    {"limit", 0, "N", "At most so many entries."},
    {"format", 0, "FORMAT", "table, csv, tsv, json, jsonl or md (table)."},
};

enum { ENTRY, AT, BY, WHAT, RECORD, FIELD, FROM, TO, CELLS };
static const char *const names[CELLS] = {
    [ENTRY] = "entry",
    [AT] = "at",
    [BY] = "by",
    [WHAT] = "what",
    [RECORD] = "record",
    [FIELD] = "field",
    [FROM] = "from",
    [TO] = "to",
};

/* One row a value that changed; an entry that changed none still has its row. */
static bool add_entry(void *arg, const struct history_entry *entry)
{
    struct output_rows *rows = arg;
    char *what = li_format("%s%s", entry->label, entry->undone ? " (undone)" : "");
    const char *cells[CELLS] = {
        [ENTRY] = entry->name, [AT] = entry->at, [BY] = entry->author, [WHAT] = what};
    for (size_t i = 0; i < entry->change_count; i++) {
        const struct history_change *change = &entry->changes[i];
        cells[RECORD] = change->title;
        cells[FIELD] = change->field ? change->field->name : NULL;
        cells[FROM] = change->from;
        cells[TO] = change->to;
        output_rows_add(rows, cells);
    }
    if (entry->more > 0 || entry->change_count == 0) {
        char *more = entry->more > 0 ? li_format("and %zu more", entry->more) : NULL;
        cells[RECORD] = more;
        cells[FIELD] = cells[FROM] = cells[TO] = NULL;
        output_rows_add(rows, cells);
        free(more);
    }
    free(what);
    return true;
}

static enum li_err write_history(struct li *li, const struct history_wish *wish,
    const struct format *format, struct li_error *err)
{
    const struct answer answer = {.out = stdout};
    const struct output_style style = answer_style(&answer);
    struct output_rows *rows = output_rows_new(format, &style, names, CELLS, stdout);
    enum li_err result = history_read(li, wish, add_entry, rows, err);
    enum li_err written = output_rows_end(rows, result == LI_OK ? err : NULL);
    return result == LI_OK ? written : result;
}

static enum li_err history_run(const struct invocation *line, struct li_error *err)
{
    struct history_wish wish = {0};
    struct id id;
    struct li *li;
    const struct format *format;
    const char *format_name = command_option(line, "format");
    enum li_err result = format_read(format_name ? format_name : "table", &format, err);
    if (result == LI_OK)
        result = command_number(line, "limit", &wish.limit, err);
    if (result == LI_OK && line->word_count == 1)
        result = li_fail(err, LI_USAGE, "Say which record too: liaise history KIND REF.");
    if (result != LI_OK)
        return result;
    if (line->word_count > 0) {
        wish.id = &id;
        result = command_open_record(line, STORE_READ, line->word_count, &li, &wish.kind, &id, err);
    } else {
        result = command_open(line, STORE_READ, &li, err);
    }
    if (result != LI_OK)
        return result;
    result = write_history(li, &wish, format, err);
    li_close(li);
    return result;
}

const struct command command_history = {
    .name = "history",
    .arguments = "[KIND REF]",
    .help = "Show who changed what, when, from what to what.",
    COMMAND_OPTIONS(history_options),
    .most = -1,
    .reads = true,
    .run = history_run,
};
