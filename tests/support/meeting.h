/*
 * meeting.h: two databases of one team that meet in a folder, as the tests need them. What cannot
 * be done fails the test.
 */
#ifndef LI_TESTS_SUPPORT_MEETING_H
#define LI_TESTS_SUPPORT_MEETING_H

#include "data/sync/sync.h"
#include "data/team/act.h"
#include "tests/support/ledger.h"
#include "tests/support/temp_folder.h"

/* Headquarters, which founded the team; a laptop, which has asked to join as an editor; and two
   folders beside each other, of which both use one. */
struct meeting {
    struct ledger *head, *laptop;
    struct place *place;
    char *one, *other;
    struct sync_result result; /* of the last sync */
    struct li_error err;
};

/* For cmocka: *state is a struct meeting. */
int meeting_set_up(void **state);
int meeting_tear_down(void **state);
#define MEETING_TEST(test) cmocka_unit_test_setup_teardown(test, meeting_set_up, meeting_tear_down)

void meeting_sync(struct meeting *meeting, struct ledger *ledger);
/* The same, and so many entries came and went, and so many carriers failed. */
void meeting_assert_sync(
    struct meeting *meeting, struct ledger *ledger, size_t came, size_t went, size_t failed);
/* Until headquarters and the laptop have everything. */
void meeting_meet(struct meeting *meeting);

void meeting_add_carrier(
    struct meeting *meeting, struct ledger *ledger, const char *name, const char *folder);
/* The ledger is invited by headquarters, and asks to join. */
void meeting_join(struct meeting *meeting, struct ledger *ledger, enum act_role role);

/* Another area each. */
void meeting_add_area(struct ledger *ledger, int number);
/* How many there are, until the next ledger_value. */
const char *meeting_areas(struct ledger *ledger);

/* `check` finds nothing, of the journal or of the team. */
void meeting_assert_sound(struct ledger *ledger);

/* How many files in the folder have the text in their names; last, which may be NULL, becomes the
   path of one of them, for the caller to free. */
int meeting_count_files(const char *folder, const char *text, char **last);
/* The path of the tail of a ledger's replica in the folder `one`. The caller frees it. */
char *meeting_tail(const struct meeting *meeting, const struct ledger *ledger);

#endif
