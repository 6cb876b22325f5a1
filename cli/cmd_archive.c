/*
 * cmd_archive.c: archives a record, and restores one.
 */
#include "cli/command.h"
#include "core/open.h"
#include "core/record/record_save.h"

static enum li_err archive_or_restore(
    const struct invocation *line, bool archive, struct li_error *err)
{
    const struct kind *kind;
    struct context *context;
    struct id id;
    enum li_err code =
        command_open_record(line, STORE_WRITE, line->word_count, &context, &kind, &id, err);
    if (code)
        return code;
    code = record_archive(context, kind, &id, archive, err);
    context_close(context);
    return code;
}

static enum li_err archive_run(const struct invocation *line, struct li_error *err)
{
    return archive_or_restore(line, true, err);
}

static enum li_err archive_run_restore(const struct invocation *line, struct li_error *err)
{
    return archive_or_restore(line, false, err);
}

const struct command command_archive = {
    .name = "archive",
    .arguments = "KIND REF",
    .help = "Archive a record.",
    .least = 2,
    .most = -1,
    .run = archive_run,
};

const struct command command_restore = {
    .name = "restore",
    .arguments = "KIND REF",
    .help = "Restore an archived record; name it by its code, its id or words.",
    .least = 2,
    .most = -1,
    .run = archive_run_restore,
};
