/*
 * cmd_contact.c: logs a contact with an affiliate: a call, a meeting, a visit.
 */
#include "cli/command.h"
#include "core/kind/affiliate.h"
#include "core/log/log_contact.h"
#include "core/open.h"
#include <stdlib.h>

static const struct option_spec contact_options[] = {
    {"kind", 0, "KIND", "call, meeting, visit, email, training, ... (default: call)."},
    {"with", 0, "PERSON", "Their contact."},
    {"on", 0, "DAY", "Date of the contact, past or planned (default: today)."},
    {"follow-up", 0, "DAY", "When to follow up."},
    {"details", 0, "TEXT", "What was discussed and done."},
};

static enum li_err contact_run(const struct invocation *line, struct li_error *err)
{
    const int about = line->word_count - 1; /* the words before it name the affiliate */
    const struct log_contact contact = {
        .about = line->words[about],
        .kind = command_option(line, "kind"),
        .with = command_option(line, "with"),
        .on = command_option(line, "on"),
        .follow_up = command_option(line, "follow-up"),
        .details = command_option(line, "details"),
    };
    struct context *context;
    struct id affiliate;
    char *said = NULL, *ref = command_words(line, 0, about);
    enum li_err code = command_open(line, STORE_WRITE, &context, err);
    if (!code) {
        code = command_find(context, &kind_affiliate, ref, &affiliate, err);
        if (!code)
            code = log_contact(context, &affiliate, &contact, &said, NULL, err);
        context_close(context);
    }
    if (!code)
        command_answer(said);
    free(said);
    free(ref);
    return code;
}

const struct command command_contact = {
    .name = "contact",
    .arguments = "AFFILIATE ABOUT",
    .help = "Log a contact with an affiliate.",
    .details = "Prints what was logged. With a future date, the contact is planned.",
    COMMAND_OPTIONS(contact_options),
    .done = "Logged",
    .least = 2,
    .most = -1,
    .run = contact_run,
};
