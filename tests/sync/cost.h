/*
 * cost.h: what this process has used.
 */
#ifndef LI_TESTS_SYNC_COST_H
#define LI_TESTS_SYNC_COST_H

/* Seconds, of the clock on the wall and of the processor. */
struct cost {
    double wall, cpu;
};

struct cost cost_now(void);
struct cost cost_since(struct cost before);
double cost_peak_memory(void); /* MiB */

#endif
