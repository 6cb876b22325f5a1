/*
 * cost.c: clocks.
 */
#include "tests/sync/cost.h"
#include <sys/resource.h>
#include <time.h>

static double cost_seconds(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

struct cost cost_now(void)
{
    return (struct cost){cost_seconds(CLOCK_MONOTONIC), cost_seconds(CLOCK_PROCESS_CPUTIME_ID)};
}

struct cost cost_since(struct cost before)
{
    struct cost now = cost_now();
    return (struct cost){now.wall - before.wall, now.cpu - before.cpu};
}

double cost_peak_memory(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss / 1024;
}
