/*
 * thief.h: bundles as somebody could make them who has a team key, and keys of a device or made-up
 * ones: signed and sealed as they should be, whatever is in them.
 */
#ifndef LI_TESTS_SUPPORT_THIEF_H
#define LI_TESTS_SUPPORT_THIEF_H

#include "data/bundle/bundle_header.h"
#include "data/team/act.h"
#include "data/team/keys.h"

/* Who writes, and the last entry it wrote. */
struct thief {
    struct id team;
    struct keys_item key; /* seals */
    struct signature_pair pair;
    struct id replica;
    struct hash last; /* zero: none */
    int64_t seq;
    uint64_t hlc;
};

/* With all that the device of the store has, after its last entry there; seals by its first key. */
struct thief thief_of(struct store *store);
/* Nobody whom the team knows, with the team key of the store. */
struct thief thief_stranger(struct store *store);
/* Forgets the last entry and what went before it: the next entry leaves a gap. */
void thief_skip(struct thief *thief);

/* The next entry, alone in a bundle, whose bytes are the caller's to free. */
struct thief_bundle {
    struct bundle_header header;
    struct bytes bytes;
};
struct thief_bundle thief_write(
    struct thief *thief, enum entry_sort sort, const void *changeset, size_t size);
struct thief_bundle thief_say(struct thief *thief, const struct act *act);
/* An entry that adds an area. */
struct thief_bundle thief_add_area(struct thief *thief, int number);

/* Puts the bundle into the folder under its name; frees its bytes. */
void thief_put(struct thief_bundle *bundle, const char *folder);

/* Seals a packed body, whatever it is, under the header. */
struct bytes thief_seal(
    const struct thief *thief, struct bundle_header header, const void *packed, size_t size);

#endif
