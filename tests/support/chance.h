/*
 * chance.h: chance by a seed, the same on every machine.
 */
#ifndef LI_TESTS_SUPPORT_CHANCE_H
#define LI_TESTS_SUPPORT_CHANCE_H

#include "data/base/id.h"
#include <stdbool.h>
#include <stdint.h>

struct chance {
    uint64_t state;
};

uint64_t chance_next(struct chance *chance);
int chance_below(struct chance *chance, int limit);
bool chance_of(struct chance *chance, int percent);
struct id chance_id(struct chance *chance);

/* How many seeds to try: what the first argument or LIAISE_SEEDS says, or else usual; with
   sanitizers, where each takes six times as long, a quarter of that. */
int chance_seeds(int argc, char **argv, int usual);

#endif
