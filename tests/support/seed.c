/*
 * seed.c: where chance begins.
 */
#include "tests/support/seed.h"
#include "data/base/memory.h"
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
