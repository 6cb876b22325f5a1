/*
 * cmd_join.c: makes the database a member of a team, with an invitation.
 */
#include "cli/command.h"
#include "cli/database_proof.h"
#include "cli/progress_meter.h"
#include "cli/secret_line.h"
#include "cli/sync_answer.h"
#include "core/team/join.h"
#include "data/base/disk.h"
#include "data/base/file.h"
#include "data/base/memory.h"
#include "data/database/database_restore.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct option_spec join_options[] = {
    {"dry-run", 0, NULL, "Show what would happen, and change nothing."},
    {"yes", 0, NULL, "Join even if there are records here; they are added to the team's."},
};

static enum li_err join_read_line(const char *line, struct invitation *out, struct li_error *err)
{
    char *words;
    enum li_err code = secret_line_read("The six words", &words, err);
    if (!code)
        code = invitation_open(line, words, out, err);
    secret_line_free(words);
    return code;
}

static enum li_err join_read_invitation(
    const char *word, struct invitation *out, struct li_error *err)
{
    *out = (struct invitation){0};
    if (invitation_is_line(word))
        return join_read_line(word, out, err);
    char *text = file_read(word);
    if (!text && errno == ENOENT)
        return li_fail(err, LI_IO,
            "There is no file %s; name an invitation's file, or give its line (liaise1-...).",
            word);
    if (!text)
        return li_fail(err, LI_IO, "%s can't be read: %s.", word, strerror(errno));
    enum li_err code = invitation_parse(text, strlen(text), out, err);
    secret_line_free(text);
    return code;
}

/* --- what will happen ------------------------------------------------------------------------- */

static char *join_team_name(const struct invitation *invitation)
{
    return li_format("the team%s%s", invitation->organization ? " of " : "",
        invitation->organization ? invitation->organization : "");
}

static char *join_plan(const struct join_options *options, const struct join_before *before)
{
    const char *path = options->opening->path;
    char *team = join_team_name(options->invitation), *place = disk_real(path);
    char *old = database_restore_old_name(place);
    char *plan =
        before->records > 0
            ? li_format("%s has %lld record%s. Joining %s replaces it with the team's records, and "
                        "adds yours as new ones, dated today. The current file is kept as %s .",
                  path, (long long)before->records, before->records == 1 ? "" : "s", team, old)
            : li_format("Joining %s makes %s a copy of the team's records.", team, path);
    free(old);
    free(place);
    free(team);
    return plan;
}

/* Says what will happen. LI_REFUSED: there are records here, and no --yes. */
static enum li_err join_agree(const struct invocation *line, const struct join_options *options,
    const struct join_before *before, struct li_error *err)
{
    char *said = join_plan(options, before);
    bool asks = before->records > 0 && !command_option(line, "yes");
    enum li_err code = LI_OK;
    if (command_option(line, "dry-run"))
        command_answer(said);
    else if (asks)
        code = li_fail(err, LI_REFUSED, "%s To go ahead, add --yes.", said);
    free(said);
    return code;
}

static void join_say_done(const struct join_options *options, const struct join_result *result)
{
    char *team = join_team_name(options->invitation), *said;
    char *added = result->added
                      ? li_format(" Added %lld of your records.", (long long)result->added)
                      : li_strdup("");
    if (result->reached)
        said = li_format("Joined %s.%s An administrator's device admits this one at its next sync; "
                         "until then the others don't see your changes.",
            team, added);
    else
        said = li_format("Joined %s, but none of its records have arrived yet. When a carrier can "
                         "be reached, run `liaise sync`; `liaise carrier add` adds one that is "
                         "missing. By mail: send an administrator the file "
                         "that `liaise sync export FILE` writes, and run `liaise sync import "
                         "FILE` on the file that they send you.",
            team);
    command_answer(said);
    free(said);
    free(added);
    free(team);
}

/* --- joining ---------------------------------------------------------------------------------- */

static enum li_err join_do(
    const struct invocation *line, const struct join_options *asked, struct li_error *err)
{
    struct progress_meter meter;
    struct join_options options = *asked;
    struct join_result result;
    struct join_before before;
    enum li_err code = join_look(&options, &before, err);
    if (!code)
        code = join_agree(line, &options, &before, err);
    if (code || command_option(line, "dry-run"))
        return code;
    options.progress = progress_meter_journal;
    options.progress_arg = &meter;
    progress_meter_begin(&meter, "entries");
    code = join_team(&options, &result, err);
    progress_meter_end(&meter);
    if (!code) {
        struct li_error said;
        if (result.snapshot_failed && result.reached)
            command_say(
                "liaise: The carrier's snapshot was not used; all entries were read instead: %s",
                result.snapshot_failed);
        else if (result.snapshot_failed)
            command_say("liaise: %s", result.snapshot_failed);
        sync_answer_say(&result.sync, &said);
        join_say_done(&options, &result);
    }
    join_result_clear(&result);
    return code;
}

static enum li_err join_run(const struct invocation *line, struct li_error *err)
{
    struct invitation invitation;
    struct context_options opening = {
        .config = line->global[GLOBAL_CONFIG] ? line->global[GLOBAL_CONFIG] : line->usual_config,
        .config_named = line->global[GLOBAL_CONFIG] != NULL,
        .as = line->global[GLOBAL_AS],
        .today = line->today,
    };
    struct database_proof proof = {line, "it was not used"};
    struct join_options options = {.opening = &opening,
        .invitation = &invitation,
        .prove = database_proof_check,
        .prove_arg = &proof};
    enum li_err code = command_path(line, &opening.path, err);
    if (!code)
        code = join_read_invitation(line->words[0], &invitation, err);
    else
        return code;
    if (!code)
        code = join_do(line, &options, err);
    invitation_clear(&invitation);
    return code;
}

const struct command command_join = {
    .name = "join",
    .arguments = "FILE|LINE",
    .help = "Join a team with an invitation: a file, or a line.",
    .details = "The database (--db) becomes a member of the team. For a line, the six words that "
               "open it are read\nfrom standard input. Records already here are added to the "
               "team's, and the current file\nis saved with ~ after its name. An administrator's "
               "device admits this one at its next sync.",
    COMMAND_OPTIONS(join_options),
    .done = "Joined",
    .least = 1,
    .most = 1,
    .run = join_run,
};
