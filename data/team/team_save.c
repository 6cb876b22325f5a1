/*
 * team_save.c: judges the acts, and saves what follows from them.
 */
#include "data/team/team_save.h"
#include "data/crypto/signature_memo.h"
#include "data/database/fact.h"
#include "data/entry/entry_counts.h"
#include "data/merge/journal_merge.h"
#include "data/store/query.h"
#include "data/store/transaction.h"
#include "data/team/team_acts.h"
#include "data/team/team_keys.h"
#include "data/team/team_standing.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum li_err team_save_is_shared(
    struct store *store, bool *shared, struct id *team, struct li_error *err)
{
    assert(store && shared && team && err);
    struct team_acts_own own;
    enum li_err code = team_acts_own(store, &own, err);
    *shared = !code;
    if (!code)
        *team = own.team;
    return code == LI_NONE ? LI_OK : code;
}

/* All that a team is judged by. The caller clears *acts, whatever is returned. */
static enum li_err team_save_read(
    struct store *store, struct team_acts *acts, struct team_acts_own *own, struct li_error *err)
{
    *acts = (struct team_acts){0};
    enum li_err code = team_acts_own(store, own, err);
    return code ? code : team_acts_load(store, acts, err);
}

enum li_err team_load(struct store *store, struct team *out, struct li_error *err)
{
    assert(store && out && err);
    struct team_acts acts;
    struct team_acts_own own;
    *out = (struct team){0};
    enum li_err code = team_save_read(store, &acts, &own, err);
    if (!code)
        code = team_acts_judge(store, &acts, &own, out, err);
    team_acts_clear(&acts);
    return code;
}

const struct team_device *team_own(const struct team *team, const struct store *store)
{
    assert(team && store);
    return team_find(team, store_replica(store));
}

/* LI_NONE: an entry that an act of role names is not here, so what leads to it can't be told yet.
 */
static enum li_err team_save_find_heads(
    struct store *store, const struct team_acts *acts, struct li_error *err)
{
    enum li_err code = LI_OK;
    struct entry here;
    for (size_t i = 0; i < acts->count && !code; i++) {
        const struct act *act = &acts->items[i].act;
        for (size_t k = 0; act->what == ACT_ROLE && k < act->head_count && !code; k++)
            code = entry_position_find(store, &act->heads[k].hash, &here, err);
    }
    return code;
}

enum li_err team_save_standing(struct store *store, bool *changed, struct li_error *err)
{
    assert(store && changed && err);
    struct team team = {0};
    struct team_acts acts;
    struct team_acts_own own;
    *changed = false;
    enum li_err code = team_save_read(store, &acts, &own, err);
    if (!code)
        code = team_save_find_heads(store, &acts, err);
    if (!code)
        code = team_acts_judge(store, &acts, &own, &team, err);
    if (!code)
        code = team_standing_save(store, &team, &own, changed, err);
    team_clear(&team);
    team_acts_clear(&acts);
    return code == LI_NONE ? LI_OK : code;
}

/* --- saving ----------------------------------------------------------------------------------- */

struct team_saving {
    const struct team_acts *acts;
    const struct team_acts_own *own;
    const struct team *team;
    size_t verified; /* signatures that were verified before it was judged */
    bool stands_anew, took;
};

/* --- signatures ------------------------------------------------------------------------------- */

/* A signature takes as long to verify as some entries to merge, and a team has one in each act. So
   those of acts are saved once they were verified. `liaise check` does not rely on that. */
static const char team_save_verified[] = "verified";

static enum li_err team_save_load_verified(struct store *store, size_t *count, struct li_error *err)
{
    char *text = NULL;
    struct signature_memo *memo = store_signatures(store);
    enum li_err code =
        signature_memo_count(memo) ? LI_OK : fact_load(store, team_save_verified, &text, err);
    if (!code && text)
        signature_memo_add_text(memo, text);
    free(text);
    *count = signature_memo_count(memo);
    return code;
}

static enum li_err team_save_add_verified(
    struct store *store, const struct team_saving *saving, struct li_error *err)
{
    const struct signature_memo *memo = store_signatures(store);
    if (signature_memo_count(memo) == saving->verified)
        return LI_OK;
    char *text = signature_memo_text(memo);
    enum li_err code = fact_save(store, team_save_verified, text, err);
    free(text);
    return code;
}

/* --- rows ------------------------------------------------------------------------------------- */

/* In one transaction. */
static enum li_err team_save_rows(struct store *store, void *arg, struct li_error *err)
{
    struct team_saving *saving = arg;
    enum li_err code =
        team_standing_save(store, saving->team, saving->own, &saving->stands_anew, err);
    if (!code && saving->stands_anew)
        code = fact_save(store, ENTRY_COUNTS_STALE, "stale", err);
    if (!code)
        code = team_save_add_verified(store, saving, err);
    return code ? code : team_keys_take(store, saving->acts, saving->team, &saving->took, err);
}

/* Has the journal apply or take out the entries that now count differently. */
static enum li_err team_save_rejudge(struct store *store, struct li_error *err)
{
    char *stale;
    enum li_err code = fact_load(store, ENTRY_COUNTS_STALE, &stale, err);
    if (!code && stale && *stale) {
        code = journal_merge_rejudge(store, err);
        if (!code)
            code = fact_save(store, ENTRY_COUNTS_STALE, "", err);
    }
    free(stale);
    return code;
}

static enum li_err team_save_judged(
    struct store *store, struct team_saving *saving, struct li_error *err)
{
    enum li_err code = transaction_begin(store, err);
    if (!code)
        code = team_save_rows(store, saving, err);
    if (!code)
        code = transaction_commit(store, err);
    transaction_rollback(store);
    return code ? code : team_save_rejudge(store, err);
}

enum li_err team_save_judge(
    struct store *store, struct team *out, bool *changed, struct li_error *err)
{
    assert(store && out && changed && err);
    struct team_acts acts = {0};
    struct team_acts_own own;
    struct team_saving saving = {.acts = &acts, .own = &own, .team = out};
    *out = (struct team){0};
    enum li_err code = team_acts_own(store, &own, err);
    if (!code)
        code = team_acts_load(store, &acts, err);
    if (!code)
        code = team_save_load_verified(store, &saving.verified, err);
    if (!code) {
        code = team_acts_judge(store, &acts, &own, out, err);
        out->id = own.team;
    }
    if (!code)
        code = team_save_judged(store, &saving, err);
    *changed = !code && (saving.stands_anew || saving.took);
    team_acts_clear(&acts);
    return code == LI_NONE ? LI_OK : code;
}

enum li_err team_save(struct store *store, bool *changed, struct li_error *err)
{
    struct team team;
    bool anew;
    enum li_err code = team_save_judge(store, &team, &anew, err);
    if (changed)
        *changed = anew;
    team_clear(&team);
    return code;
}
