/*
 * dice.h: keys, other secrets and ids by a seed, so that a simulation can be told again.
 *
 * The program is linked with -Wl,--wrap=id_new.
 */
#ifndef LI_TESTS_SYNC_DICE_H
#define LI_TESTS_SYNC_DICE_H

#include <stdbool.h>
#include <stdint.h>

/* From now on all that libsodium draws, and each new id, follows from the seed. */
void dice_load(uint64_t seed);

/* While aside, chance is taken from elsewhere: so how bundles are sealed and stored, which draws
   numbers too, changes nothing of what happens. */
void dice_set_aside(bool aside);

#endif
