/*
 * cmd_export.c: exports everything.
 */
#include "cli/command.h"
#include "cli/progress_meter.h"
#include "core/exchange/export.h"
#include "core/open.h"
#include "data/base/memory.h"
#include <stdlib.h>

static enum li_err export_run(const struct invocation *line, struct li_error *err)
{
    struct context *context;
    int64_t count = 0;
    enum li_err code = command_open(line, STORE_READ, &context, err);
    if (code)
        return code;
    struct progress_meter meter;
    progress_meter_begin(&meter, "records");
    code = export_all(context, line->words[0], progress_meter_units, &meter, &count, err);
    progress_meter_end(&meter);
    context_close(context);
    if (code)
        return code;
    char *said = li_format(
        "Exported %lld record%s to %s.", (long long)count, count == 1 ? "" : "s", line->words[0]);
    command_answer(said);
    free(said);
    return LI_OK;
}

const struct command command_export = {
    .name = "export",
    .arguments = "DIR|FILE.json",
    .help = "Export everything: one CSV file per kind, or one JSON document.",
    .details = "`liaise import all DIR|FILE.json` imports it back unchanged.",
    .done = "Exported",
    .least = 1,
    .most = 1,
    .reads = true,
    .run = export_run,
};
