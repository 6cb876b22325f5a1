/*
 * team_view.c: devices with the names of their owners.
 */
#include "core/team/team_view.h"
#include "core/kind/person.h"
#include "core/people/my_portfolio.h"
#include "core/record/record.h"
#include "core/record/record_load.h"
#include "core/team/team_counts.h"
#include "data/base/memory.h"
#include "data/carrier/told_heads.h"
#include "data/database/replica.h"
#include "data/entry/entry_clock.h"
#include "data/store/query.h"
#include "data/sync/sync.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TEAM_VIEW_FINGERPRINT = 8 /* groups of four digits */, TEAM_VIEW_PREFIX = 4 };

/* --- one device ------------------------------------------------------------------------------- */

static char *team_view_instant(uint64_t hlc)
{
    char text[ENTRY_CLOCK_INSTANT_SIZE];
    if (hlc == 0)
        return NULL;
    entry_clock_instant(hlc, text);
    return li_strdup(text);
}

static char *team_view_fingerprint(const struct signature_public *public)
{
    char digits[HASH_DIGITS_SIZE], *text = NULL;
    struct hash hash = signature_fingerprint(public);
    hash_digits(&hash, digits);
    FILE *out = li_text_open(&text);
    for (int i = 0; i < TEAM_VIEW_FINGERPRINT; i++)
        fprintf(out, "%s%.4s", i ? " " : "", digits + 4 * i);
    li_text_close(out);
    return text;
}

static char *team_view_person_label(
    struct context *context, const struct id *person, const char *name)
{
    char *title = id_is_nil(person) ? NULL : record_title(context, &kind_person, person);
    return title ? title : li_strdup(name);
}

/* Facts about one replica: each is found by an index, however long its journal is. */
static const char team_view_replica_sql[] =
    "SELECT (SELECT max(at) FROM journal_entry WHERE replica = ?1"
    "  AND seq = (SELECT max(seq) FROM journal_entry WHERE replica = ?1)),"
    " (SELECT heard FROM local_told WHERE device = ?1),"
    " (SELECT coalesce(max(seq), 0) FROM journal_entry WHERE replica = ?2)";
enum { TEAM_VIEW_LAST, TEAM_VIEW_HEARD, TEAM_VIEW_OURS };

static void team_view_keep_latest(char **text, const char *other)
{
    if (other && (!*text || strcmp(other, *text) > 0)) {
        free(*text);
        *text = li_strdup(other);
    }
}

/* What a view is built from. */
struct team_view_source {
    struct context *context;
    struct team team;
    struct team_counts counts;
};

/* *first: the hlc of the first entry that waits. */
static void team_view_count(const struct team_view_source *source, struct team_view_device *device,
    const struct id *replica, uint64_t *first)
{
    struct team_count count = team_counts_find(&source->counts, replica);
    device->waiting += count.waiting;
    device->missing += count.missing;
    if (*first == 0)
        *first = count.first_waiting;
}

/* How many of our entries, which are numbered up to `ours`, the replica said it lacks. */
static enum li_err team_view_count_lacks(struct context *context, const struct id *replica,
    int64_t ours, int64_t *lacks, struct li_error *err)
{
    struct heads told;
    const struct id *own = store_replica(context->store);
    enum li_err code = told_heads_load(context->store, replica, &told, err);
    *lacks = ours;
    for (size_t i = 0; i < told.count; i++)
        if (id_equal(&told.items[i].replica, own) && ours - told.items[i].seq < *lacks)
            *lacks = ours - told.items[i].seq;
    heads_clear(&told);
    return code;
}

/* Adds what is known of the replica, one of the device's. *first as above. */
static enum li_err team_view_ask(const struct team_view_source *source,
    struct team_view_device *device, const struct id *replica, uint64_t *first,
    struct li_error *err)
{
    struct context *context = source->context;
    struct query *query = query_new(context->store, team_view_replica_sql, err);
    if (!query)
        return err->code;
    query_bind_id(query, 1, replica);
    query_bind_id(query, 2, store_replica(context->store));
    int there = query_step(query, err);
    enum li_err code = there < 0 ? err->code : LI_OK;
    if (there > 0) {
        team_view_keep_latest(&device->last, query_text(query, TEAM_VIEW_LAST));
        team_view_keep_latest(&device->heard, query_text(query, TEAM_VIEW_HEARD));
        if (!query_null(query, TEAM_VIEW_HEARD))
            code = team_view_count_lacks(
                context, replica, query_int(query, TEAM_VIEW_OURS), &device->lacks, err);
    }
    query_free(query);
    team_view_count(source, device, replica, first);
    return code;
}

static void team_view_explain(
    struct context *context, struct team_view_device *device, uint64_t first)
{
    const char *reason = strcmp(device->role, "waiting") == 0
                             ? "Waiting to be admitted by an administrator's device."
                         : device->waiting == 0 ? NULL
                         : device->revoked      ? "What it wrote after it was revoked is left out."
                         : strcmp(device->role, "reader") == 0
                             ? "It is a reader, so what it wrote is left out."
                             : "Some entries wait for others that have not arrived yet.";
    if (device->waiting > 0 && first > entry_clock_due(context->store)) {
        char *until = team_view_instant(first);
        device->why = li_format("Some entries are dated in the future and will count from %s; the "
                                "device's clock was wrong.",
            until);
        free(until);
    } else if (reason) {
        device->why = li_strdup(reason);
    } else if (device->missing > 0) {
        device->why =
            li_format("Others have %lld entr%s of this device that ha%s not arrived here.",
                (long long)device->missing, device->missing == 1 ? "y" : "ies",
                device->missing == 1 ? "s" : "ve");
    }
    if (!device->heard)
        device->heard = li_strdup(device->last);
    team_view_keep_latest(&device->heard, device->last);
}

/* --- all devices ------------------------------------------------------------------------------ */

static struct team_view_device *team_view_add(struct team_view_device **devices, size_t *count)
{
    *devices = li_realloc(*devices, *count + 1, sizeof **devices);
    struct team_view_device *device = &(*devices)[(*count)++];
    *device = (struct team_view_device){.lacks = -1};
    return device;
}

static const char *team_view_role(const struct team_device *device)
{
    enum act_role role = device->role;
    for (size_t i = device->change_count; role == ACT_ROLE_NONE && i-- > 0;)
        role = i > 0 ? device->changes[i - 1].role : device->first_role;
    return act_role_name(role);
}

static enum li_err team_view_add_device(const struct team_view_source *source,
    const struct team_device *from, struct team_view *view, struct li_error *err)
{
    struct context *context = source->context;
    struct team_view_device *device = team_view_add(&view->devices, &view->count);
    uint64_t first = 0;
    enum li_err code = LI_OK;
    device->id = from->id;
    device->name = li_strdup(from->name);
    device->person = from->person;
    device->person_label = team_view_person_label(context, &from->person, from->person_name);
    device->role = team_view_role(from);
    device->fingerprint = team_view_fingerprint(&from->publics[from->replica_count - 1]);
    device->since = team_view_instant(from->since);
    device->revoked = team_view_instant(from->revoked);
    for (size_t i = 0; i < from->replica_count && !code; i++) {
        device->own = device->own || id_equal(&from->replicas[i], store_replica(context->store));
        code = team_view_ask(source, device, &from->replicas[i], &first, err);
    }
    if (device->own)
        device->lacks = device->missing = 0;
    team_view_explain(context, device, first);
    return code;
}

static enum li_err team_view_add_join(const struct team_view_source *source,
    const struct team_join *join, struct team_view *view, struct li_error *err)
{
    struct context *context = source->context;
    struct team_view_device *device = team_view_add(&view->devices, &view->count);
    uint64_t first = 0;
    const struct team_invitation *invitation =
        join->of == TEAM_NOWHERE ? NULL : &source->team.invitations[join->of];
    device->id = join->replica;
    device->name = li_strdup(join->name);
    if (invitation) {
        device->person = invitation->person;
        device->person_label =
            team_view_person_label(context, &invitation->person, invitation->person_name);
    }
    device->role = "waiting";
    device->fingerprint = team_view_fingerprint(&join->public);
    device->own = id_equal(&join->replica, store_replica(context->store));
    enum li_err code = team_view_ask(source, device, &join->replica, &first, err);
    team_view_explain(context, device, 0);
    return code;
}

/* Whether it is a member's, or asks to be admitted. */
static bool team_view_knows(const struct team_view_source *source, const struct id *replica)
{
    struct signature_public unused;
    const struct team *team = &source->team;
    for (size_t i = 0; i < team->join_count; i++)
        if (id_equal(&team->joins[i].replica, replica))
            return true;
    return team_signer(team, replica, &unused) || replica_is_own(source->context->store, replica);
}

static enum li_err team_view_add_stranger(const struct team_view_source *source,
    const struct id *replica, struct team_view *view, struct li_error *err)
{
    char id[ID_TEXT_SIZE];
    uint64_t first = 0;
    struct team_view_device *device = team_view_add(&view->strangers, &view->stranger_count);
    device->id = *replica;
    device->name = li_strdup(id_text(replica, id));
    device->role = "unknown";
    enum li_err code = team_view_ask(source, device, replica, &first, err);
    device->lacks = -1;
    device->why = li_strdup("No device of the team has this id, so what it wrote is left out.");
    return code;
}

/* Anyone with a team key can write under any replica id; such entries wait forever. */
static enum li_err team_view_add_strangers(
    const struct team_view_source *source, struct team_view *view, struct li_error *err)
{
    enum li_err code = LI_OK;
    for (size_t i = 0; i < source->counts.count && !code; i++) {
        const struct team_count *count = &source->counts.items[i];
        if (count->waiting > 0 && !team_view_knows(source, &count->replica))
            code = team_view_add_stranger(source, &count->replica, view, err);
    }
    return code;
}

/* By date of admission, unlike the team's own order, which is by seniority; then by name, "Laptop
   (2)" before "Laptop (10)". */
static int team_view_compare(const void *a, const void *b)
{
    const struct team_view_device *one = a, *other = b;
    const char *first = one->since ? one->since : "~", *second = other->since ? other->since : "~";
    int order = strcmp(first, second);
    return order ? order : strverscmp(one->name, other->name);
}

static enum li_err team_view_add_all(
    const struct team_view_source *source, struct team_view *out, struct li_error *err)
{
    const struct team *team = &source->team;
    enum li_err code = LI_OK;
    for (size_t i = 0; i < team->device_count && !code; i++)
        code = team_view_add_device(source, &team->devices[i], out, err);
    for (size_t i = 0; i < team->join_count && !code; i++)
        code = team_view_add_join(source, &team->joins[i], out, err);
    if (!code)
        code = team_view_add_strangers(source, out, err);
    if (out->count > 0)
        qsort(out->devices, out->count, sizeof *out->devices, team_view_compare);
    return code;
}

enum li_err team_view_load(struct context *context, struct team_view *out, struct li_error *err)
{
    assert(context && out && err);
    *out = (struct team_view){0};
    struct id id;
    struct team_view_source source = {.context = context};
    enum li_err code = sync_check_shared(context->store, &id, err);
    if (!code)
        code = team_load(context->store, &source.team, err);
    if (code == LI_NONE) /* none of the team's acts have arrived yet */
        code = LI_OK;
    if (!code)
        code = team_counts_load(context->store, &source.counts, err);
    if (!code)
        code = team_view_add_all(&source, out, err);
    team_counts_clear(&source.counts);
    team_clear(&source.team);
    return code;
}

static void team_view_clear_devices(struct team_view_device *devices, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct team_view_device *device = &devices[i];
        char *texts[] = {device->name, device->person_label, device->fingerprint, device->since,
            device->heard, device->revoked, device->last, device->why};
        for (size_t j = 0; j < sizeof texts / sizeof *texts; j++)
            free(texts[j]);
    }
    free(devices);
}

void team_view_clear(struct team_view *view)
{
    assert(view);
    team_view_clear_devices(view->devices, view->count);
    team_view_clear_devices(view->strangers, view->stranger_count);
    *view = (struct team_view){0};
}

static bool team_view_is(const struct team_view_device *device, const char *text)
{
    char id[ID_TEXT_SIZE];
    size_t length = strlen(text);
    return strcasecmp(device->name, text) == 0 ||
           (length >= TEAM_VIEW_PREFIX && strncmp(id_text(&device->id, id), text, length) == 0);
}

enum li_err team_view_find(const struct team_view *view, const char *text,
    const struct team_view_device **out, struct li_error *err)
{
    assert(view && text && out && err);
    *out = NULL;
    for (size_t i = 0; i < view->count; i++) {
        if (!team_view_is(&view->devices[i], text))
            continue;
        if (*out)
            return li_fail(err, LI_SEVERAL,
                "Several devices match \"%s\"; use the beginning of an id, as `liaise devices` "
                "shows it.",
                text);
        *out = &view->devices[i];
    }
    return *out ? LI_OK
                : li_fail(
                      err, LI_NONE, "No device matches \"%s\"; `liaise devices` lists them.", text);
}

/* --- the current user ------------------------------------------------------------------------- */

static enum li_err team_view_find_person(
    struct context *context, struct id *person, struct li_error *err)
{
    char *name;
    struct li_error ignored;
    *person = (struct id){{0}};
    if (my_portfolio_name(context, &name, &ignored))
        return LI_OK; /* not in the list of people */
    char *sql = my_portfolio_people("?1");
    struct query *query = query_new(context->store, sql, err);
    int there = -1;
    if (query) {
        query_bind_plain(query, 1, name);
        there = query_step(query, err);
        if (there > 0)
            query_id(query, 0, person);
    }
    query_free(query);
    free(sql);
    free(name);
    return there < 0 ? err->code : LI_OK;
}

enum li_err team_view_person(struct context *context, struct team_person *out, struct li_error *err)
{
    assert(context && out && err);
    char host[256] = "computer";
    *out = (struct team_person){0};
    gethostname(host, sizeof host - 1);
    out->name = li_strdup(context->as ? context->as : "");
    out->device = li_strdup(host);
    return team_view_find_person(context, &out->person, err);
}

void team_view_person_clear(struct team_person *person)
{
    assert(person);
    free((char *)person->name);
    free((char *)person->device);
    *person = (struct team_person){0};
}
