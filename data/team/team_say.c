/*
 * team_say.c: writes an act as an entry.
 */
#include "data/team/team_say.h"
#include "data/journal/journal_team.h"
#include <assert.h>
#include <stdlib.h>

struct team_saying {
    struct act *act;
    team_say_begin begin;
    void *arg;
    struct bytes bytes;
};

static enum li_err team_say_it(
    struct store *store, void *arg, struct journal_team_act *said, struct li_error *err)
{
    struct team_saying *saying = arg;
    enum li_err code = saying->begin ? saying->begin(store, saying->arg, saying->act, err) : LI_OK;
    if (code)
        return code;
    act_encode(saying->act, &saying->bytes);
    said->bytes = saying->bytes.at;
    said->size = saying->bytes.size;
    return LI_OK;
}

enum li_err team_say(struct store *store, const char *label, struct act *act, team_say_begin begin,
    void *arg, struct li_error *err)
{
    assert(store && label && act && err);
    struct team_saying saying = {.act = act, .begin = begin, .arg = arg};
    struct journal_team_act said = {.label = label};
    enum li_err code = journal_team_write(store, said, team_say_it, &saying, err);
    free(saying.bytes.at);
    return code;
}
