/*
 * sample_goal.h: what is known of a goal, made up for tests of how far it is and how healthy.
 *
 * Days are counted from the start of the goal; unless a case says otherwise a goal runs from day 0
 * to day 364 and is reported quarterly (every 91 days).
 */
#ifndef LI_TESTS_SUPPORT_SAMPLE_GOAL_H
#define LI_TESTS_SUPPORT_SAMPLE_GOAL_H

#include "core/health/goal_health.h"
#include <stddef.h>

enum { BEGIN = 20454 /* 2026-01-01 */, LENGTH = 364 };

/* A goal of which nothing is known but how it is measured; the rest build on it. */
struct goal_facts unlogged(enum measure measure, double target);
struct goal_facts logged(enum measure measure, double target, double value);

struct goal_facts level(double from, double to, double value);
struct goal_facts total(double to, double sum);
struct goal_facts yes_no(double value);
struct goal_facts maintain(double from, double to, double within, double value);
struct goal_facts milestones(int all, int reached, int by_now);

/* The same goal, but for that. */
struct goal_facts with_state(struct goal_facts facts, enum goal_state state);
struct goal_facts with_days(struct goal_facts facts, day_t start, day_t due);
struct goal_facts with_latest(struct goal_facts facts, enum cadence cadence, day_t on);
struct goal_facts with_point(struct goal_facts facts, int day, double value);

/* Fails the test unless they are the same but for rounding; which: the number of the case. */
void assert_near(double got, double wanted, size_t which);

#endif
