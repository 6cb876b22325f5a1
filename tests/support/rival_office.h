/*
 * rival_office.h: an office and a copy of it on another laptop, where "Bo" is at work, for the
 * tests of edits that conflict.
 *
 * What cannot be done where it should fails the test that asked for it.
 */
#ifndef LI_TESTS_SUPPORT_RIVAL_OFFICE_H
#define LI_TESTS_SUPPORT_RIVAL_OFFICE_H

#include "core/agenda/agenda.h"
#include "core/sync/conflicts.h"
#include "core/sync/conflicts_decide.h"
#include "tests/support/sample_office.h"

struct rivals {
    struct office *office;
    struct context *mine, *theirs; /* mine: the office's */
    struct id affiliate, goal;     /* both have them: CAMA of Ottawa, and its "Train ten" */
};

/* For cmocka: *state is a struct rivals. */
int rivals_set_up(void **state);
int rivals_tear_down(void **state);
#define RIVALS_TEST(test) cmocka_unit_test_setup_teardown(test, rivals_set_up, rivals_tear_down)

/* Each takes in all entries of the other, and is sound. */
void rivals_meet(struct rivals *rivals);

/* The entries that a replica wrote, of those of one, taken in by another. */
void rivals_take_of(struct context *to, struct context *from, const struct id *replica);

/* Both archive the affiliate, they a day earlier and by an earlier entry; then both meet. */
void rivals_archive_both(struct rivals *rivals);

/* Undoes the last change of the user there. */
void rivals_undo(struct context *context);

/* One line for each open conflict: "Title: Field: current <- lost (by, why)". The caller frees it.
 */
char *rivals_list(struct context *context);
void rivals_expect(struct context *context, const char *wanted);

/* Decides on all that are open; text as conflicts_decide takes it. */
enum li_err rivals_decide(
    struct context *context, enum decision decision, const char *text, struct li_error *err);
void rivals_decided(struct context *context, enum decision decision);

/* The first column of the first row of sql. */
void rivals_says(struct context *context, const char *sql, const char *wanted);

/* The lines of Today's topic. The caller frees it. */
struct agenda *rivals_agenda(struct context *context);

#endif
