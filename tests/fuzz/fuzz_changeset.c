/*
 * fuzz_changeset.c: bytes taken for a changeset are refused, or read to their end with the records
 * the walk over them saw.
 */
#include "data/base/bytes.h"
#include "data/base/memory.h"
#include "data/changeset/changeset.h"
#include "data/changeset/changeset_walk.h"
#include "data/journal/scratch.h"
#include "tests/fuzz/fuzz.h"
#include <stdlib.h>
#include <string.h>

static struct store *a_store(void)
{
    static struct store *store;
    struct li_error err = {0};
    if (!store)
        HOLDS(scratch_open(&store, NULL, NULL, &err) == LI_OK);
    return store;
}

/* A part of it is a changeset of that record alone. */
static void has_its_part(const uint8_t *data, size_t size, const struct id *id)
{
    struct bytes part = {0};
    struct id first, last;
    HOLDS(changeset_walk_part(data, size, id, &part));
    HOLDS(changeset_walk_is_whole(part.at, part.size));
    HOLDS(changeset_walk_span(part.at, part.size, &first, &last));
    HOLDS(id_equal(&first, id) && id_equal(&last, id));
    free(part.at);
}

static void touches_columns(struct changeset *changeset)
{
    for (int i = 0; i < changeset_columns(changeset); i++) {
        HOLDS(changeset_column(changeset, i));
        const char *old = changeset_old(changeset, i), *new = changeset_new(changeset, i);
        HOLDS(changeset_how(changeset) != CHANGE_ADD || !old);
        HOLDS(changeset_how(changeset) != CHANGE_REMOVE || !new);
        changeset_touched(changeset, i);
    }
}

static void reads_to_its_end(const uint8_t *data, size_t size)
{
    struct li_error err = {0};
    struct id first, last;
    struct changeset *changeset = changeset_open(a_store(), data, size, &err);
    HOLDS(changeset);
    int more, changes = 0;
    while ((more = changeset_next(changeset, &err)) > 0) {
        touches_columns(changeset);
        HOLDS(changeset_walk_span(data, size, &first, &last));
        HOLDS(memcmp(first.byte, changeset_id(changeset)->byte, ID_SIZE) <= 0);
        HOLDS(memcmp(last.byte, changeset_id(changeset)->byte, ID_SIZE) >= 0);
        if (changes++ < 3)
            has_its_part(data, size, changeset_id(changeset));
    }
    if (more < 0)
        fuzz_told(&err);
    changeset_close(changeset);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct li_error err = {0};
    size_t values = 0;
    bool whole = changeset_walk_is_whole(data, size);
    HOLDS(!changeset_walk_count(a_store(), data, size, &values) || whole);
    if (whole) {
        reads_to_its_end(data, size);
    } else {
        HOLDS(!changeset_open(a_store(), data, size, &err));
        fuzz_told(&err);
    }
    return 0;
}
