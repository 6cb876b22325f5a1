/*
 * authors.c: the team's devices, found by replica.
 *
 * Invariants between calls:
 *  1. context->authors is NULL, or was made from the team's acts as they were at its stamp.
 *  2. The items are sorted by replica.
 */
#include "core/history/authors.h"
#include "core/base/text.h"
#include "core/kind/person.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include "data/team/team_save.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct author {
    struct id replica;
    char *device;
    struct id person;  /* a record of the kind person; nil: none */
    char *person_name; /* the name in the team's acts; NULL: unknown */
};

/* If the team changes, so does one of these. */
struct authors_stamp {
    int64_t acts, newest, teams; /* number of acts, hlc of the newest, number of teams */
};

struct authors {
    struct authors_stamp stamp;
    struct author *items;
    size_t count, room;
};

void authors_free(struct authors *authors)
{
    if (!authors)
        return;
    for (size_t i = 0; i < authors->count; i++) {
        free(authors->items[i].device);
        free(authors->items[i].person_name);
    }
    free(authors->items);
    free(authors);
}

/* --- loading ---------------------------------------------------------------------------------- */

static enum li_err authors_read_stamp(
    struct context *context, struct authors_stamp *out, struct li_error *err)
{
    struct query *query = query_new(context->store,
        "SELECT count(*), coalesce(max(hlc), 0), (SELECT count(*) FROM local_team)"
        " FROM journal_entry WHERE sort = 2",
        err);
    if (!query)
        return err->code;
    int step = query_step(query, err);
    if (step > 0)
        *out =
            (struct authors_stamp){query_int(query, 0), query_int(query, 1), query_int(query, 2)};
    query_free(query);
    return step > 0 ? LI_OK : err->code;
}

static void authors_add(struct authors *authors, const struct id *replica, const char *device,
    const struct id *person, const char *person_name)
{
    if (authors->count == authors->room) {
        authors->room = authors->room ? 2 * authors->room : 16;
        authors->items = li_realloc(authors->items, authors->room, sizeof *authors->items);
    }
    struct author *author = &authors->items[authors->count++];
    *author = (struct author){
        .replica = *replica, .device = li_strdup(device), .person_name = li_strdup(person_name)};
    if (person)
        author->person = *person;
}

/* Entries from before the team was founded belong to the founder's device. No person was bound to
   it then. */
static void authors_add_vouched(struct authors *authors, const struct team *team)
{
    const struct team_device *founder = NULL;
    for (size_t i = 0; i < team->device_count; i++)
        if (team->devices[i].founder)
            founder = &team->devices[i];
    for (size_t i = 0; founder && i < team->vouched_count; i++)
        authors_add(authors, &team->vouched[i].replica, founder->name, NULL, NULL);
}

static void authors_add_team(struct authors *authors, const struct team *team)
{
    for (size_t i = 0; i < team->device_count; i++) {
        const struct team_device *device = &team->devices[i];
        for (size_t k = 0; k < device->replica_count; k++)
            authors_add(
                authors, &device->replicas[k], device->name, &device->person, device->person_name);
    }
    for (size_t i = 0; i < team->join_count; i++) {
        const struct team_join *join = &team->joins[i];
        const struct team_invitation *of =
            join->of == TEAM_NOWHERE ? NULL : &team->invitations[join->of];
        authors_add(authors, &join->replica, join->name, of ? &of->person : NULL,
            of ? of->person_name : NULL);
    }
    authors_add_vouched(authors, team);
}

static int authors_compare(const void *a, const void *b)
{
    const struct author *one = a, *other = b;
    return memcmp(&one->replica, &other->replica, sizeof one->replica);
}

static enum li_err authors_new(struct context *context, const struct authors_stamp *stamp,
    struct authors **out, struct li_error *err)
{
    struct team team;
    enum li_err code = team_load(context->store, &team, err);
    if (!code || code == LI_NONE) {
        *out = li_calloc(1, sizeof **out);
        (*out)->stamp = *stamp;
        authors_add_team(*out, &team);
        if ((*out)->count > 0)
            qsort((*out)->items, (*out)->count, sizeof *(*out)->items, authors_compare);
        code = LI_OK;
    }
    team_clear(&team);
    return code;
}

enum li_err authors_load(struct context *context, const struct authors **out, struct li_error *err)
{
    assert(context && out && err);
    struct authors_stamp now = {0};
    *out = NULL;
    enum li_err code = authors_read_stamp(context, &now, err);
    if (code)
        return code;
    const struct authors_stamp *then = context->authors ? &context->authors->stamp : NULL;
    if (!then || then->acts != now.acts || then->newest != now.newest || then->teams != now.teams) {
        authors_free(context->authors);
        context->authors = NULL;
        code = authors_new(context, &now, &context->authors, err);
    }
    *out = context->authors;
    return code;
}

/* --- in words --------------------------------------------------------------------------------- */

static const struct author *authors_find(const struct authors *authors, const struct id *replica)
{
    const struct author wanted = {.replica = *replica};
    return authors->count == 0
               ? NULL
               : bsearch(&wanted, authors->items, authors->count, sizeof wanted, authors_compare);
}

const char *authors_device(const struct authors *authors, const struct id *replica)
{
    assert(authors && replica);
    const struct author *author = authors_find(authors, replica);
    return author ? author->device : NULL;
}

static bool authors_is_same_name(const char *a, const char *b)
{
    char *one = text_fold(a), *other = text_fold(b);
    bool same = strcmp(one, other) == 0;
    free(other);
    free(one);
    return same;
}

/* The name of the person whose device wrote the entry; NULL: unknown, or the same as `name`. The
   caller frees it. */
static char *authors_writer(const struct author *author, struct context *context, const char *name)
{
    if (!author || !author->person_name || !*author->person_name || strcmp(name, LI_ITSELF) == 0 ||
        authors_is_same_name(name, author->person_name))
        return NULL;
    char *title =
        id_is_nil(&author->person) ? NULL : record_title(context, &kind_person, &author->person);
    if (title && authors_is_same_name(name, title)) {
        free(title);
        return NULL;
    }
    return title ? title : li_strdup(author->person_name);
}

char *authors_by(const struct authors *authors, struct context *context, const struct entry *entry)
{
    assert(authors && context && entry);
    const char *name = entry->behalf ? entry->behalf : entry->author;
    char *writer = authors_writer(authors_find(authors, &entry->name.replica), context, name);
    if (!writer && entry->behalf && !authors_is_same_name(entry->behalf, entry->author))
        writer = li_strdup(entry->author);
    char *words = writer && *name ? li_format("%s on behalf of %s", writer, name)
                                  : li_strdup(writer ? writer : name);
    free(writer);
    return words;
}

char *authors_on(const char *by, const char *device)
{
    assert(by);
    return device && *device ? li_format("%s on %s", by, device) : li_strdup(by);
}
