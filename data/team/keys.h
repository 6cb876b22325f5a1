/*
 * keys.h: the team's symmetric keys that this device has, under which bundles are sealed.
 */
#ifndef LI_DATA_TEAM_KEYS_H
#define LI_DATA_TEAM_KEYS_H

#include "data/crypto/seal.h"
#include "data/store/store.h"

struct keys_item {
    struct id id;
    struct seal_key key;
};

/* {0} is empty. Secret: keys_clear overwrites it. */
struct keys {
    struct keys_item *items;
    size_t count;
};

/* All of them. The caller frees *out by keys_clear, whatever is returned. */
enum li_err keys_load(struct store *store, struct keys *out, struct li_error *err);
void keys_clear(struct keys *keys);

/* NULL: it is not among them. */
const struct seal_key *keys_find(const struct keys *keys, const struct id *id);

/* Adds a key, in memory or (keys_save) in the database; one that has that id already stays. */
void keys_add(struct keys *keys, const struct id *id, const struct seal_key *key);
enum li_err keys_save(
    struct store *store, const struct id *id, const struct seal_key *key, struct li_error *err);
/* Removes a stored key. */
enum li_err keys_remove(struct store *store, const struct id *id, struct li_error *err);

#endif
