/*
 * name.c: names looked up in a list.
 */
#include "core/base/name.h"
#include <assert.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

int name_find(const char *const *names, const char *name)
{
    assert(names);
    for (int i = 0; name && names[i]; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return -1;
}

int name_find_typed(const char *const *names, const char *typed)
{
    assert(names);
    for (int i = 0; typed && names[i]; i++)
        if (strcasecmp(names[i], typed) == 0)
            return i;
    return -1;
}

int name_yes_no(const char *typed)
{
    static const char *const words[] = {
        "no", "yes", "n", "y", "false", "true", "0", "1", NULL}; /* each no before its yes */
    int at = name_find_typed(words, typed);
    return at < 0 ? -1 : at % 2;
}
