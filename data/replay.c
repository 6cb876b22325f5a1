/*
 * replay.c: the journal run again: the check that the tables are what the entries make of them.
 */
#include "journal_internal.h"
#include "memory.h"
#include <stdlib.h>
#include <string.h>

enum { FINDINGS_TOLD = 100, TOLD_EVERY = 1024 };

struct replay_tables {
    char **names;
    size_t count;
};

struct replay {
    struct store *store, *scratch;
    void (*say)(void *arg, const char *finding);
    void *arg;
    size_t found;
    journal_progress progress; /* NULL: nobody asks */
    void *progress_arg;
    int64_t entries, replayed;
    int64_t records, compared; /* about how many there are */
    bool careful;              /* entries need not fare as their state says */
    bool surprised;            /* one did not: all begins again, carefully */
    enum li_err code;          /* of what went wrong inside a visit */
    struct li_error *err;
};

static bool replay_full(const struct replay *replay)
{
    return replay->found > FINDINGS_TOLD;
}

/* Takes the finding's memory. */
static void replay_say(struct replay *replay, char *finding)
{
    if (++replay->found <= FINDINGS_TOLD)
        replay->say(replay->arg, finding);
    else if (replay->found == FINDINGS_TOLD + 1)
        replay->say(replay->arg, "There are more findings; these are the first.");
    free(finding);
}

static enum li_err replay_find_gaps(struct replay *replay)
{
    struct query *query = query_new(replay->store,
        "SELECT replica, seq, before FROM (SELECT replica, seq, lag(seq, 1, 0)"
        " OVER (PARTITION BY replica ORDER BY seq) AS before FROM journal_entry)"
        " WHERE seq <> before + 1",
        replay->err);
    if (!query)
        return replay->err->code;
    int step;
    while ((step = query_step(query, replay->err)) > 0) {
        struct entry_name name = {.seq = query_int(query, 1)}, missing;
        query_id(query, 0, &name.replica);
        missing = (struct entry_name){name.replica, query_int(query, 2) + 1};
        char *at = journal_name_text(replay->store, &name);
        char *gap = journal_name_text(replay->store, &missing);
        replay_say(replay, li_format("The journal has entry %s, but %s is missing.", at, gap));
        free(at);
        free(gap);
    }
    query_free(query);
    return step < 0 ? replay->err->code : LI_OK;
}

/* Half of the work is to replay the entries, half to compare the records. */
static bool replay_goes_on(struct replay *replay)
{
    int64_t given = replay->records * replay->replayed / (replay->entries ? replay->entries : 1);
    int64_t done = given + replay->compared, total = 2 * replay->records;
    if (!replay->progress || replay->progress(replay->progress_arg, done, total, done / 2))
        return true;
    replay->code = li_fail(replay->err, LI_INTERRUPTED, "Stopped before the end.");
    return false;
}

/* The highest row numbers are found without counting. What cannot be asked here counts nothing: it
   is for the comparison to say why. */
static void replay_measure(struct replay *replay, const struct replay_tables *tables)
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

static bool replay_entry(void *arg, const struct entry *entry)
{
    static const char *const words[] = {[ENTRY_APPLIED] = "applied", [ENTRY_REJECTED] = "rejected"};
    struct replay *replay = arg;
    enum entry_state state;
    bool sure = entry->state == ENTRY_APPLIED && !replay->careful;
    replay->code = apply_again(
        replay->scratch, entry->changeset, entry->changeset_size, sure, &state, replay->err);
    bool same = state == entry->state;
    replay->surprised = replay->code == LI_OK && !same && !replay->careful;
    if (replay->code == LI_OK && !same && replay->careful) {
        char *name = journal_name_text(replay->store, &entry->name);
        replay_say(replay, li_format("Entry %s is kept as %s, but the replay has it %s.", name,
                               words[entry->state], words[state]));
        free(name);
    }
    replay->replayed++;
    return replay->code == LI_OK && !replay->surprised && replay_goes_on(replay);
}

static enum li_err replay_run(struct replay *replay)
{
    struct journal_scan everything = {0};
    replay->replayed = 0;
    enum li_err code = store_begin(replay->scratch, replay->err);
    if (code != LI_OK)
        return code;
    replay->scratch->gate = GATE_OPEN;
    code = journal_read(replay->store, &everything, replay_entry, replay, replay->err);
    if (code == LI_OK)
        code = replay->code;
    if (code == LI_OK && !replay->surprised)
        code = store_commit(replay->scratch, replay->err);
    store_rollback(replay->scratch);
    replay->scratch->gate = GATE_SHUT;
    return code;
}

static enum li_err replay_all(struct replay *replay)
{
    enum li_err code = replay_run(replay);
    if (code != LI_OK || !replay->surprised)
        return code;
    replay->careful = true;
    return replay_run(replay);
}

static const char *replay_words(const char *text)
{
    return text ? text : "nothing";
}

static void replay_compare_row(
    struct replay *replay, const char *table, struct query *stands, struct query *given)
{
    char text[ID_TEXT_SIZE];
    struct id id;
    query_id(stands, 0, &id);
    for (int i = 1; i < query_columns(given); i++)
        if (!value_equal(query_value(stands, i), query_value(given, i)))
            replay_say(replay,
                li_format("%s %s column %s: the table has %s, the journal gives %s.", table,
                    id_text(&id, text), query_name(given, i), replay_words(query_text(stands, i)),
                    replay_words(query_text(given, i))));
}

static void replay_say_alone(
    struct replay *replay, const char *table, struct query *row, const char *what)
{
    char text[ID_TEXT_SIZE];
    struct id id = {{0}};
    query_id(row, 0, &id);
    replay_say(replay, li_format("%s %s: %s.", table, id_text(&id, text), what));
}

/* Both in order of id: the one behind has a record the other lacks. */
static int replay_order(struct query *stands, int stand, struct query *given, int give)
{
    if (stand <= 0 || give <= 0)
        return stand > 0 ? -1 : 1;
    struct id one = {{0}}, other = {{0}};
    query_id(stands, 0, &one);
    query_id(given, 0, &other);
    return memcmp(one.byte, other.byte, ID_SIZE);
}

static enum li_err replay_walk(
    struct replay *replay, const char *table, struct query *stands, struct query *given)
{
    int stand = query_step(stands, replay->err), give = query_step(given, replay->err);
    while (stand >= 0 && give >= 0 && (stand > 0 || give > 0) && !replay_full(replay)) {
        int order = replay_order(stands, stand, given, give);
        if (order < 0)
            replay_say_alone(
                replay, table, stands, "the table has it, the journal does not give it");
        else if (order > 0)
            replay_say_alone(
                replay, table, given, "the journal gives it, the table does not have it");
        else
            replay_compare_row(replay, table, stands, given);
        if (order <= 0)
            stand = query_step(stands, replay->err);
        if (order >= 0 && stand >= 0)
            give = query_step(given, replay->err);
        if (++replay->compared % TOLD_EVERY == 0 && !replay_goes_on(replay))
            return replay->code;
    }
    return stand < 0 || give < 0 ? replay->err->code : LI_OK;
}

static enum li_err replay_compare_table(struct replay *replay, const char *table)
{
    char *sql = li_format("SELECT * FROM \"%s\" ORDER BY id", table);
    struct query *stands = query_new(replay->store, sql, replay->err);
    struct query *given = stands ? query_new(replay->scratch, sql, replay->err) : NULL;
    free(sql);
    enum li_err code = given ? replay_walk(replay, table, stands, given) : replay->err->code;
    query_free(stands);
    query_free(given);
    return code;
}

static bool replay_lists(const struct replay_tables *tables, const char *table)
{
    for (size_t i = 0; i < tables->count; i++)
        if (strcmp(tables->names[i], table) == 0)
            return true;
    return false;
}

static enum li_err replay_compare_tables(
    struct replay *replay, const struct replay_tables *stand, const struct replay_tables *given)
{
    enum li_err code = LI_OK;
    for (size_t i = 0; i < given->count; i++)
        if (!replay_lists(stand, given->names[i]))
            replay_say(replay, li_format("The table %s is missing.", given->names[i]));
    for (size_t i = 0; i < stand->count && code == LI_OK; i++)
        if (replay_lists(given, stand->names[i]))
            code = replay_compare_table(replay, stand->names[i]);
        else
            replay_say(replay, li_format("The table %s is none of liaise's.", stand->names[i]));
    return code;
}

static enum li_err replay_check(struct replay *replay)
{
    struct replay_tables stand = {0}, given = {0};
    enum li_err code = store_tables(replay->store, &stand.names, &stand.count, replay->err);
    if (code == LI_OK)
        code = store_tables(replay->scratch, &given.names, &given.count, replay->err);
    if (code == LI_OK) {
        replay_measure(replay, &given);
        code = replay_find_gaps(replay);
    }
    if (code == LI_OK)
        code = replay_all(replay);
    if (code == LI_OK)
        code = replay_compare_tables(replay, &stand, &given);
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
        code = replay_check(&replay);
    store_rollback(store);
    store_close(replay.scratch);
    return code;
}
