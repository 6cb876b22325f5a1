/*
 * action.c: the columns of the table that every floor above may read.
 */
#include "tui/app/action.h"
#include <assert.h>
#include <stddef.h>
#include <string.h>

#define ACTION_ENTRY(id, name_, keys_, places_, group_, hint_, help_, also_, handler_)             \
    [ACTION_##id] = {.name = (name_),                                                              \
        .keys = (keys_),                                                                           \
        .places = (places_),                                                                       \
        .group = (group_),                                                                         \
        .hint = (hint_),                                                                           \
        .help = (help_),                                                                           \
        .also = (also_)},
const struct action_spec action_specs[ACTION_COUNT] = {ACTIONS(ACTION_ENTRY)};

const char *const action_group_names[] = {
    [GROUP_MOVE] = "Navigation",
    [GROUP_RECORD] = "Records",
    [GROUP_LIST] = "Lists",
    [GROUP_OUTSIDE] = "Copy and open",
    [GROUP_GO] = "Go to",
    [GROUP_SHARE] = "Sharing",
    [GROUP_WRITE] = "Forms",
    [GROUP_PROGRAM] = "Program",
};

/* What settings written for an earlier version may call an action. */
static const struct {
    const char *name;
    enum action action;
} action_old_names[] = {
    {"followed-up", ACTION_FOLLOW_UP_DONE},
    {"hand-over", ACTION_HANDOVER},
    {"mark", ACTION_SELECT},
    {"mark-all", ACTION_SELECT_ALL},
    {"next-hit", ACTION_NEXT_MATCH},
    {"not-the-same", ACTION_NOT_DUPLICATES},
    {"previous-hit", ACTION_PREV_MATCH},
};

enum action action_find(const char *name)
{
    assert(name);
    for (int action = 1; action < ACTION_COUNT; action++)
        if (strcmp(action_specs[action].name, name) == 0)
            return (enum action)action;
    for (size_t i = 0; i < sizeof action_old_names / sizeof *action_old_names; i++)
        if (strcmp(action_old_names[i].name, name) == 0)
            return action_old_names[i].action;
    return ACTION_NONE;
}
