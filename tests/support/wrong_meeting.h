/*
 * wrong_meeting.h: wrong rules of which entries meet, planted where the program asks what an entry
 * touches, for tests that must notice.
 *
 * A test that plants one is linked with -Wl,--wrap=touched_add.
 */
#ifndef LI_TESTS_SUPPORT_WRONG_MEETING_H
#define LI_TESTS_SUPPORT_WRONG_MEETING_H

enum wrong_meeting {
    MEETING_RIGHT,
    MEETING_BY_CHANGESETS, /* what entries did is not asked */
    MEETING_BY_REFERENCES, /* who changes one record does not meet */
    MEETING_BY_RECORDS,    /* who adds or removes what the other refers to does not meet */
    MEETING_BY_NOTHING,    /* a late entry is put in after all */
    WRONG_MEETINGS,
};
extern const char *const wrong_meeting_names[WRONG_MEETINGS];

/* The rule in force. */
extern enum wrong_meeting wrong_meeting;

#endif
