/*
 * team_write.h: acts that a person decides on, written by this device.
 *
 * Each is written at once, as an entry of its own, and the team saved (team_save.h). LI_REFUSED:
 * this device may not do it; the message says why.
 */
#ifndef LI_DATA_TEAM_TEAM_WRITE_H
#define LI_DATA_TEAM_TEAM_WRITE_H

#include "data/crypto/phrase.h"
#include "data/team/invitation.h"
#include "data/team/team_save.h"

/* A person and their device. Texts are borrowed. */
struct team_person {
    struct id person; /* nil: not known */
    const char *name;
    const char *device; /* name of the device, such as the computer's */
};

/* Makes this database shared: it gets keys and a replica id that they prove, founds a team, and
   gets the first team key. phrase is set to the recovery phrase, to be shown once and stored
   nowhere. LI_REFUSED: it is already in a team. */
enum li_err team_write_found(struct store *store, const struct team_person *person,
    char phrase[PHRASE_SIZE], struct li_error *err);

/* Makes an invitation, open until `expires` (hlc). The caller adds the carriers to *out, and frees
   it by invitation_clear. */
enum li_err team_write_invite(struct store *store, const struct team_person *person,
    enum act_role role, uint64_t expires, const char *login, struct invitation *out,
    struct li_error *err);

/* In a database that is not shared (made from a snapshot, or empty): takes the team from the
   invitation, makes keys, and asks to be admitted. */
enum li_err team_write_join(struct store *store, const struct invitation *invitation,
    const char *device, struct li_error *err);

/* Admits a join that waits, by its replica, whatever became of its invitation. */
enum li_err team_write_admit(struct store *store, const struct id *replica, enum act_role role,
    const struct team_person *person, struct li_error *err);

/* Gives a device another role, or none: then it is revoked, and a new team key is made. What has
   arrived here from it counts as before. */
enum li_err team_write_role(
    struct store *store, const struct id *device, enum act_role role, struct li_error *err);

/* Makes this device an administrator with the recovery phrase. */
enum li_err team_write_recover(struct store *store, const char *phrase,
    const struct team_person *person, struct li_error *err);

/* Writes the acts that this device owes after a sync brought entries: it continues its former
   replicas and seals keys for devices that lack them; an administrator's also admits the first join
   of each open invitation, and makes a new key if a revoked device has the newest. */
enum li_err team_write_owed(struct store *store, struct li_error *err);

#endif
