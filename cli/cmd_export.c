/*
 * cmd_export.c: everything, written out.
 */
#include "../core/exchange/export.h"
#include "../data/memory.h"
#include "command.h"
#include <stdlib.h>

static enum li_err export_run(const struct invocation *line, struct li_error *err)
{
    struct li *li;
    int64_t count = 0;
    enum li_err result = command_open(line, STORE_READ, &li, err);
    if (result != LI_OK)
        return result;
    result = export_all(li, line->words[0], &count, err);
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
    .least = 1,
    .most = 1,
    .reads = true,
    .run = export_run,
};
