/*
 * database_proof.h: whether a database that was made of a backup, or came from a team, is sound.
 */
#ifndef LI_CLI_DATABASE_PROOF_H
#define LI_CLI_DATABASE_PROOF_H

#include "cli/command.h"

struct database_proof {
    const struct invocation *line;
    const char *refusal; /* "it was not restored; use another backup" */
};

/* The database at path must pass `check`, except for the rules that records break: those a person
   corrects. Findings are said on standard error. arg is a struct database_proof. */
enum li_err database_proof_check(const char *path, void *arg, struct li_error *err);

#endif
