/*
 * cmd_demo.c: the sample data, on a temporary copy or written to a file.
 */
#include "cli/cmd_demo.h"
#include "cli/progress_meter.h"
#include "cli/screen_commands.h"
#include "cli/temp_db.h"
#include "core/demo/demo.h"
#include "core/open.h"
#include "data/base/disk.h"
#include "data/base/memory.h"
#include "data/database/database_file.h"
#include "tui/command/program.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct option_spec demo_options[] = {
    {"rows", 0, "N", "Use N synthetic affiliates instead of the sample data."},
    {"seed", 0, "S", "Seed for the synthetic records (default: 1)."},
    {"output", 'o', "FILE", "Write the database to a file instead of opening it."},
};

static const char demo_notice[] =
    "Sample data: people, agreements, plans and activities are fictitious";

static enum li_err demo_fill(
    const struct invocation *line, struct context *context, struct li_error *err)
{
    int64_t rows = 0, seed = 1;
    enum li_err code = command_number(line, "rows", &rows, err);
    if (!code)
        code = command_number(line, "seed", &seed, err);
    if (code)
        return code;
    if (!command_option(line, "rows"))
        return demo_sample(context, err);
    struct progress_meter meter;
    progress_meter_begin(&meter, "affiliates");
    code = demo_synthetic(context, rows, (uint64_t)seed, progress_meter_units, &meter, err);
    progress_meter_end(&meter);
    return code;
}

/* Creates the sample database at path and opens it. */
static enum li_err demo_make(
    const struct invocation *line, const char *path, struct context **out, struct li_error *err)
{
    struct invocation there = *line;
    there.global[GLOBAL_DB] = path;
    enum li_err code = context_create(path, NULL, NULL, err);
    if (!code)
        code = command_open(&there, STORE_WRITE, out, err);
    if (code)
        return code;
    code = demo_fill(line, *out, err);
    if (code)
        context_close(*out);
    return code;
}

/* Written beside its place, so that a killed program leaves nothing that looks complete. */
static enum li_err demo_write(const struct invocation *line, const char *path, struct li_error *err)
{
    struct context *context;
    char *part;
    enum li_err code = database_file_reserve(path, &part, err);
    if (code)
        return code;
    temp_db_begin(part, NULL);
    code = demo_make(line, part, &context, err);
    if (!code) {
        context_close(context);
        code = database_file_put(part, path, err);
    }
    if (!code)
        temp_db_keep();
    else
        temp_db_remove();
    free(part);
    return code;
}

static enum li_err demo_show_copy(
    const struct invocation *line, const char *path, struct li_error *err)
{
    struct context *context;
    enum li_err code = demo_make(line, path, &context, err);
    if (code)
        return code;
    struct app_command *commands = screen_commands(line);
    code = program_run(context, commands, demo_notice, err);
    free(commands);
    context_close(context);
    return code;
}

static enum li_err demo_show(const struct invocation *line, struct li_error *err)
{
    char *name = li_format("%s/" DISK_DEMONSTRATION, disk_temporary_folder());
    char *folder = disk_temporary(name);
    disk_sweep(disk_temporary_folder());
    free(name);
    enum li_err code = LI_OK;
    if (!mkdtemp(folder))
        code = li_fail(err, LI_IO, "Could not create a folder for the sample data at %s: %s.",
            folder, strerror(errno));
    if (!code) {
        char *path = li_format("%s/liaise.db", folder);
        temp_db_begin(path, folder);
        code = demo_show_copy(line, path, err);
        temp_db_remove();
        free(path);
    }
    free(folder);
    return code;
}

static enum li_err demo_run(const struct invocation *line, struct li_error *err)
{
    const char *path = command_option(line, "output");
    if (path)
        return demo_write(line, path, err);
    enum li_err code =
        command_needs_terminal("use `liaise demo -o FILE` to write the sample data to a file", err);
    return code ? code : demo_show(line, err);
}

const struct command command_demo = {
    .name = "demo",
    .arguments = "[--rows N] [--seed S] [-o FILE]",
    .help = "Explore sample data (changes are not saved).",
    COMMAND_OPTIONS(demo_options),
    .run = demo_run,
};
