/*
 * cmd_duplicates.c: lists records that are likely duplicates.
 */
#include "cli/answer_output.h"
#include "cli/command.h"
#include "cli/progress_meter.h"
#include "core/duplicates/duplicates.h"
#include "core/open.h"
#include "core/query/lookup.h"
#include <stdlib.h>
#include <string.h>

static const struct option_spec duplicates_options[] = {
    {"limit", 0, "N", "Maximum number of pairs."},
    COMMAND_OPTION_FORMAT,
};

enum { ONE, ONE_NAME, OTHER, OTHER_NAME, WHY, CELLS };
static const char *const duplicates_names[CELLS] = {
    [ONE] = "one",
    [ONE_NAME] = "one_name",
    [OTHER] = "other",
    [OTHER_NAME] = "other_name",
    [WHY] = "why",
};

static enum li_err duplicates_find_pairs(struct duplicates *duplicates, struct li_error *err)
{
    struct progress_meter meter;
    progress_meter_begin(&meter, "pairs");
    store_on_progress(duplicates->context->store, progress_meter_waits, &meter);
    int more;
    while ((more = duplicates_look(duplicates, err)) > 0)
        progress_meter_show(&meter, (int64_t)duplicates->looked, (int64_t)duplicates->looks,
            (int64_t)duplicates->count);
    store_on_progress(duplicates->context->store, NULL, NULL);
    progress_meter_end(&meter);
    return more == 0 ? LI_OK : err->code;
}

/* The id, as `merge` accepts it: in a table, as few characters as are unique. */
static void duplicates_handle(
    const struct duplicates *duplicates, const struct id *id, bool table, char *out)
{
    if (table)
        lookup_short_id(duplicates->context, duplicates->kind, id, out);
    else
        id_text(id, out);
}

static bool duplicates_write_pair(struct duplicates *duplicates, const struct duplicates_pair *pair,
    bool table, struct output_rows *rows)
{
    struct id id;
    char one[ID_TEXT_SIZE], other[ID_TEXT_SIZE], *one_name = NULL, *other_name = NULL;
    bool wanted = true, there = duplicates_record(duplicates, pair->one, &id, &one_name);
    if (there)
        duplicates_handle(duplicates, &id, table, one);
    there = there && duplicates_record(duplicates, pair->other, &id, &other_name);
    if (there) {
        duplicates_handle(duplicates, &id, table, other);
        char *why = duplicates_why(duplicates, pair);
        const char *cells[CELLS] = {one, one_name, other, other_name, why};
        wanted = output_rows_add(rows, cells);
        free(why);
    }
    free(one_name);
    free(other_name);
    return wanted;
}

static enum li_err duplicates_write_pairs(struct duplicates *duplicates,
    const struct format *format, bool table, size_t limit, struct li_error *err)
{
    const struct answer_output answer = {.out = stdout};
    const struct output_style style = answer_output_style(&answer);
    struct output_rows *rows = output_rows_new(format, &style, duplicates_names, CELLS, stdout);
    bool wanted = true;
    for (size_t i = 0; i < duplicates->count && (limit == 0 || i < limit) && wanted; i++)
        wanted = duplicates_write_pair(duplicates, &duplicates->pairs[i], table, rows);
    return output_rows_end(rows, err);
}

static enum li_err duplicates_run(const struct invocation *line, struct li_error *err)
{
    const char *format_name = command_option_or(line, "format", "table");
    bool table = strcmp(format_name, "table") == 0;
    const struct format *format;
    const struct kind *kind;
    int64_t limit = 0;
    struct context *context;
    enum li_err code = kind_parse(line->words[0], &kind, err);
    if (!code && !duplicates_has(kind))
        code = li_fail(err, LI_USAGE, "Duplicates can be listed for %s and %s.",
            duplicates_next(NULL)->plural, duplicates_next(duplicates_next(NULL))->plural);
    if (!code)
        code = output_format_parse(format_name, &format, err);
    if (!code)
        code = command_number(line, "limit", &limit, err);
    if (!code)
        code = command_open(line, STORE_READ, &context, err);
    if (code)
        return code;
    struct duplicates *duplicates = duplicates_new(context, kind);
    code = duplicates_find_pairs(duplicates, err);
    if (!code)
        code = duplicates_write_pairs(duplicates, format, table, (size_t)limit, err);
    duplicates_free(duplicates);
    context_close(context);
    return code;
}

const struct command command_duplicates = {
    .name = "duplicates",
    .arguments = "KIND",
    .help = "List possible duplicates.",
    .details = "KIND is affiliate or person. The likeliest pairs come first, each with what the "
               "two have in\ncommon: code, name, email, website or phone, ignoring case, accents, "
               "punctuation and word\norder. `liaise merge` merges a pair.",
    COMMAND_OPTIONS(duplicates_options),
    .least = 1,
    .most = 1,
    .reads = true,
    .run = duplicates_run,
};
