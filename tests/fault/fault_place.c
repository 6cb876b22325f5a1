/*
 * fault_place.c: places as hashes of the return addresses on the stack.
 */
#include "tests/fault/fault_place.h"
#include <assert.h>
#include <dlfcn.h>
#include <execinfo.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FAULT_PLACE_DEPTH = 40, FAULT_PLACE_MOST = 1 << 14 };

/* Hashes of places; 0: free. */
struct fault_place_set {
    uint64_t hashes[FAULT_PLACE_MOST];
};

static struct fault_place_set fault_place_tried; /* each with how it failed */

static struct {
    bool on, met;
    long count, fails_at;
    const struct fault_place_how *how;
    struct fault_place_set seen;
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

/* Where the place is in the set, or would be. */
static uint64_t *fault_place_slot(struct fault_place_set *set, uint64_t place)
{
    size_t at = place % FAULT_PLACE_MOST;
    while (set->hashes[at] && set->hashes[at] != place)
        at = (at + 1) % FAULT_PLACE_MOST;
    return &set->hashes[at];
}

/* Whether the place is new. */
static bool fault_place_see(uint64_t place)
{
    uint64_t *slot = fault_place_slot(&fault_place.seen, place);
    bool new = !*slot;
    *slot = place;
    return new;
}

/* The place in the set of those that failed in this way. */
static uint64_t *fault_place_tried_slot(uint64_t place, uint64_t *hash)
{
    uint64_t how = (uint64_t)(uintptr_t)fault_place.how;
    *hash = (place ^ how * 1099511628211U) | 1;
    return fault_place_slot(&fault_place_tried, *hash);
}

static bool fault_place_was_tried(uint64_t place)
{
    uint64_t hash;
    return fault_place_is_short() && *fault_place_tried_slot(place, &hash);
}

static void fault_place_meet(uint64_t place)
{
    uint64_t hash, *slot = fault_place_tried_slot(place, &hash);
    if (fault_place_is_short())
        *slot = hash;
    fault_place.met = true;
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
    assert(first < depth);
    uint64_t hash = 14695981039346656037U;
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
    uint64_t place = fault_place_hash(caller);
    if (fault_place_was_tried(place) || !fault_place_see(place) ||
        ++fault_place.count < fault_place.fails_at)
        return false;
    fault_place_meet(place);
    return true;
}
