/*
 * goal_entries.c: which entry is the latest.
 */
#include "core/health/goal_entries.h"
#include <assert.h>
#include <string.h>

static bool goal_entries_is_later(
    const struct goal_entries *entries, day_t day, const struct id *id)
{
    if (entries->count == 0 || day != entries->latest_on)
        return entries->count == 0 || day > entries->latest_on;
    return memcmp(id, &entries->latest_id, sizeof *id) > 0;
}

void goal_entries_add(struct goal_entries *entries, day_t day, const struct id *id, double value)
{
    assert(entries && id && entries->count >= 0);
    if (goal_entries_is_later(entries, day, id)) {
        entries->latest = value;
        entries->latest_on = day;
        entries->latest_id = *id;
    }
    entries->count++;
    entries->total += value;
}
