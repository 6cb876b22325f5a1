/*
 * cmd_export.c: everything, written out.
 */
#include "cli/command.h"
#include "cli/progress_meter.h"
#include "core/exchange/export.h"
#include "data/base/memory.h"
#include <stdlib.h>

static void show_progress(void *arg, int64_t done, int64_t total)
{
    meter_show(arg, done, total, done);
}

static enum li_err export_run(const struct invocation *line, struct li_error *err)
{
    struct li *li;
    int64_t count = 0;
    enum li_err result = command_open(line, STORE_READ, &li, err);
    if (result != LI_OK)
        return result;
    struct meter meter;
    meter_start(&meter, "records");
    result = export_all(li, line->words[0], show_progress, &meter, &count, err);
    meter_end(&meter);
    li_close(li);
    if (result != LI_OK)
        return result;
    char *said = li_format("%lld records written to %s.", (long long)count, line->words[0]);
    command_answer(said);
    free(said);
    return LI_OK;
}

const struct command command_export = {
    .name = "export",
    .arguments = "DIR|FILE.json",
    .help = "Write everything out: a CSV file a kind, or one JSON document.",
    .details = "`liaise import all DIR|FILE.json` takes it in again, to equal records.",
    .done = "Exported",
    .least = 1,
    .most = 1,
    .reads = true,
    .run = export_run,
};
