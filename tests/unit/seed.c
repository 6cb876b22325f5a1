/*
 * seed.c: where chance begins, and how it goes on (splitmix64).
 */
#include "seed.h"
#include "../../data/memory.h"
#include <stdio.h>
#include <stdlib.h>

static unsigned long of_commit(void)
{
    const char *source = getenv("SOURCE");
    char *command = li_format("git -C '%s' rev-parse HEAD 2>/dev/null", source ? source : ".");
    char hash[9] = "";
    FILE *in = popen(command, "r");
    free(command);
    if (!in)
        return 0;
    if (!fgets(hash, sizeof hash, in))
        hash[0] = '\0';
    pclose(in);
    return strtoul(hash, NULL, 16);
}

unsigned long seed_given(void)
{
    const char *given = getenv("LIAISE_SEED");
    unsigned long seed = given ? strtoul(given, NULL, 10) : of_commit();
    seed = seed ? seed : 1;
    printf("LIAISE_SEED=%lu\n", seed);
    fflush(stdout);
    return seed;
}

struct seed seed_start(unsigned long given)
{
    return (struct seed){given};
}

uint64_t seed_below(struct seed *seed, uint64_t limit)
{
    uint64_t z = seed->state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return limit ? (z ^ z >> 31) % limit : 0;
}

bool seed_sanitized(void)
{
#if defined(__SANITIZE_ADDRESS__)
    return true;
#elif defined(__has_feature)
    return __has_feature(address_sanitizer);
#else
    return false;
#endif
}
