/*
 * cmd_import.c: imports records from a CSV file, or everything that `export` wrote.
 */
#include "cli/answer_output.h"
#include "cli/command.h"
#include "cli/progress_meter.h"
#include "core/base/text.h"
#include "core/exchange/import.h"
#include "core/exchange/restore.h"
#include "core/open.h"
#include "core/record/taken.h"
#include "data/base/memory.h"
#include <stdlib.h>
#include <string.h>

static const char import_allow_duplicates[] = "allow-duplicates";

static const struct option_spec import_options[] = {
    {"map", 0, "FIELD=COLUMN", "Read a field from a column with another name; can be repeated."},
    {"match", 0, "FIELD", "Update the record with the same value in this field; add the rest."},
    {import_allow_duplicates, 0, NULL, "Add records even if their code is already used."},
    {"dry-run", 0, NULL, "Show what would be done; change nothing."},
    {"reject", 0, "FILE", "Write the bad rows to a separate file."},
};

/* For messages while the file is read. */
struct import_listener {
    const char *file; /* its name without the folder */
    struct progress_meter meter;
};

static void import_say_bad_row(void *arg, int64_t line, const char *column, const char *reason)
{
    struct import_listener *listener = arg;
    bool named = column && *column;
    progress_meter_end(&listener->meter);
    command_say("%s:%lld: %s%s%s", listener->file, (long long)line, named ? column : "",
        named ? ": " : "", reason);
}

static void import_show_progress(void *arg, int64_t done, int64_t total, int64_t rows)
{
    struct import_listener *listener = arg;
    progress_meter_show(&listener->meter, done, total, rows);
}

/* The --map options. texts holds what the list points into. */
struct import_maps {
    struct import_map *list;
    char **texts;
    size_t count;
};

static void import_maps_free(struct import_maps *maps)
{
    for (size_t i = 0; i < maps->count; i++)
        free(maps->texts[i]);
    free(maps->texts);
    free(maps->list);
}

static enum li_err import_maps_parse(
    const struct invocation *line, struct import_maps *maps, struct li_error *err)
{
    *maps = (struct import_maps){0};
    const char *given;
    while ((given = command_option_nth(line, "map", (int)maps->count)) != NULL) {
        const char *equals = strchr(given, '=');
        if (!equals || equals == given || !equals[1])
            return li_fail(err, LI_USAGE, "--map takes FIELD=COLUMN, not \"%s\".", given);
        size_t count = maps->count++;
        maps->texts = li_realloc(maps->texts, maps->count, sizeof *maps->texts);
        maps->list = li_realloc(maps->list, maps->count, sizeof *maps->list);
        maps->texts[count] = li_strndup(given, (size_t)(equals - given));
        maps->list[count] = (struct import_map){maps->texts[count], equals + 1};
    }
    return LI_OK;
}

/* "29 rows: 3 added, 2 changed, 24 unchanged." */
static void import_say_counts(const struct import_counts *counts, bool dry_run)
{
    const struct {
        int64_t count;
        const char *word;
    } parts[] = {
        {counts->added, "added"}, {counts->changed, "changed"}, {counts->same, "unchanged"}};
    char *text = NULL;
    FILE *out = li_text_open(&text);
    fprintf(out, "%lld row%s", (long long)counts->rows, counts->rows == 1 ? "" : "s");
    const char *before = ": ";
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].count > 0) {
            fprintf(out, "%s%lld %s", before, (long long)parts[i].count, parts[i].word);
            before = ", ";
        }
    }
    bool nothing = counts->added + counts->changed == 0;
    fputs(dry_run ? "; dry run, nothing saved." : nothing ? "; nothing to do." : ".", out);
    li_text_close(out);
    command_answer(text);
    free(text);
}

/* Runs the import; bad rows go to the file reject, if it is not NULL. */
static enum li_err import_with_reject(struct context *context, struct import_options *options,
    const char *reject, struct import_listener *listener, struct import_counts *counts,
    struct li_error *err)
{
    if (!reject)
        return import_csv(
            context, options, import_say_bad_row, import_show_progress, listener, counts, err);
    struct answer_output rejected;
    enum li_err code = answer_output_open(&rejected, NULL, reject, err);
    if (code)
        return code;
    options->reject = rejected.out;
    code = import_csv(
        context, options, import_say_bad_row, import_show_progress, listener, counts, err);
    enum li_err kept =
        answer_output_close(&rejected, counts->bad > 0 ? LI_OK : LI_NONE, &(struct li_error){0});
    if (counts->bad > 0 && kept)
        command_say("liaise: The bad rows could not be written to %s.", reject);
    return code;
}

/* A wrong field name in the options is wrong usage, not a bad file. */
static enum li_err import_check_fields(const struct import_options *options, struct li_error *err)
{
    int field;
    enum li_err code = LI_OK;
    if (options->match)
        code = kind_field_parse(options->kind, options->match, &field, err);
    for (size_t i = 0; i < options->map_count && !code; i++)
        code = kind_field_parse(options->kind, options->maps[i].field, &field, err);
    return code;
}

/* Adds to the message what to do about codes that are already used. */
static void import_say_remedy(const struct import_options *options, struct li_error *err)
{
    const char *field = options->kind->fields[taken_field(options->kind)].name;
    char *said = li_strdup(err->message);
    char *update =
        options->match
            ? li_strdup("To")
            : li_format("To update the records that have these codes, use --match %s; to", field);
    li_fail(err, LI_REFUSED, "%s %s add the rows anyway, use --%s.", said, update,
        import_allow_duplicates);
    free(update);
    free(said);
}

static enum li_err import_file(const struct invocation *line, struct li_error *err)
{
    const char *path = line->words[1], *slash = strrchr(path, '/');
    struct import_maps maps;
    struct import_options options = {.path = path,
        .match = command_option(line, "match"),
        .allow_duplicates = command_option(line, import_allow_duplicates) != NULL,
        .dry_run = command_option(line, "dry-run") != NULL};
    struct import_counts counts = {0};
    struct import_listener listener = {.file = slash ? slash + 1 : path};
    struct context *context = NULL;
    enum li_err code = kind_parse(line->words[0], &options.kind, err);
    if (code)
        return code;
    code = import_maps_parse(line, &maps, err);
    options.maps = maps.list;
    options.map_count = maps.count;
    if (!code)
        code = import_check_fields(&options, err);
    if (!code)
        code = command_open(line, STORE_WRITE, &context, err);
    if (!code) {
        progress_meter_begin(&listener.meter, "rows");
        code = import_with_reject(
            context, &options, command_option(line, "reject"), &listener, &counts, err);
        progress_meter_end(&listener.meter);
        context_close(context);
    }
    if (!code)
        import_say_counts(&counts, options.dry_run);
    else if (code == LI_REFUSED && counts.taken > 0)
        import_say_remedy(&options, err);
    import_maps_free(&maps);
    return code;
}

static enum li_err import_all(const struct invocation *line, struct li_error *err)
{
    struct context *context;
    int64_t added = 0, changed = 0;
    for (int i = 0; i < line->option_count; i++)
        if (strcmp(line->options[i].spec->name, import_allow_duplicates) != 0)
            return li_fail(err, LI_USAGE, "--%s works with a CSV file of one kind, not with all.",
                line->options[i].spec->name);
    enum li_err code = command_open(line, STORE_WRITE, &context, err);
    if (code)
        return code;
    code = restore_export(context, line->words[1],
        command_option(line, import_allow_duplicates) != NULL, &added, &changed, err);
    context_close(context);
    if (code)
        return code;
    char *said = added + changed == 0
                     ? li_strdup("Nothing to do.")
                     : li_format("%lld added, %lld changed.", (long long)added, (long long)changed);
    command_answer(said);
    free(said);
    return LI_OK;
}

static enum li_err import_run(const struct invocation *line, struct li_error *err)
{
    bool all = strcmp(line->words[0], "all") == 0;
    return all ? import_all(line, err) : import_file(line, err);
}

const struct command command_import = {
    .name = "import",
    .arguments = "KIND FILE | all DIR|FILE.json",
    .help = "Import records from a CSV file: all of them or, if any row is bad, none.",
    .details =
        "The first line names the fields; commas, semicolons and tabs are understood. Every bad "
        "row is\nreported with its line in the file, its column and the reason. A code that "
        "another record\nhas is an error too, unless --match updates that record or duplicates are "
        "allowed.\n`liaise import all` imports what `liaise export` wrote, with its ids.",
    COMMAND_OPTIONS(import_options),
    .done = "Imported",
    .least = 2,
    .most = 2,
    .run = import_run,
};
