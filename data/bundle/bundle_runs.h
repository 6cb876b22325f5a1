/*
 * bundle_runs.h: where the entries of a branch are cut into bundles.
 *
 * A run ends at a signed entry: for others' entries, where their writer ended a run; for own
 * entries, where this device ends one now. It also ends at each act that gives a key (ACT_KEY,
 * ACT_SEAL). Such a run is sealed under a key that those who need the new one already have, all
 * others under the newest.
 */
#ifndef LI_DATA_BUNDLE_BUNDLE_RUNS_H
#define LI_DATA_BUNDLE_BUNDLE_RUNS_H

#include "data/branch/heads.h"
#include "data/crypto/signature.h"
#include "data/team/team.h"

/* A run to push. */
struct bundle_run {
    struct id team, replica, key; /* key: it is sealed under this */
    struct signature_public signer;
    int64_t first, last;      /* numbers */
    struct hash before, hash; /* of the entry before the first, and of the last */
};

struct bundle_runs {
    struct bundle_run *items;
    size_t count;
};

/* Loads the team that runs are cut for. A device that has just joined may know only its id.
   LI_NONE: this database is not shared. The caller frees *out by team_clear, whatever is
   returned. */
enum li_err bundle_runs_load_team(struct store *store, struct team *out, struct li_error *err);

/* The runs that lead to `tip` from what `have` lists of its branch, or from the first entry, in
   order. Own entries are signed, and "shared up to" is stored, durably, before this returns.
   Entries of another's branch after its last signature are left out, since only their writer can
   sign them; so are all entries of a replica whose key is not known here. The caller frees *out by
   bundle_runs_clear, whatever is returned. */
enum li_err bundle_runs_load(struct store *store, const struct team *team,
    const struct entry_name *tip, const struct heads *have, struct bundle_runs *out,
    struct li_error *err);
void bundle_runs_clear(struct bundle_runs *runs);

/* Signs the last entry of each own branch as shared, and stores "shared up to". */
enum li_err bundle_runs_sign(struct store *store, struct li_error *err);

#endif
