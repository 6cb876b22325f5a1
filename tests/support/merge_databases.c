/*
 * merge_databases.c: merge_databases INTO FROM: takes all entries of one database into another, as
 * sharing does, for the tests of the command line and of the screen.
 */
#include "core/open.h"
#include "data/base/memory.h"
#include "tests/support/take_in.h"
#include <stdio.h>
#include <stdlib.h>

struct parcel {
    struct entry *entries;
    size_t count;
};

static bool parcel_add(void *arg, const struct entry *entry)
{
    struct parcel *parcel = arg;
    parcel->entries = li_realloc(parcel->entries, parcel->count + 1, sizeof *parcel->entries);
    entry_copy(entry, &parcel->entries[parcel->count++]);
    return true;
}

static enum li_err open_database(const char *path, struct context **out, struct li_error *err)
{
    const struct context_options options = {.path = path, .mode = STORE_WRITE, .today = DAY_NONE};
    return context_open(out, &options, err);
}

static enum li_err merge(struct context *into, struct context *from, struct li_error *err)
{
    struct parcel parcel = {0};
    struct journal_merged merged;
    const struct entry_scan all = {0};
    enum li_err code = entry_scan(from->store, &all, parcel_add, &parcel, err);
    if (!code)
        code = take_in(into->store, parcel.entries, parcel.count, &merged, err);
    for (size_t i = 0; i < parcel.count; i++)
        entry_free(&parcel.entries[i]);
    free(parcel.entries);
    return code;
}

int main(int argc, char **argv)
{
    struct li_error err = {0};
    struct context *into = NULL, *from = NULL;
    if (argc != 3)
        return 2;
    enum li_err code = open_database(argv[1], &into, &err);
    if (!code)
        code = open_database(argv[2], &from, &err);
    if (!code)
        code = merge(into, from, &err);
    context_close(from);
    context_close(into);
    if (code)
        fprintf(stderr, "%s\n", err.message);
    return code ? 1 : 0;
}
