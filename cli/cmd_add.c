/*
 * cmd_add.c: adds a record.
 */
#include "cli/command.h"
#include "cli/set_fields.h"
#include "core/open.h"
#include "core/record/record_edit.h"

static enum li_err add_run(const struct invocation *line, struct li_error *err)
{
    const struct kind *kind;
    struct context *context;
    enum li_err code = kind_parse(line->words[0], &kind, err);
    if (!code)
        code = command_open(line, STORE_WRITE, &context, err);
    if (code)
        return code;
    struct record *record = record_new(context, kind);
    code = set_fields_save(context, record, line, 1, err);
    if (!code) {
        char id[ID_TEXT_SIZE];
        command_answer(id_text(&record->id, id));
    }
    record_free(record);
    context_close(context);
    return code;
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
