/*
 * wrong_meeting.c: what an entry touches, told wrongly.
 */
#include "tests/support/wrong_meeting.h"
#include "data/entry/touched.h"

const char *const wrong_meeting_names[WRONG_MEETINGS] = {
    [MEETING_RIGHT] = "as they are",
    [MEETING_BY_CHANGESETS] = "by changesets alone",
    [MEETING_BY_REFERENCES] = "by references alone",
    [MEETING_BY_RECORDS] = "by records alone",
    [MEETING_BY_NOTHING] = "not at all",
};

enum wrong_meeting wrong_meeting;

/* The linker puts these in the place of touched_add. */
bool __real_touched_add(struct touched *touched, const void *changeset, size_t size);
bool __wrap_touched_add(struct touched *touched, const void *changeset, size_t size);

bool __wrap_touched_add(struct touched *touched, const void *changeset, size_t size)
{
    size_t kept = touched->count;
    /* The effect is added after the changeset. */
    bool left_out =
        wrong_meeting == MEETING_BY_NOTHING || (wrong_meeting == MEETING_BY_CHANGESETS && kept > 0);
    bool whole = __real_touched_add(touched, changeset, size);
    for (size_t i = kept; i < touched->count; i++) {
        int how = touched->records[i].how;
        if (!left_out && !(wrong_meeting == MEETING_BY_REFERENCES && how >= TOUCHED_SET) &&
            !(wrong_meeting == MEETING_BY_RECORDS && how == TOUCHED_NAMED))
            touched->records[kept++] = touched->records[i];
    }
    touched->count = kept;
    return whole;
}
