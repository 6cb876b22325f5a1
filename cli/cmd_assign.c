/*
 * cmd_assign.c: assigns a person to a role for an affiliate.
 */
#include "cli/command.h"
#include "core/kind/affiliate.h"
#include "core/kind/person.h"
#include "core/kind/role.h"
#include "core/open.h"
#include "core/people/people.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include <stdlib.h>

static const struct option_spec assign_options[] = {
    {"on", 0, "DAY", "Start date (default: today)."},
};

enum { AFFILIATE, PERSON, ROLE, WORDS };

static void assign_say_done(struct context *context, const struct id ids[WORDS], day_t day,
    const struct people_moved *moved)
{
    char on[DATE_SHOWN_SIZE];
    char *affiliate = record_title(context, &kind_affiliate, &ids[AFFILIATE]);
    char *person = record_title(context, &kind_person, &ids[PERSON]);
    char *role = record_title(context, &kind_role, &ids[ROLE]);
    char *said = moved->begun
                     ? li_format("%s is %s for %s, starting %s.", person, role, affiliate,
                           date_show(day, context_dates(context), on))
                     : li_format("%s is already %s for %s on %s; nothing was changed.", person,
                           role, affiliate, date_show(day, context_dates(context), on));
    command_answer(said);
    free(said);
    free(role);
    free(person);
    free(affiliate);
}

static enum li_err assign_run(const struct invocation *line, struct li_error *err)
{
    static const struct kind *const kinds_named[WORDS] = {
        &kind_affiliate, &kind_person, &kind_role};
    struct id ids[WORDS];
    struct people_moved moved;
    struct context *context;
    day_t day;
    enum li_err code = command_day(line, "on", &day, err);
    if (!code)
        code = command_open_named(line, STORE_WRITE, kinds_named, WORDS, &context, ids, err);
    if (code)
        return code;
    code = people_assign(context, &ids[AFFILIATE], &ids[PERSON], &ids[ROLE], day, &moved, err);
    if (!code)
        assign_say_done(context, ids, day, &moved);
    context_close(context);
    return code;
}

const struct command command_assign = {
    .name = "assign",
    .arguments = "AFFILIATE PERSON ROLE",
    .help = "Assign a person to a role for an affiliate.",
    .details = "The term is as long as the role's term, if it has one; anyone already in the role "
               "stays.\nPut a name of several words in quotes.",
    COMMAND_OPTIONS(assign_options),
    .done = "Assigned",
    .least = WORDS,
    .most = WORDS,
    .run = assign_run,
};
