/*
 * fault_place.c: places as hashes of the return addresses on the stack.
 */
#include "tests/fault/fault_place.h"
#include <dlfcn.h>
#include <execinfo.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FAULT_PLACE_DEPTH = 40, FAULT_PLACE_MOST = 1 << 14 };

static struct {
    bool on, met;
    long count, fails_at;
    const struct fault_place_how *how;
    uint64_t seen[FAULT_PLACE_MOST]; /* hashes of places; 0: free */
} fault_place;

void fault_place_begin(long n, const struct fault_place_how *how)
{
    memset(&fault_place, 0, sizeof fault_place);
    fault_place.fails_at = n;
    fault_place.how = how;
    fault_place.on = n > 0;
}

bool fault_place_end(void)
{
    fault_place.on = false;
    return fault_place.met;
}

const struct fault_place_how *fault_place_how(void)
{
    return fault_place.how;
}

static int fault_place_callers(void)
{
    const char *asked = getenv("LIAISE_CALLERS");
    int most = asked ? atoi(asked) : 0;
    return most > 0 && most < FAULT_PLACE_DEPTH ? most : FAULT_PLACE_DEPTH;
}

bool fault_place_is_short(void)
{
    return fault_place_callers() < FAULT_PLACE_DEPTH;
}

/* Whether the place is new. */
static bool fault_place_see(uint64_t place)
{
    size_t at = place % FAULT_PLACE_MOST;
    while (fault_place.seen[at] && fault_place.seen[at] != place)
        at = (at + 1) % FAULT_PLACE_MOST;
    bool new = !fault_place.seen[at];
    fault_place.seen[at] = place;
    return new;
}

/* The chain begins with the caller of the function that fails. */
static uint64_t fault_place_hash(const void *caller)
{
    enum { OWN = 8 }; /* frames of this layer, at most */
    void *chain[FAULT_PLACE_DEPTH + OWN];
    int callers = fault_place_callers(), first = 0;
    int depth = backtrace(chain, callers + OWN);
    while (first < depth && chain[first] != caller)
        first++;
    int end = first + callers;
    uint64_t hash = 14695981039346656037U ^ (uint64_t)(uintptr_t)caller;
    for (int i = first; i < depth && i < end; i++)
        hash = (hash ^ (uint64_t)(uintptr_t)chain[i]) * 1099511628211U;
    return hash | 1;
}

static bool fault_place_is_ours(const void *caller)
{
    static const void *program;
    Dl_info about;
    if (!program && dladdr((const void *)(uintptr_t)&fault_place_is_due, &about))
        program = about.dli_fbase;
    return dladdr(caller, &about) && about.dli_fbase == program;
}

bool fault_place_is_due(const void *caller)
{
    if (!fault_place.on || !fault_place_is_ours(caller))
        return false;
    if (fault_place.met)
        return fault_place.how->lasting;
    if (!fault_place_see(fault_place_hash(caller)) || ++fault_place.count < fault_place.fails_at)
        return false;
    fault_place.met = true;
    return true;
}
