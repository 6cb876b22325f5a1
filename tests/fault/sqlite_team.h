/*
 * sqlite_team.h: a team as what pieces of work are tried on (sqlite_trial.h): headquarters, whose
 * database is worked on, and a laptop that is a member and wrote something since they met.
 */
#ifndef LI_TESTS_FAULT_SQLITE_TEAM_H
#define LI_TESTS_FAULT_SQLITE_TEAM_H

#include "tests/fault/sqlite_trial.h"
#include "tests/support/sharing.h"

struct sqlite_team {
    struct id device;               /* the laptop's */
    struct sharing_bundles bundles; /* what it wrote since */
    char *share, *kept; /* the folder of the carrier, and what lies there as each try begins */
    char *mail;         /* what it wrote, as a file */
};

/* Makes both, and begins a trial with headquarters' database whose arg is the team. */
void sqlite_team_begin(struct sqlite_trial *trial, struct place *place, struct sqlite_team *team);
void sqlite_team_end(struct sqlite_trial *trial, struct sqlite_team *team);

/* A begin of a work. */
struct store *sqlite_team_open(struct sqlite_trial *trial);
/* The same, with the carrier's folder as it was. */
struct store *sqlite_team_open_carriers(struct sqlite_trial *trial);

/* A new store beside the one in the place, for a test that makes its own team. The caller closes
   it. */
struct store *sqlite_team_open_beside(struct place *place, const char *name);

/* Tries each of the works, to one without a name. */
void sqlite_team_run(struct place *place, const struct sqlite_work *works);

#endif
