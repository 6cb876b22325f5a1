/*
 * cmd_invite.c: invites a person to join the team with a device.
 */
#include "cli/command.h"
#include "cli/share_database.h"
#include "cli/sync_answer.h"
#include "core/kind/person.h"
#include "core/open.h"
#include "core/record/record_load.h"
#include "core/team/team_view.h"
#include "data/base/file.h"
#include "data/base/memory.h"
#include "data/crypto/secret.h"
#include "data/entry/entry_clock.h"
#include "data/store/store_error.h"
#include "data/store/transaction.h"
#include "data/sync/carriers.h"
#include <stdlib.h>
#include <string.h>

static const struct option_spec invite_options[] = {
    {"role", 0, "ROLE", "admin, editor or reader (default: editor)."},
    {"expires", 0, "DAY", "Last day on which it can be used (default: +7d)."},
    {"login", 0, "NAME", "The person's login on the hub."},
    {"output", 'o', "FILE", "Write the invitation to a file instead of one line."},
};

/* The options of the command line. */
struct invite_offer {
    enum act_role role;
    uint64_t expires;
    const char *login, *file; /* NULL: none */
};

/* The hlc of the day's last second, in local time. */
static uint64_t invite_end_of_day(day_t day)
{
    return entry_clock_hlc((int64_t)date_end_of_day(day) * 1000);
}

static enum li_err invite_parse(
    const struct invocation *line, struct invite_offer *offer, struct li_error *err)
{
    day_t day = date_add(command_today(line), 7);
    enum li_err code = act_role_parse(command_option_or(line, "role", "editor"), &offer->role, err);
    if (!code && command_option(line, "expires"))
        code = command_day(line, "expires", &day, err);
    if (!code && (day == DAY_NONE || day < command_today(line)))
        code = li_fail(err, LI_USAGE, "--expires takes today or a later date, not \"%s\".",
            command_option(line, "expires"));
    offer->expires = code ? 0 : invite_end_of_day(day);
    offer->login = command_option(line, "login");
    offer->file = command_option(line, "output");
    return code;
}

static enum li_err invite_add_carriers(
    struct context *context, struct invitation *invitation, struct li_error *err)
{
    struct carriers carriers;
    enum li_err code = carriers_load(context->store, &carriers, err);
    for (size_t i = 0; i < carriers.count && !code; i++) {
        char *place = carriers_offer(&carriers.items[i], invitation->login);
        invitation_add_carrier(
            invitation, carriers.items[i].name, carriers.items[i].class_name, place);
        free(place);
    }
    carriers_clear(&carriers);
    return code ? code : context_org(context, &invitation->organization, err);
}

/* Puts the invitation and a snapshot on the carriers, where the new device looks for them. A
   carrier that can't be reached now gets them at the next sync. */
static enum li_err invite_put_ready(struct context *context, struct li_error *err)
{
    const struct sync_options options = {.snapshot = true};
    struct sync_result result;
    enum li_err code = sync_answer_run(context, &options, &result, err);
    struct li_error said;
    sync_answer_say(&result, &said);
    if (!code && result.failed > 0)
        command_say("liaise: Run `liaise sync` once the carrier can be reached; until then the "
                    "invitation can't be used there.");
    sync_result_clear(&result);
    if (code != LI_NONE)
        return code;
    command_say("liaise: The team has no carrier, so the invitation names none. Add one with "
                "`liaise carrier add` and invite again, or send the file that `liaise sync export "
                "FILE` writes, too.");
    return LI_OK;
}

/* An invitation being made. */
struct invite_work {
    struct context *context;
    const struct team_person *person;
    const struct invite_offer *offer;
    struct invitation *invitation;
};

static enum li_err invite_make(const struct invite_work *work, struct li_error *err)
{
    const struct invite_offer *offer = work->offer;
    enum li_err code = team_write_invite(work->context->store, work->person, offer->role,
        offer->expires, offer->login, work->invitation, err);
    return code ? code : invite_add_carriers(work->context, work->invitation, err);
}

/* A file_writer. The team is told only once there is a file to write to: else an invitation would
   be open that nobody has. */
static enum li_err invite_write(FILE *out, void *arg, struct li_error *err)
{
    struct bytes bytes = {0};
    const struct invite_work *work = arg;
    enum li_err code = invite_make(work, err);
    if (code)
        return code;
    invitation_write(work->invitation, &bytes);
    if (fwrite(bytes.at, bytes.size, 1, out) != 1)
        code = li_fail(err, LI_IO, "The invitation can't be written.");
    secret_forget(bytes.at, bytes.size);
    free(bytes.at);
    return code;
}

static void invite_say_file(const struct invitation *invitation, const char *path)
{
    char *said = li_format("Wrote the invitation for %s to %s. Anyone who has this file can use it "
                           "once to join, so deliver it safely.",
        invitation->person_name, path);
    command_answer(said);
    free(said);
}

static enum li_err invite_to_line(const struct invitation *invitation, struct li_error *err)
{
    char words[PHRASE_SIZE], *line = NULL;
    enum li_err code = invitation_seal(invitation, &line, words, err);
    if (!code) {
        char *said = li_format("%s\nWords that open it (send them separately): %s", line, words);
        command_answer(said);
        secret_forget(said, strlen(said));
        free(said);
    }
    secret_forget(words, sizeof words);
    free(line);
    return code;
}

/* Why the person's name is not known. */
static enum li_err invite_say_unread(struct context *context, struct li_error *err)
{
    enum li_err code = store_error_refuse_unread(context->store, err);
    return code ? code : li_fail(err, LI_NONE, "This person no longer exists.");
}

static enum li_err invite_person(struct context *context, const struct id *id,
    const struct invite_offer *offer, struct li_error *err)
{
    struct invitation invitation = {0};
    char *name = record_title(context, &kind_person, id);
    const struct team_person person = {*id, name, NULL};
    struct invite_work work = {context, &person, offer, &invitation};
    enum li_err code = name ? LI_OK : invite_say_unread(context, err);
    if (code)
        return code;
    code =
        offer->file ? file_write(offer->file, invite_write, &work, err) : invite_make(&work, err);
    if (!code)
        code = invite_put_ready(context, err);
    if (!code && offer->file)
        invite_say_file(&invitation, offer->file);
    else if (!code)
        code = invite_to_line(&invitation, err);
    invitation_clear(&invitation);
    free(name);
    return code;
}

static enum li_err invite_run(const struct invocation *line, struct li_error *err)
{
    static const struct kind *const named[] = {&kind_person};
    struct invite_offer offer;
    struct context *context;
    struct id person;
    enum li_err code = invite_parse(line, &offer, err);
    if (!code)
        code = command_open_named(line, STORE_WRITE, named, 1, &context, &person, err);
    if (code)
        return code;
    char *phrase;
    transaction_series_begin(context->store); /* the database may be shared before a failure */
    code = share_database_begin(context, &phrase, err);
    if (!code) {
        share_database_say(phrase);
        code = invite_person(context, &person, &offer, err);
    }
    transaction_series_end(context->store);
    context_close(context);
    return code;
}

const struct command command_invite = {
    .name = "invite",
    .arguments = "PERSON",
    .help = "Invite a person to join the team with their computer.",
    .details = "The invitation is a file (-o), or one line with six words that open it. Send the "
               "words separately,\nfor example by phone. It can be used once, before it expires, "
               "with `liaise join`.\nA reader can only read, an editor can also write, an admin "
               "can also invite and revoke.",
    COMMAND_OPTIONS(invite_options),
    .done = "Invited",
    .least = 1,
    .most = 1,
    .run = invite_run,
};
