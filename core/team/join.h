/*
 * join.h: makes a database a member of a team.
 *
 * The member is built beside its final path: from a snapshot if a carrier has one, else from the
 * entries alone. Records that the old file held are added as new ones, dated now, and the old file
 * is kept as PATH~, or PATH~2 and so on if others are. So the path always holds either the old
 * database or a complete member.
 */
#ifndef LI_CORE_TEAM_JOIN_H
#define LI_CORE_TEAM_JOIN_H

#include "core/open.h"
#include "data/sync/sync.h"
#include "data/team/invitation.h"

struct join_options {
    const struct context_options *opening; /* of the database at its final path */
    const struct invitation *invitation;
    /* Judges a database made from a snapshot, as `check` does: a database_restore_proof. */
    enum li_err (*prove)(const char *path, void *arg, struct li_error *err);
    void *prove_arg;
    progress_fn progress; /* counts entries; NULL: not wanted */
    void *progress_arg;
};

/* What is at the path now. */
struct join_before {
    bool exists;
    int64_t records; /* not counting reference data and views */
};
/* LI_REFUSED: it is already in a team. */
enum li_err join_look(
    const struct join_options *options, struct join_before *out, struct li_error *err);

struct join_result {
    int64_t added;         /* records of the old file that were added to the team's */
    bool reached;          /* the acts that make the team have arrived */
    char *snapshot_failed; /* why a snapshot was not used; NULL: one was, or there is none */
    struct sync_result sync;
};
/* The caller frees *out by join_result_clear, whatever is returned. LI_REFUSED: as join_look; or
   the old file has records, and no carrier gave the team's. */
enum li_err join_team(
    const struct join_options *options, struct join_result *out, struct li_error *err);
void join_result_clear(struct join_result *result);

#endif
