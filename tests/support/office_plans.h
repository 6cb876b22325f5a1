/*
 * office_plans.h: a small office for tests of plans: CAMA has an agreed plan for 2026 and an
 * agreement with two commitments, BARE has neither.
 */
#ifndef LI_TESTS_SUPPORT_OFFICE_PLANS_H
#define LI_TESTS_SUPPORT_OFFICE_PLANS_H

#include "tests/support/sample_office.h"

/* For cmocka: *state is a struct office, which office_teardown frees. */
int plans_setup(void **state);
struct id plans_affiliate(struct office *office, const char *code);

/* A goal of the plan of 2026, due by the end of the year; value: what is logged, NULL for nothing.
 */
void plans_add_goal(struct office *office, const char *title, const char *measure,
    const char *target, const char *value);

/* Drafts and saves a plan for CAMA; leaves out the item of that number, -1 for none. */
void plans_draft(struct office *office, int year, int left_out);

#endif
