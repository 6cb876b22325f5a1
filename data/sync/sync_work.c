/*
 * sync_work.c: what a sync tells, and what it owes to the team.
 */
#include "data/sync/sync_work.h"
#include "data/base/memory.h"
#include "data/team/team_write.h"
#include <assert.h>

void sync_work_say(struct sync_work *work, bool failed, char *text)
{
    assert(work && text);
    struct sync_result *result = work->result;
    result->said = li_realloc(result->said, result->said_count + 1, sizeof *result->said);
    result->said[result->said_count++] = (struct sync_sentence){text, failed};
}

enum li_err sync_work_update_team(struct sync_work *work, struct li_error *err)
{
    assert(work && err);
    enum li_err code = team_save(work->store, NULL, err);
    return code ? code : team_write_owed(work->store, NULL, err);
}
