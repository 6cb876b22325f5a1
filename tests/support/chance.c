/*
 * chance.c: chance by a seed.
 */
#include "tests/support/chance.h"
#include "tests/support/seed.h"
#include <stdlib.h>

uint64_t chance_next(struct chance *chance)
{
    uint64_t z = chance->state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

int chance_below(struct chance *chance, int limit)
{
    return (int)(chance_next(chance) % (uint64_t)limit);
}

bool chance_of(struct chance *chance, int percent)
{
    return chance_below(chance, 100) < percent;
}

struct id chance_id(struct chance *chance)
{
    struct id id;
    for (int i = 0; i < ID_SIZE; i++)
        id.byte[i] = (unsigned char)chance_next(chance);
    return id;
}

int chance_seeds(int argc, char **argv, int usual)
{
    enum { SANITIZED_SHARE = 8 };
    const char *wanted = argc > 1 ? argv[1] : getenv("LIAISE_SEEDS");
    if (wanted && atoi(wanted) > 0)
        return atoi(wanted);
    return seed_sanitized() ? 1 + usual / SANITIZED_SHARE : usual;
}
