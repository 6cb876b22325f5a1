/*
 * join.h: a database that becomes a member of a team.
 *
 * All is made beside its place: from a snapshot where a carrier has one, else from the entries
 * alone. Records that lay there before come in as additions dated now, and the old file stays as
 * PATH~ . So the place holds what it held before, or a member of the team.
 */
#ifndef LI_CORE_TEAM_JOIN_H
#define LI_CORE_TEAM_JOIN_H

#include "core/open.h"
#include "data/sync/sync.h"
#include "data/team/invitation.h"

struct join_options {
    const struct context_options *opening; /* of the database at its place */
    const struct invitation *invitation;
    /* Judges the database that was made of a snapshot, as `check` does: a snapshot_proof. */
    enum li_err (*prove)(const char *path, void *arg, struct li_error *err);
    void *prove_arg;
    progress_fn progress; /* counts entries, or rows of a snapshot; NULL: not wanted */
    void *progress_arg;
};

/* What lies there now. */
struct join_before {
    bool exists;
    int64_t records; /* that a person added; reference data does not count */
};
/* LI_REFUSED: it is in a team already. */
enum li_err join_look(
    const struct join_options *options, struct join_before *out, struct li_error *err);

struct join_result {
    int64_t added;         /* records of one's own */
    bool reached;          /* the team: what it is has arrived */
    char *snapshot_failed; /* why a snapshot was not used; NULL: one was, or there is none */
    struct sync_result sync;
};
/* The caller frees *out by join_result_clear, whatever is returned. LI_REFUSED: as join_look;
   or there are records of one's own, and no carrier gave those of the team. */
enum li_err join_team(
    const struct join_options *options, struct join_result *out, struct li_error *err);
void join_result_clear(struct join_result *result);

#endif
