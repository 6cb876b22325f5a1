/*
 * cmd_add.c: a new record.
 */
#include "cli/command.h"
#include "cli/set_fields.h"
#include "core/open.h"

static enum li_err add_run(const struct invocation *line, struct li_error *err)
{
    const struct kind *kind;
    struct context *context;
    enum li_err result = kind_read(line->words[0], &kind, err);
    if (result == LI_OK)
        result = command_open(line, STORE_WRITE, &context, err);
    if (result != LI_OK)
        return result;
    struct record *record = record_new(context, kind);
    result = set_fields_and_save(context, record, line, 1, err);
    if (result == LI_OK) {
        char id[ID_TEXT_SIZE];
        command_answer(id_text(&record->id, id));
    }
    record_free(record);
    context_close(context);
    return result;
}

const struct command command_add = {
    .name = "add",
    .arguments = "KIND FIELD=VALUE...",
    .help = "Add a record and print its id.",
    .details =
        "`liaise kinds KIND` lists the fields. All errors are reported together; nothing is saved.",
    .done = "Added",
    .least = 1,
    .most = -1,
    .run = add_run,
};
