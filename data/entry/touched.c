/*
 * touched.c: a growing array of records, sorted and without duplicates on request.
 */
#include "data/entry/touched.h"
#include "data/base/memory.h"
#include "data/changeset/changeset_walk.h"
#include "data/changeset/sqlite_session.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static void touched_add_record(struct touched *touched, const unsigned char *id, int how)
{
    if (touched->count == touched->room) {
        touched->room = touched->room ? 2 * touched->room : 16;
        touched->records = li_realloc(touched->records, touched->room, sizeof *touched->records);
    }
    struct touched_record *record = &touched->records[touched->count++];
    memcpy(record->id.byte, id, ID_SIZE);
    record->how = how;
}

static bool touched_visit(void *arg, const struct changeset_walk_visited *change)
{
    struct touched *touched = arg;
    if (change->operation != SQLITE_UPDATE)
        touched_add_record(touched, change->id, TOUCHED_COMES);
    for (size_t i = 0; i < change->field_count; i++)
        touched_add_record(touched, change->id, TOUCHED_SET + (int)change->fields[i].column);
    for (size_t i = 0; i < change->other_count; i++)
        touched_add_record(touched, change->others[i], TOUCHED_NAMED);
    return true;
}

bool touched_add(struct touched *touched, const void *changeset, size_t size)
{
    assert(touched && (changeset || size == 0));
    return changeset_walk_each(changeset, size, touched_visit, touched);
}

static int touched_strength(int how)
{
    return how == TOUCHED_COMES ? 0 : how == TOUCHED_NAMED ? 2 : 1;
}

static int touched_compare_ids(const void *a, const void *b)
{
    const struct touched_record *one = a, *other = b;
    int order = memcmp(one->id.byte, other->id.byte, ID_SIZE);
    if (!order)
        order = touched_strength(one->how) - touched_strength(other->how);
    return order ? order : one->how - other->how;
}

static int touched_compare(const void *a, const void *b)
{
    const struct touched_record *one = a, *other = b;
    int order = one->how - other->how;
    return order ? order : memcmp(one->id.byte, other->id.byte, ID_SIZE);
}

/* Whether what is done to a record, beside `before`, says nothing more. */
static bool touched_is_said(
    const struct touched_record *before, const struct touched_record *record)
{
    return id_equal(&before->id, &record->id) &&
           (before->how == record->how ||
               touched_strength(before->how) < touched_strength(record->how));
}

void touched_sort(struct touched *touched)
{
    assert(touched);
    size_t left = 0;
    if (touched->count == 0)
        return;
    qsort(touched->records, touched->count, sizeof *touched->records, touched_compare_ids);
    for (size_t i = 0; i < touched->count; i++)
        if (left == 0 || !touched_is_said(&touched->records[left - 1], &touched->records[i]))
            touched->records[left++] = touched->records[i];
    touched->count = left;
    qsort(touched->records, touched->count, sizeof *touched->records, touched_compare);
}

bool touched_meet(int one, int other)
{
    return one == TOUCHED_COMES || other == TOUCHED_COMES || (one == other && one >= TOUCHED_SET);
}

size_t touched_run(const struct touched *touched, size_t first)
{
    assert(touched && first < touched->count);
    size_t end = first;
    while (end < touched->count && touched->records[end].how == touched->records[first].how)
        end++;
    return end - first;
}

void touched_clear(struct touched *touched)
{
    assert(touched);
    free(touched->records);
    *touched = (struct touched){0};
}
