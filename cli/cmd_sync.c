/*
 * cmd_sync.c: exchanges changes through carriers or a file, and shows the state of each device.
 */
#include "cli/command_words.h"
#include "cli/progress_meter.h"
#include "cli/rows_answer.h"
#include "cli/sync_answer.h"
#include "core/team/team_view.h"
#include "data/base/memory.h"
#include "data/carrier/aside.h"
#include <stdlib.h>

static const struct option_spec sync_options[] = {
    {"via", 0, "NAME", "Use only this carrier."},
    {"for", 0, "DEVICE", "export: only what DEVICE lacked when it was last heard from."},
    COMMAND_OPTION_FORMAT,
};

static enum li_err sync_answer_line(const struct sync_result *result, struct li_error *err)
{
    char *said = sync_result_line(result);
    command_answer(said);
    free(said);
    return sync_answer_say(result, err);
}

static enum li_err sync_run_all(
    const struct invocation *line, struct context *context, struct li_error *err)
{
    const struct sync_options options = {.via = command_option(line, "via")};
    struct sync_result result;
    enum li_err code = sync_answer_run(context, &options, &result, err);
    if (!code)
        code = sync_answer_line(&result, err);
    sync_result_clear(&result);
    return code;
}

/* --- by file ---------------------------------------------------------------------------------- */

/* The device's newest replica, under which the list of what it has is saved. */
static enum li_err sync_find_device(
    struct context *context, const char *name, struct id *device, struct li_error *err)
{
    struct team team;
    const struct team_device *found = NULL;
    enum li_err code = team_load(context->store, &team, err);
    if (!code)
        code = team_find_named(&team, name, &found, err);
    if (!code)
        *device = found->replicas[found->replica_count - 1];
    team_clear(&team);
    return code;
}

static enum li_err sync_run_export(
    const struct invocation *line, struct context *context, struct li_error *err)
{
    const char *name = command_option(line, "for");
    struct id device;
    struct sync_result result = {0};
    enum li_err code = name ? sync_find_device(context, name, &device, err) : LI_OK;
    if (!code)
        code = sync_export(context->store, line->words[1], name ? &device : NULL, &result, err);
    if (!code) {
        char *said = li_format("Exported %zu entr%s to %s.", result.went,
            result.went == 1 ? "y" : "ies", line->words[1]);
        command_answer(said);
        free(said);
        code = sync_answer_say(&result, err);
    }
    sync_result_clear(&result);
    return code;
}

static void sync_add_result(struct sync_result *all, struct sync_result *one)
{
    all->came += one->came;
    all->conflicts += one->conflicts;
    all->failed += one->failed;
    all->aside += one->aside;
}

static enum li_err sync_run_import(
    const struct invocation *line, struct context *context, struct li_error *err)
{
    struct progress_meter meter;
    const struct sync_options options = {
        .progress = progress_meter_journal, .progress_arg = &meter};
    struct sync_result all = {0};
    enum li_err code = LI_OK;
    for (int i = 1; i < line->word_count && !code; i++) {
        struct sync_result one;
        progress_meter_begin(&meter, "entries");
        code = sync_import(context->store, line->words[i], &options, &one, err);
        progress_meter_end(&meter);
        struct li_error said;
        sync_answer_say(&one, &said);
        sync_add_result(&all, &one);
        sync_result_clear(&one);
    }
    return code ? code : sync_answer_line(&all, err);
}

/* --- status ----------------------------------------------------------------------------------- */

enum {
    SYNC_WHAT,
    SYNC_NAME,
    SYNC_PERSON,
    SYNC_ROLE,
    SYNC_LAST,
    SYNC_HEARD,
    SYNC_LACKS,
    SYNC_WAITING,
    SYNC_MISSING,
    SYNC_WHY,
    SYNC_CELLS
};
static const char *const sync_names[SYNC_CELLS] = {[SYNC_WHAT] = "what",
    [SYNC_NAME] = "name",
    [SYNC_PERSON] = "person",
    [SYNC_ROLE] = "role",
    [SYNC_LAST] = "last",
    [SYNC_HEARD] = "heard",
    [SYNC_LACKS] = "lacks",
    [SYNC_WAITING] = "waiting",
    [SYNC_MISSING] = "missing",
    [SYNC_WHY] = "why"};

static void sync_add_device(
    const struct invocation *line, struct output_rows *rows, const struct team_view_device *device)
{
    char last[DATE_MINUTE_SIZE], heard[DATE_MINUTE_SIZE];
    char *lacks = device->lacks < 0 ? NULL : li_format("%lld", (long long)device->lacks);
    char *waiting = li_format("%lld", (long long)device->waiting);
    char *missing = li_format("%lld", (long long)device->missing);
    const char *cells[SYNC_CELLS] = {[SYNC_WHAT] = device->own ? "this device" : "device",
        [SYNC_NAME] = device->name,
        [SYNC_PERSON] = device->person_label,
        [SYNC_ROLE] = device->revoked ? "revoked" : device->role,
        [SYNC_LAST] = rows_answer_time(line, device->last, last),
        [SYNC_HEARD] = rows_answer_time(line, device->heard, heard),
        [SYNC_LACKS] = lacks,
        [SYNC_WAITING] = waiting,
        [SYNC_MISSING] = missing,
        [SYNC_WHY] = device->why};
    output_rows_add(rows, cells);
    free(missing);
    free(waiting);
    free(lacks);
}

static void sync_add_aside(
    const struct invocation *line, struct output_rows *rows, const struct aside_item *item)
{
    char at[DATE_MINUTE_SIZE];
    char *name = li_format("%s/%s", item->carrier, item->name);
    const char *cells[SYNC_CELLS] = {[SYNC_WHAT] = item->told ? "set aside" : "arriving",
        [SYNC_NAME] = name,
        [SYNC_HEARD] = rows_answer_time(line, item->at, at),
        [SYNC_WHY] = item->why};
    output_rows_add(rows, cells);
    free(name);
}

static enum li_err sync_run_status(
    const struct invocation *line, struct context *context, struct li_error *err)
{
    struct team_view view;
    struct aside aside = {0};
    struct output_rows *rows;
    enum li_err code = team_view_load(context, &view, err);
    if (!code)
        code = aside_load(context->store, &aside, err);
    if (!code)
        code = rows_answer_begin(line, sync_names, SYNC_CELLS, NULL, &rows, err);
    for (size_t i = 0; i < view.count && !code; i++)
        sync_add_device(line, rows, &view.devices[i]);
    for (size_t i = 0; i < view.stranger_count && !code; i++)
        sync_add_device(line, rows, &view.strangers[i]);
    for (size_t i = 0; i < aside.count && !code; i++)
        sync_add_aside(line, rows, &aside.items[i]);
    if (!code)
        code = output_rows_end(rows, err);
    aside_clear(&aside);
    team_view_clear(&view);
    return code;
}

/* --- the command ------------------------------------------------------------------------------ */

static const struct command_word sync_words[] = {
    {NULL, 0, 0, "", STORE_WRITE, sync_run_all},
    {"status", 1, 1, "status", STORE_READ, sync_run_status},
    {"export", 2, 2, "export FILE", STORE_WRITE, sync_run_export},
    {"import", 2, -1, "import FILE...", STORE_WRITE, sync_run_import},
};

static enum li_err sync_run_line(const struct invocation *line, struct li_error *err)
{
    static const struct command_words words = {
        .takes = "nothing, or status, export or import", COMMAND_WORDS(sync_words)};
    return command_words_run(line, &words, err);
}

const struct command command_sync = {
    .name = "sync",
    .arguments = "[status|export|import] [FILE...]",
    .help = "Exchange changes with the rest of the team.",
    .details = "liaise sync                  through all carriers\n"
               "liaise sync status           every device: its last change here, when it was last "
               "heard from, how\n"
               "                             many of this device's changes it lacks, and what "
               "waits or was set aside\n"
               "liaise sync export FILE      everything in one file, for mail\n"
               "liaise sync import FILE...   merges such files\n"
               "The exit status is 1 if a carrier failed or something was set aside.",
    COMMAND_OPTIONS(sync_options),
    .done = "Synced",
    .most = -1,
    .run = sync_run_line,
};
