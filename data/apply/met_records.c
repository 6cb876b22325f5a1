/*
 * met_records.c: a table with open places.
 *
 * Invariants: room is a power of two, or 0; at least half of the places are free; each record is at
 * the first free place from the one that it names on.
 */
#include "data/apply/met_records.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* The place of the record, or the free one for it. */
static struct met_record *met_place(const struct met_records *met, const struct id *id, int how)
{
    uint64_t random; /* the end of an id is */
    memcpy(&random, id->byte + ID_SIZE - sizeof random, sizeof random);
    size_t at = (size_t)((random + (uint64_t)how) * 0x9E3779B97F4A7C15u >> 20) & (met->room - 1);
    while (
        met->places[at].how && !(met->places[at].how == how && id_equal(&met->places[at].id, id)))
        at = (at + 1) & (met->room - 1);
    return &met->places[at];
}

static void met_grow(struct met_records *met)
{
    struct met_records old = *met;
    met->room = old.room ? 2 * old.room : 64;
    met->places = li_calloc(met->room, sizeof *met->places);
    for (size_t i = 0; i < old.room; i++)
        if (old.places[i].how)
            *met_place(met, &old.places[i].id, old.places[i].how) = old.places[i];
    free(old.places);
}

/* Whether what meets the record from that time on must be asked for. What was asked for from an
   earlier time is there; from the same time, only for the entry that asked. */
static bool met_wants(struct met_records *met, const struct touched_record *record, uint64_t hlc)
{
    if (2 * (met->count + 1) > met->room)
        met_grow(met);
    struct met_record *place = met_place(met, &record->id, record->how);
    if (place->how && place->from < hlc)
        return false;
    met->count += !place->how;
    *place = (struct met_record){record->id, record->how, hlc};
    return true;
}

void met_records_narrow(struct met_records *met, struct touched *touched, uint64_t hlc)
{
    assert(met && touched && hlc);
    size_t left = 0;
    for (size_t i = 0; i < touched->count; i++)
        if (met_wants(met, &touched->records[i], hlc))
            touched->records[left++] = touched->records[i];
    touched->count = left;
}

void met_records_clear(struct met_records *met)
{
    assert(met);
    free(met->places);
    *met = (struct met_records){0};
}
