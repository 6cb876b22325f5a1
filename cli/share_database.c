/*
 * share_database.c: founding a team.
 */
#include "cli/share_database.h"
#include "cli/command.h"
#include "core/team/team_view.h"
#include "data/base/memory.h"
#include "data/crypto/secret.h"
#include <stdlib.h>
#include <string.h>

enum li_err share_database_begin(struct context *context, char **phrase, struct li_error *err)
{
    bool shared;
    struct id team;
    struct team_person person;
    char made[PHRASE_SIZE];
    *phrase = NULL;
    enum li_err code = team_save_is_shared(context->store, &shared, &team, err);
    if (code || shared)
        return code;
    code = team_view_person(context, &person, err);
    if (!code)
        code = team_write_found(context->store, &person, made, err);
    if (!code)
        *phrase = li_strdup(made);
    team_view_person_clear(&person);
    secret_forget(made, sizeof made);
    return code;
}

void share_database_say(char *phrase)
{
    if (!phrase)
        return;
    char *said = li_format("This database is shared from now on, and this computer is its first "
                           "administrator.\nRecovery phrase (write it down: it is not shown again, "
                           "and makes any device an administrator):\n%s",
        phrase);
    command_answer(said);
    secret_forget(said, strlen(said));
    secret_forget(phrase, strlen(phrase));
    free(said);
    free(phrase);
}
