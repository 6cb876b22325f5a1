/*
 * team_write.h: acts of this device.
 *
 * Each is written at once, as an entry of its own, and the team saved (team_save.h). LI_REFUSED:
 * this device may not do it; the message says why.
 */
#ifndef LI_DATA_TEAM_TEAM_WRITE_H
#define LI_DATA_TEAM_TEAM_WRITE_H

#include "data/crypto/phrase.h"
#include "data/team/invitation.h"
#include "data/team/team_save.h"

/* Who says so, and on what. Texts are borrowed. */
struct team_person {
    struct id person; /* nil: not known */
    const char *name;
    const char *device; /* name of the device, such as the computer's */
};

/* The database first shares: it gets keys, goes on under the replica they prove, founds a team, and
   gets the first team key. phrase becomes the recovery phrase, to be shown once and kept nowhere.
   LI_REFUSED: it is in a team already. */
enum li_err team_write_found(struct store *store, const struct team_person *person,
    char phrase[PHRASE_SIZE], struct li_error *err);

/* An invitation, open until it expires (hlc). *out is the caller's to invitation_clear; the caller
   adds the carriers. */
enum li_err team_write_invite(struct store *store, const struct team_person *person,
    enum act_role role, uint64_t expires, const char *login, struct invitation *out,
    struct li_error *err);

/* In a database that shares with nobody (a snapshot put in place, or an empty one): takes the team
   from the invitation, makes keys, and asks to be admitted. */
enum li_err team_write_join(struct store *store, const struct invitation *invitation,
    const char *device, struct li_error *err);

/* Admits a join that waits, by its replica, whatever became of its invitation. */
enum li_err team_write_admit(struct store *store, const struct id *replica, enum act_role role,
    const struct team_person *person, struct li_error *err);

/* Another role for a device, or none: revoked, then a new team key follows. What it wrote up to
   what is here counts as before. */
enum li_err team_write_role(
    struct store *store, const struct id *device, enum act_role role, struct li_error *err);

/* Makes this device an administrator by the recovery phrase. */
enum li_err team_write_recover(struct store *store, const char *phrase,
    const struct team_person *person, struct li_error *err);

/* What this device owes, after a sync brought entries: goes on for a replica it was (continue);
   and if it is an administrator's, admits first joins of open invitations, makes a new key where a
   revoked device has the newest, and seals the newest for those who do not have it. *written (may
   be NULL): how many acts. */
enum li_err team_write_owed(struct store *store, size_t *written, struct li_error *err);

#endif
