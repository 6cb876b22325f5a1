/*
 * cmd_demo.c: the demonstration, on a copy that is thrown away, or written to a file.
 */
#include "cli/command.h"
#include "cli/progress_meter.h"
#include "cli/run_screen.h"
#include "cli/temp_db.h"
#include "core/demo/demo.h"
#include "core/open.h"
#include "data/base/disk.h"
#include "data/base/memory.h"
#include "tui/app/app.h"
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

static void demo_show_progress(void *arg, int64_t done, int64_t total)
{
    progress_meter_show(arg, done, total, done);
}

static enum li_err demo_fill(
    const struct invocation *line, struct context *context, struct li_error *err)
{
    int64_t rows = 0, seed = 1;
    enum li_err result = command_number(line, "rows", &rows, err);
    if (result == LI_OK)
        result = command_number(line, "seed", &seed, err);
    if (result != LI_OK)
        return result;
    if (!command_option(line, "rows"))
        return demo_sample(context, err);
    struct progress_meter meter;
    progress_meter_start(&meter, "affiliates");
    result = synthetic_demo(context, rows, (uint64_t)seed, demo_show_progress, &meter, err);
    progress_meter_end(&meter);
    return result;
}

/* Makes the demonstration at path and opens it. */
static enum li_err demo_make(
    const struct invocation *line, const char *path, struct context **out, struct li_error *err)
{
    struct invocation there = *line;
    there.global[GLOBAL_DB] = path;
    enum li_err result = context_create(path, NULL, NULL, err);
    if (result == LI_OK)
        result = command_open(&there, STORE_WRITE, out, err);
    if (result != LI_OK)
        return result;
    result = demo_fill(line, *out, err);
    if (result != LI_OK)
        context_close(*out);
    return result;
}

/* Beside its place, so that a program killed meanwhile leaves nothing that looks whole. */
static enum li_err demo_write_demo(
    const struct invocation *line, const char *path, struct li_error *err)
{
    struct context *context;
    char *part;
    enum li_err result = store_reserve(path, &part, err);
    if (result != LI_OK)
        return result;
    temp_db_mind(part, NULL);
    result = demo_make(line, part, &context, err);
    if (result == LI_OK) {
        context_close(context);
        result = store_put(part, path, err);
    }
    if (result == LI_OK)
        temp_db_keep();
    else
        temp_db_remove();
    free(part);
    return result;
}

static enum li_err demo_show_copy(
    const struct invocation *line, const char *path, struct li_error *err)
{
    struct context *context;
    enum li_err result = demo_make(line, path, &context, err);
    if (result != LI_OK)
        return result;
    result = app_run(context, demo_notice, err);
    context_close(context);
    return result;
}

static enum li_err demo_show_demo(const struct invocation *line, struct li_error *err)
{
    char *name = li_format("%s/" DISK_DEMONSTRATION, disk_temporary_folder());
    char *folder = disk_temporary(name);
    disk_sweep(disk_temporary_folder());
    free(name);
    enum li_err result = LI_OK;
    if (!mkdtemp(folder))
        result = li_fail(err, LI_IO, "Could not create a folder for the sample data at %s: %s.",
            folder, strerror(errno));
    if (result == LI_OK) {
        char *path = li_format("%s/liaise.db", folder);
        temp_db_mind(path, folder);
        result = demo_show_copy(line, path, err);
        temp_db_remove();
        free(path);
    }
    free(folder);
    return result;
}

static enum li_err demo_run(const struct invocation *line, struct li_error *err)
{
    const char *path = command_option(line, "output");
    if (path)
        return demo_write_demo(line, path, err);
    enum li_err result = run_screen_needs_terminal(
        "use `liaise demo -o FILE` to write the sample data to a file", err);
    return result == LI_OK ? demo_show_demo(line, err) : result;
}

const struct command command_demo = {
    .name = "demo",
    .arguments = "[--rows N] [--seed S] [-o FILE]",
    .help = "Explore sample data (changes are not saved).",
    COMMAND_OPTIONS(demo_options),
    .run = demo_run,
};
