/*
 * cmd_set.c: changes values of a record.
 */
#include "cli/command.h"
#include "cli/set_fields.h"
#include "core/open.h"
#include "core/record/record_load.h"

/* The first word that is FIELD=VALUE, after the kind and at least one word of the name. */
static int set_first_assignment(const struct invocation *line)
{
    int at = 2;
    while (at < line->word_count && !set_fields_is(line->words[at]))
        at++;
    return at;
}

static enum li_err set_run(const struct invocation *line, struct li_error *err)
{
    const struct kind *kind;
    struct context *context;
    struct id id;
    struct record *record;
    int from = set_first_assignment(line);
    if (from == line->word_count)
        return li_fail(err, LI_USAGE, "Missing argument: liaise set KIND REF FIELD=VALUE...");
    enum li_err code = command_open_record(line, STORE_WRITE, from, &context, &kind, &id, err);
    if (code)
        return code;
    code = record_load(context, kind, &id, &record, err);
    if (!code) {
        code = set_fields_save(context, record, line, from, err);
        record_free(record);
    }
    context_close(context);
    return code;
}

const struct command command_set = {
    .name = "set",
    .arguments = "KIND REF FIELD=VALUE...",
    .help = "Change a record; FIELD= clears a field.",
    .least = 3,
    .most = -1,
    .run = set_run,
};
