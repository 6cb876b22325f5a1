/*
 * sync_answer.c: syncs with a meter.
 */
#include "cli/sync_answer.h"
#include "cli/progress_meter.h"
#include <unistd.h>

/* What was said before is repeated only to a person: cron would mail it each time. */
enum li_err sync_answer_say(const struct sync_result *result, struct li_error *err)
{
    bool person = isatty(STDERR_FILENO);
    for (size_t i = 0; i < result->said_count; i++)
        if (person || !result->said[i].again)
            command_say("liaise: %s", result->said[i].text);
    err->message[0] = '\0';
    err->code = LI_IO;
    return result->failed || result->aside ? LI_IO : LI_OK;
}

enum li_err sync_answer_run(struct context *context, const struct sync_options *options,
    struct sync_result *out, struct li_error *err)
{
    struct progress_meter meter;
    struct sync_options metered = *options;
    metered.progress = progress_meter_journal;
    metered.progress_arg = &meter;
    progress_meter_begin(&meter, "entries");
    enum li_err code = sync_run(context->store, &metered, out, err);
    progress_meter_end(&meter);
    return code;
}
