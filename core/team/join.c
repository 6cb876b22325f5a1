/*
 * join.c: builds the member's database beside its final path, then moves it there.
 */
#include "core/team/join.h"
#include "core/exchange/export.h"
#include "core/exchange/restore.h"
#include "core/kind/kinds.h"
#include "core/team/team_view.h"
#include "data/base/disk.h"
#include "data/base/memory.h"
#include "data/bundle/snapshot_reader.h"
#include "data/database/database_file.h"
#include "data/database/database_restore.h"
#include "data/database/fact.h"
#include "data/store/query.h"
#include "data/store/transaction.h"
#include "data/sync/carriers.h"
#include "data/team/team_acts.h"
#include "data/team/team_check.h"
#include "data/team/team_standing.h"
#include "data/team/team_write.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- what is there now ------------------------------------------------------------------------ */

/* Counts the records of kinds that a new database has none of. */
static enum li_err join_count_records(
    struct context *context, int64_t *records, struct li_error *err)
{
    enum li_err code = LI_OK;
    *records = 0;
    for (size_t i = 0; i < kind_count && !code; i++) {
        int64_t count = 0;
        if (!kinds[i]->reference && strcmp(kinds[i]->name, "view") != 0)
            code = query_count(context->store, kinds[i]->name, &count, err);
        *records += count;
    }
    return code;
}

static enum li_err join_look_at(
    struct context *context, struct join_before *out, struct li_error *err)
{
    bool shared;
    struct id team;
    enum li_err code = team_save_is_shared(context->store, &shared, &team, err);
    if (!code && shared)
        code = li_fail(err, LI_REFUSED,
            "%s is already in a team; to join another, name another file with --db.",
            store_path(context->store));
    return code ? code : join_count_records(context, &out->records, err);
}

enum li_err join_look(
    const struct join_options *options, struct join_before *out, struct li_error *err)
{
    assert(options && options->opening && options->opening->path && out && err);
    *out = (struct join_before){.exists = database_file_exists(options->opening->path, "")};
    if (!out->exists)
        return LI_OK;
    struct context_options opening = *options->opening;
    struct context *context;
    opening.mode = STORE_READ;
    enum li_err code = context_open(&context, &opening, err);
    if (code)
        return code;
    code = join_look_at(context, out, err);
    context_close(context);
    return code;
}

/* --- from a snapshot -------------------------------------------------------------------------- */

struct join {
    const struct join_options *options;
    struct join_result *out;
    char *part;   /* the new database, beside its final path */
    char *export; /* a file with the old records, deleted at the end; NULL: there are none */
    struct snapshot_reader *reader;
};

/* A carrier_give_bundle. */
static enum li_err join_take_part(
    void *arg, const char *name, const void *bytes, size_t size, struct li_error *err)
{
    struct join *join = arg;
    (void)name;
    return snapshot_reader_add(join->reader, bytes, size, err);
}

/* Each machine judges for itself who may write, so a snapshot doesn't say. */
static enum li_err join_save_standing(
    struct store *store, const struct invitation *invitation, struct li_error *err)
{
    struct team_acts acts;
    struct team team = {0};
    const struct team_acts_own own = {invitation->team, invitation->root, invitation->role};
    bool changed;
    enum li_err code = team_acts_load(store, &acts, err);
    if (!code)
        code = team_acts_judge(store, &acts, &own, &team, err);
    if (!code)
        code = transaction_begin(store, err);
    if (!code)
        code = team_standing_save(store, &team, &own, &changed, err);
    if (!code)
        code = transaction_commit(store, err);
    transaction_rollback(store);
    team_clear(&team);
    team_acts_clear(&acts);
    return code;
}

static void join_keep_first(void *arg, const char *finding)
{
    char **first = arg;
    if (!*first)
        *first = li_strdup(finding);
}

static enum li_err join_prove_signatures(
    struct context *context, const struct invitation *invitation, struct li_error *err)
{
    char *finding = NULL;
    enum li_err code = join_save_standing(context->store, invitation, err);
    if (!code)
        code = team_check_snapshot(
            context->store, &invitation->team, &invitation->root, join_keep_first, &finding, err);
    if (!code && finding)
        code = li_fail(err, LI_CORRUPT, "%s", finding);
    free(finding);
    return code;
}

/* A database_restore_proof. */
static enum li_err join_prove(const char *path, void *arg, struct li_error *err)
{
    const struct join *join = arg;
    struct context_options opening = *join->options->opening;
    struct context *context;
    opening.path = path;
    opening.mode = STORE_WRITE;
    enum li_err code = context_open(&context, &opening, err);
    if (code)
        return code;
    code = join_prove_signatures(context, join->options->invitation, err);
    context_close(context);
    return code ? code : join->options->prove(path, join->options->prove_arg, err);
}

/* *made: the database was built. A failure may be ignored: the entries alone are enough. */
static enum li_err join_try_snapshot(
    struct join *join, struct carrier *carrier, bool *made, struct li_error *err)
{
    const struct invitation *invitation = join->options->invitation;
    struct keys keys = {0};
    keys_add(&keys, &invitation->key_id, &invitation->key);
    for (size_t i = 0; i < invitation->older.count; i++)
        keys_add(&keys, &invitation->older.items[i].id, &invitation->older.items[i].key);
    join->reader = snapshot_reader_new(join->part, &invitation->team, &keys, err);
    enum li_err code = join->reader ? LI_OK : err->code;
    if (!code)
        code = carrier->class->get_snapshot(carrier, join_take_part, join, err);
    if (!code)
        code = snapshot_reader_end(join->reader, join_prove, join, err);
    snapshot_reader_free(join->reader);
    join->reader = NULL;
    keys_clear(&keys);
    *made = !code;
    return code;
}

static void join_try_carrier(
    struct join *join, const struct invitation_carrier *named, bool *made, struct li_error *why)
{
    struct carrier carrier = {
        .name = named->name, .place = named->place, .team = join->options->invitation->team};
    if (carriers_parse_class(named->class_name, &carrier.class, why) ||
        !carrier.class->get_snapshot)
        return;
    if (!carrier.class->open(&carrier, why))
        join_try_snapshot(join, &carrier, made, why);
    carrier.class->close(&carrier);
}

/* Builds the database from the first carrier with a good snapshot, or else an empty one. */
static enum li_err join_make(struct join *join, struct li_error *err)
{
    const struct invitation *invitation = join->options->invitation;
    bool made = false;
    struct li_error why = {0};
    for (size_t i = 0; i < invitation->carrier_count && !made; i++)
        join_try_carrier(join, &invitation->carriers[i], &made, &why);
    if (made)
        return LI_OK;
    join->out->snapshot_failed = why.message[0] ? li_strdup(why.message) : NULL;
    struct context_options opening = *join->options->opening;
    struct context *context;
    opening.path = join->part;
    opening.mode = STORE_CREATE;
    enum li_err code = context_open(&context, &opening, err);
    context_close(code ? NULL : context);
    return code;
}

/* --- a member --------------------------------------------------------------------------------- */

/* Skips a carrier that this machine can't use, such as a folder that has another path here; it can
   be added later. */
static void join_add_carriers(struct store *store, const struct invitation *invitation)
{
    for (size_t i = 0; i < invitation->carrier_count; i++) {
        const struct invitation_carrier *carrier = &invitation->carriers[i];
        struct li_error ignored;
        carriers_add(store, carrier->name, carrier->class_name, carrier->place, &ignored);
    }
}

static enum li_err join_save_names(
    struct store *store, const struct invitation *invitation, struct li_error *err)
{
    enum li_err code = LI_OK;
    if (invitation->organization)
        code = fact_save(store, "org", invitation->organization, err);
    if (code || !invitation->person_name)
        return code;
    store_set_author(store, invitation->person_name); /* so that the join has this author, too */
    return fact_save(store, "you", invitation->person_name, err);
}

static enum li_err join_sync(struct join *join, struct context *context, struct li_error *err)
{
    const struct sync_options options = {
        .progress = join->options->progress, .progress_arg = join->options->progress_arg};
    struct sync_result *result = &join->out->sync;
    sync_result_clear(result);
    enum li_err code = sync_run(context->store, &options, result, err);
    struct team team;
    join->out->reached = !code && !team_load(context->store, &team, &(struct li_error){0});
    if (!code)
        team_clear(&team);
    return code == LI_NONE ? LI_OK : code; /* there is no carrier: files will be mailed */
}

static enum li_err join_add_own(struct join *join, struct context *context, struct li_error *err)
{
    if (!join->out->reached)
        return li_fail(err, LI_REFUSED,
            "None of the team's records have arrived yet, so yours can't be added to them; nothing "
            "was changed. Try again when a carrier of the team can be reached.");
    enum li_err code = restore_additions(context, join->export, &join->out->added, err);
    return code ? code : join_sync(join, context, err);
}

static enum li_err join_as_member(struct join *join, struct context *context, struct li_error *err)
{
    const struct invitation *invitation = join->options->invitation;
    struct team_person person;
    join_add_carriers(context->store, invitation);
    enum li_err code = join_save_names(context->store, invitation, err);
    if (!code)
        code = team_view_person(context, &person, err);
    if (code)
        return code;
    code = team_write_join(context->store, invitation, person.device, err);
    team_view_person_clear(&person);
    if (!code)
        code = join_sync(join, context, err);
    if (!code && join->export)
        code = join_add_own(join, context, err);
    return code;
}

static enum li_err join_become_member(struct join *join, struct li_error *err)
{
    struct context_options opening = *join->options->opening;
    struct context *context;
    opening.path = join->part;
    opening.mode = STORE_WRITE;
    enum li_err code = join_make(join, err);
    if (!code)
        code = context_open(&context, &opening, err);
    if (code)
        return code;
    code = join_as_member(join, context, err);
    context_close(context);
    return code;
}

/* --- in place --------------------------------------------------------------------------------- */

/* A temporary name beside path, so that the file is found and removed if the program is killed
   (disk.h). */
static char *join_name_beside(const char *path, const char *ending)
{
    char text[ID_TEXT_SIZE];
    struct id unique = id_new();
    char *name = disk_temporary(path);
    memcpy(name + strlen(name) - 6, id_text(&unique, text) + ID_TEXT_SIZE - 1 - 6, 6);
    char *whole = li_format("%s%s", name, ending);
    free(name);
    return whole;
}

static enum li_err join_export_old(struct join *join, struct li_error *err)
{
    struct context_options opening = *join->options->opening;
    struct context *context;
    int64_t count;
    opening.mode = STORE_READ;
    enum li_err code = context_open(&context, &opening, err);
    if (code)
        return code;
    join->export = join_name_beside(opening.path, ".json");
    code = export_all(context, join->export, NULL, NULL, &count, err);
    context_close(context);
    return code;
}

enum li_err join_team(
    const struct join_options *options, struct join_result *out, struct li_error *err)
{
    assert(options && options->opening && options->invitation && options->prove && out && err);
    *out = (struct join_result){0};
    struct join_before before;
    enum li_err code = join_look(options, &before, err);
    if (code)
        return code;
    char *place = disk_real(options->opening->path);
    struct join join = {options, out, join_name_beside(place, ""), NULL, NULL};
    if (before.records > 0)
        code = join_export_old(&join, err);
    if (!code)
        code = join_become_member(&join, err);
    if (!code)
        code = database_restore_swap(join.part, place, err);
    if (code)
        database_file_remove(join.part);
    if (join.export)
        unlink(join.export);
    free(join.export);
    free(join.part);
    free(place);
    return code;
}

void join_result_clear(struct join_result *result)
{
    assert(result);
    sync_result_clear(&result->sync);
    free(result->snapshot_failed);
    *result = (struct join_result){0};
}
