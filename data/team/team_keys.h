/*
 * team_keys.h: takes team keys from the acts that give them to this device.
 */
#ifndef LI_DATA_TEAM_TEAM_KEYS_H
#define LI_DATA_TEAM_TEAM_KEYS_H

#include "data/team/keys.h"
#include "data/team/team_acts.h"

/* The newest of the team's keys that is among these; NULL: none is. */
const struct keys_item *team_keys_newest(const struct team *team, const struct keys *keys);

/* The key under which to seal: the newest or, before an act that made one of these has arrived, the
   one from the invitation. NULL: there is none. */
const struct keys_item *team_keys_to_seal(const struct team *team, const struct keys *keys);

/* Inside a transaction: opens and saves the keys that acts which count give to this device, and
   drops saved keys that such acts show to be false. *took is set to true if a key came or went,
   else left alone. */
enum li_err team_keys_take(struct store *store, const struct team_acts *acts,
    const struct team *team, bool *took, struct li_error *err);

/* Opens the team key that an entry gives to this device although the entry can't be merged yet,
   because entries before it are sealed under that key. Only team_keys_take can tell, once those are
   here, whether it is the right one. *took: a new key was saved. An entry that is not an act gives
   none. */
enum li_err team_keys_take_early(
    struct store *store, const struct entry *entry, bool *took, struct li_error *err);

#endif
