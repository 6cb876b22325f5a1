/*
 * journal_check.c: everything that is stored of entries worked out again.
 *
 * What it proves: no entry was altered, moved or taken out of the middle; the tables, and what is
 * stored of each entry's doing, are what the entries make. What it cannot prove: that none was cut
 * off at the end.
 */
#include "data/base/memory.h"
#include "data/journal/journal_internal.h"
#include <stdlib.h>
#include <string.h>

enum { FINDINGS_TOLD = 100, TOLD_EVERY = 1024 };

struct replay_tables {
    char **names;
    size_t count;
};

struct replay {
    struct store *store, *scratch;
    struct applier *applier; /* of the scratch */
    void (*say)(void *arg, const char *finding);
    void *arg;
    size_t found;
    journal_progress progress; /* NULL: nobody asks */
    void *progress_arg;
    int64_t entries, replayed;
    int64_t records, compared; /* about how many there are */
    int64_t conflicts;         /* how many are stored */
    uint64_t waited;           /* to which time it was last looked whether what waits is due */
    struct query *before, *local, *met;
    enum li_err code; /* of what went wrong inside a visit */
    struct li_error *err;
};

static bool journal_replay_full(const struct replay *replay)
{
    return replay->found > FINDINGS_TOLD;
}

/* Takes the finding's memory. */
static void journal_replay_say(struct replay *replay, char *finding)
{
    if (++replay->found <= FINDINGS_TOLD)
        replay->say(replay->arg, finding);
    else if (replay->found == FINDINGS_TOLD + 1)
        replay->say(replay->arg, "More problems were found; only the first are shown.");
    free(finding);
}

/* Half of the work is to replay the entries, half to compare the records. */
static bool journal_replay_goes_on(struct replay *replay)
{
    int64_t given = replay->records * replay->replayed / (replay->entries ? replay->entries : 1);
    int64_t done = given + replay->compared, total = 2 * replay->records;
    if (!replay->progress || replay->progress(replay->progress_arg, done, total, done / 2))
        return true;
    replay->code = li_fail(replay->err, LI_INTERRUPTED, "Stopped; the check is not complete.");
    return false;
}

/* The highest row numbers are found without counting. What cannot be asked here counts nothing: it
   is for the comparison to say why. */
static void journal_replay_measure(struct replay *replay, const struct replay_tables *tables)
{
    struct li_error unsaid;
    query_number(replay->store, "SELECT count(*) FROM journal_entry", &replay->entries, &unsaid);
    for (size_t i = 0; i < tables->count; i++) {
        int64_t rows = 0;
        char *sql = li_format("SELECT max(rowid) FROM \"%s\"", tables->names[i]);
        if (query_number(replay->store, sql, &rows, &unsaid) == LI_OK)
            replay->records += rows;
        free(sql);
    }
}

/* --- an entry by itself ----------------------------------------------------------------------- */

/* Takes the words that follow its name. */
static void journal_replay_say_of(struct replay *replay, const struct entry *entry, char *words)
{
    char *name = journal_name_text(replay->store, &entry->name);
    journal_replay_say(replay, li_format("Entry %s %s", name, words));
    free(name);
    free(words);
}

static enum li_err journal_check_hash(struct replay *replay, const struct entry *entry)
{
    struct hash hash = entry_hash(entry);
    if (!hash_equal(&hash, &entry->name.hash))
        journal_replay_say_of(
            replay, entry, li_strdup("was altered: its contents do not match its hash."));
    return LI_OK;
}

static void journal_check_say_gap(struct replay *replay, const struct entry *entry)
{
    struct entry_name missing = {.replica = entry->name.replica, .seq = entry->name.seq - 1};
    char *name = journal_name_text(replay->store, &entry->name);
    char *gap = journal_name_text(replay->store, &missing);
    journal_replay_say(replay,
        li_format("The journal has entry %s, but %s, the entry before it, is missing.", name, gap));
    free(name);
    free(gap);
}

/* It follows on the one before it, of the same replica, earlier and one less. */
static enum li_err journal_check_chain(struct replay *replay, const struct entry *entry)
{
    struct id replica = {{0}};
    bool first = hash_is_zero(&entry->before), follows = entry->name.seq == 1;
    query_bind_hash(replay->before, 1, &entry->before);
    int step = first ? 0 : query_step(replay->before, replay->err);
    if (step > 0)
        follows = query_id(replay->before, 0, &replica) &&
                  id_equal(&replica, &entry->name.replica) &&
                  query_int(replay->before, 1) + 1 == entry->name.seq &&
                  (uint64_t)query_int(replay->before, 2) < entry->hlc;
    query_reset(replay->before);
    if (step < 0)
        return replay->err->code;
    if (!first && step == 0)
        journal_check_say_gap(replay, entry);
    else if (!follows)
        journal_replay_say_of(
            replay, entry, li_strdup("does not follow the entry it names as the one before it."));
    return LI_OK;
}

static bool journal_check_same_id(
    struct query *query, int column, bool any, const struct id *wanted)
{
    struct id id;
    bool there = query_id(query, column, &id);
    return there == any && (!any || id_equal(&id, wanted));
}

/* Span and size are told again by its changeset. */
static enum li_err journal_check_span(struct replay *replay, const struct entry *entry)
{
    struct id first = {{0}}, last = {{0}};
    bool any = changeset_span(entry->changeset, entry->changeset_size, &first, &last);
    query_bind_hash(replay->local, 1, &entry->name.hash);
    int step = query_step(replay->local, replay->err);
    bool same = step > 0 && journal_check_same_id(replay->local, 0, any, &first) &&
                journal_check_same_id(replay->local, 1, any, &last) &&
                query_int(replay->local, 2) == (int64_t)entry->changeset_size;
    query_reset(replay->local);
    if (step < 0)
        return replay->err->code;
    if (!same)
        journal_replay_say_of(
            replay, entry, li_strdup("has a stored span or size that does not match its changes."));
    return LI_OK;
}

/* One that waits is of a group that is not whole, or was not due when that was last looked at. */
static enum li_err journal_check_state(struct replay *replay, const struct entry *entry)
{
    bool counts = false;
    enum li_err code = entry_counts(replay->store, entry, &counts, replay->err);
    bool excused = entry->state == ENTRY_WAITING ? entry->hlc > replay->waited : false;
    bool future = entry->hlc > journal_due(replay->store);
    if (code == LI_OK && counts != (entry->state == ENTRY_APPLIED) && !excused && !future)
        journal_replay_say_of(replay, entry,
            li_strdup(counts ? "is marked as waiting, but should be applied."
                             : "is marked as applied, but the rest of its group is missing."));
    return code;
}

/* --- what it does ----------------------------------------------------------------------------- */

static bool journal_check_same_text(struct query *query, int column, const char *wanted)
{
    const char *text = query_text(query, column);
    return text && wanted ? strcmp(text, wanted) == 0 : text == wanted;
}

static bool journal_check_is_conflict(struct query *row, const struct conflict *conflict)
{
    struct id id;
    return journal_check_same_text(row, 0, conflict->table) && query_id(row, 1, &id) &&
           id_equal(&id, &conflict->id) && journal_check_same_text(row, 2, conflict->column) &&
           journal_check_same_text(row, 3, conflict->why) &&
           journal_check_same_text(row, 4, conflict->lost) &&
           journal_check_same_text(row, 5, conflict->kept);
}

/* Each conflict that is stored was met, and each that was met is stored. */
static enum li_err journal_check_conflicts(
    struct replay *replay, const struct entry *entry, const struct applied *applied)
{
    size_t stored = 0, met = 0;
    int step;
    if (replay->conflicts == 0 && applied->conflict_count == 0)
        return LI_OK;
    bool *seen = li_calloc(applied->conflict_count + 1, sizeof *seen);
    query_bind_hash(replay->met, 1, &entry->name.hash);
    while ((step = query_step(replay->met, replay->err)) > 0) {
        size_t i = 0;
        while (i < applied->conflict_count &&
               (seen[i] || !journal_check_is_conflict(replay->met, &applied->conflicts[i])))
            i++;
        seen[i] = true;
        met += i < applied->conflict_count;
        stored++;
    }
    query_reset(replay->met);
    free(seen);
    if (step < 0)
        return replay->err->code;
    if (stored != met || met != applied->conflict_count)
        journal_replay_say_of(replay, entry,
            li_format("has %zu stored conflicts, but the replay finds %zu others.", stored,
                applied->conflict_count - met));
    return LI_OK;
}

static enum li_err journal_check_done(
    struct replay *replay, const struct entry *entry, const struct applied *applied)
{
    bool stored_as_meant = entry->effect == entry->changeset;
    bool same = stored_as_meant == applied->as_meant;
    if (same && !stored_as_meant)
        same = changeset_means_same(
            entry->effect, entry->effect_size, applied->effect.at, applied->effect.size);
    if (!same)
        journal_replay_say_of(
            replay, entry, li_strdup("has a stored effect that differs from the replay."));
    return journal_check_conflicts(replay, entry, applied);
}

static enum li_err journal_check_replay(struct replay *replay, const struct entry *entry)
{
    struct applied applied = {.as_meant = false};
    struct apply_how how = {.wants_effect = entry->effect != entry->changeset};
    bool takes_back = false;
    enum li_err code = entry_takes_back(replay->store, entry, &takes_back, replay->err);
    how.overrules = !takes_back;
    if (code == LI_OK && entry->state == ENTRY_APPLIED)
        code = apply_entry(replay->applier, entry, how, &applied, replay->err);
    if (code == LI_OK)
        code = journal_check_done(replay, entry, &applied);
    applied_free(&applied);
    return code;
}

/* A damaged one is told of and passed over: what it would have done shows in the tables. */
static bool journal_replay_entry(void *arg, const struct entry *entry)
{
    static enum li_err (*const checks[])(struct replay * replay, const struct entry *entry) = {
        journal_check_hash, journal_check_chain, journal_check_span, journal_check_state,
        journal_check_replay};
    struct replay *replay = arg;
    enum li_err code = LI_OK;
    for (size_t i = 0; i < sizeof checks / sizeof checks[0] && code == LI_OK; i++)
        code = checks[i](replay, entry);
    if (code == LI_CORRUPT || code == LI_REFUSED) {
        journal_replay_say_of(
            replay, entry, li_format("cannot be replayed: %s", replay->err->message));
        code = LI_OK;
    }
    replay->code = code;
    replay->replayed++;
    return code == LI_OK && !journal_replay_full(replay) && journal_replay_goes_on(replay);
}

/* --- all of them ------------------------------------------------------------------------------ */

static enum li_err journal_replay_prepare(struct replay *replay)
{
    replay->before = query_new(
        replay->store, "SELECT replica, seq, hlc FROM journal_entry WHERE hash = ?1", replay->err);
    if (replay->before)
        replay->local = query_new(replay->store,
            "SELECT first_id, last_id, size FROM journal_entry WHERE hash = ?1", replay->err);
    if (replay->local)
        replay->met = query_new(replay->store,
            "SELECT tbl, id, col, why, lost, kept FROM journal_conflict WHERE entry = ?1",
            replay->err);
    if (!replay->met)
        return replay->err->code;
    char *waited;
    if (store_fact(replay->store, "waited", &waited, replay->err) != LI_OK)
        return replay->err->code;
    replay->waited = waited ? strtoull(waited, NULL, 10) : UINT64_MAX;
    free(waited);
    replay->applier = applier_new(replay->scratch);
    return query_count(replay->store, "journal_conflict", &replay->conflicts, replay->err);
}

static void journal_replay_end(struct replay *replay)
{
    applier_free(replay->applier);
    query_free(replay->before);
    query_free(replay->local);
    query_free(replay->met);
}

static enum li_err journal_replay_all(struct replay *replay)
{
    struct journal_scan everything = {0};
    enum li_err code = store_begin(replay->scratch, replay->err);
    if (code != LI_OK)
        return code;
    replay->scratch->gate = GATE_OPEN;
    code = journal_replay_prepare(replay);
    if (code == LI_OK)
        code = journal_read(replay->store, &everything, journal_replay_entry, replay, replay->err);
    if (code == LI_OK)
        code = replay->code;
    journal_replay_end(replay);
    if (code == LI_OK)
        code = store_commit(replay->scratch, replay->err);
    store_rollback(replay->scratch);
    replay->scratch->gate = GATE_SHUT;
    return code;
}

static enum li_err journal_replay_find_strays(struct replay *replay)
{
    int64_t strays = 0;
    enum li_err code = query_number(replay->store,
        "SELECT count(*) FROM journal_conflict c"
        " WHERE NOT EXISTS (SELECT 1 FROM journal_entry e WHERE e.hash = c.entry)",
        &strays, replay->err);
    if (code == LI_OK && strays > 0)
        journal_replay_say(replay, li_format("%lld conflict%s from an entry that is missing.",
                                       (long long)strays, strays == 1 ? " is" : "s are"));
    bool sound = true;
    if (code == LI_OK)
        code = store_replica_is_sound(replay->store, &sound, replay->err);
    if (code == LI_OK && !sound)
        journal_replay_say(replay, li_strdup("This database's identifier (replica) was altered."));
    return code;
}

/* --- the tables ------------------------------------------------------------------------------- */

static const char *journal_replay_words(const char *text)
{
    return text ? text : "no value";
}

static void journal_replay_compare_row(
    struct replay *replay, const char *table, struct query *stands, struct query *given)
{
    char text[ID_TEXT_SIZE];
    struct id id;
    query_id(stands, 0, &id);
    for (int i = 1; i < query_columns(given); i++)
        if (!value_equal(query_value(stands, i), query_value(given, i)))
            journal_replay_say(
                replay, li_format("%s %s column %s: the table has %s, the journal gives %s.", table,
                            id_text(&id, text), query_name(given, i),
                            journal_replay_words(query_text(stands, i)),
                            journal_replay_words(query_text(given, i))));
}

static void journal_replay_say_alone(
    struct replay *replay, const char *table, struct query *row, const char *what)
{
    char text[ID_TEXT_SIZE];
    struct id id = {{0}};
    query_id(row, 0, &id);
    journal_replay_say(replay, li_format("%s %s: %s.", table, id_text(&id, text), what));
}

/* Both in order of id: the one behind has a record the other lacks. */
static int journal_replay_order(struct query *stands, int stand, struct query *given, int give)
{
    if (stand <= 0 || give <= 0)
        return stand > 0 ? -1 : 1;
    struct id one = {{0}}, other = {{0}};
    query_id(stands, 0, &one);
    query_id(given, 0, &other);
    return memcmp(one.byte, other.byte, ID_SIZE);
}

static enum li_err journal_replay_walk(
    struct replay *replay, const char *table, struct query *stands, struct query *given)
{
    int stand = query_step(stands, replay->err), give = query_step(given, replay->err);
    while (stand >= 0 && give >= 0 && (stand > 0 || give > 0) && !journal_replay_full(replay)) {
        int order = journal_replay_order(stands, stand, given, give);
        if (order < 0)
            journal_replay_say_alone(replay, table, stands, "in the table, but not in the journal");
        else if (order > 0)
            journal_replay_say_alone(replay, table, given, "in the journal, but not in the table");
        else
            journal_replay_compare_row(replay, table, stands, given);
        if (order <= 0)
            stand = query_step(stands, replay->err);
        if (order >= 0 && stand >= 0)
            give = query_step(given, replay->err);
        if (++replay->compared % TOLD_EVERY == 0 && !journal_replay_goes_on(replay))
            return replay->code;
    }
    return stand < 0 || give < 0 ? replay->err->code : LI_OK;
}

static enum li_err journal_replay_compare_table(struct replay *replay, const char *table)
{
    char *sql = li_format("SELECT * FROM \"%s\" ORDER BY id", table);
    struct query *stands = query_new(replay->store, sql, replay->err);
    struct query *given = stands ? query_new(replay->scratch, sql, replay->err) : NULL;
    free(sql);
    enum li_err code =
        given ? journal_replay_walk(replay, table, stands, given) : replay->err->code;
    query_free(stands);
    query_free(given);
    return code;
}

static bool journal_replay_lists(const struct replay_tables *tables, const char *table)
{
    for (size_t i = 0; i < tables->count; i++)
        if (strcmp(tables->names[i], table) == 0)
            return true;
    return false;
}

static enum li_err journal_replay_compare_tables(
    struct replay *replay, const struct replay_tables *stand, const struct replay_tables *given)
{
    enum li_err code = LI_OK;
    for (size_t i = 0; i < given->count; i++)
        if (!journal_replay_lists(stand, given->names[i]))
            journal_replay_say(replay, li_format("The table %s is missing.", given->names[i]));
    for (size_t i = 0; i < stand->count && code == LI_OK; i++)
        if (journal_replay_lists(given, stand->names[i]))
            code = journal_replay_compare_table(replay, stand->names[i]);
        else
            journal_replay_say(
                replay, li_format("The table %s was not made by liaise.", stand->names[i]));
    return code;
}

static enum li_err journal_replay_check(struct replay *replay)
{
    struct replay_tables stand = {0}, given = {0};
    enum li_err code = store_tables(replay->store, &stand.names, &stand.count, replay->err);
    if (code == LI_OK)
        code = store_tables(replay->scratch, &given.names, &given.count, replay->err);
    if (code == LI_OK) {
        journal_replay_measure(replay, &given);
        code = journal_replay_find_strays(replay);
    }
    if (code == LI_OK)
        code = journal_replay_all(replay);
    if (code == LI_OK)
        code = journal_replay_compare_tables(replay, &stand, &given);
    store_tables_free(stand.names, stand.count);
    store_tables_free(given.names, given.count);
    return code;
}

enum li_err journal_check(struct store *store, store_prepare prepare, void *prepare_arg,
    void (*say)(void *arg, const char *finding), void *arg, journal_progress progress,
    void *progress_arg, struct li_error *err)
{
    struct li_error own = {0};
    err = err ? err : &own;
    struct replay replay = {.store = store,
        .say = say,
        .arg = arg,
        .err = err,
        .progress = progress,
        .progress_arg = progress_arg};
    enum li_err code = store_open_scratch(&replay.scratch, prepare, prepare_arg, err);
    if (code != LI_OK)
        return code;
    /* One transaction, so that what others write meanwhile is not half seen. */
    code = query_run(store, "BEGIN", err);
    if (code == LI_OK)
        code = journal_replay_check(&replay);
    store_rollback(store);
    store_close(replay.scratch);
    return code;
}
