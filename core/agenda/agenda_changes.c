/*
 * agenda_changes.c: from the entries of the journal to the records that the topics of the agenda
 * have to look at again.
 */
#include "core/agenda/agenda_changes.h"
#include "core/agenda/agenda_rules.h"
#include "data/base/memory.h"
#include "data/journal/changeset.h"
#include "data/journal/journal.h"
#include <stdlib.h>
#include <string.h>

/* What is more than that is not followed record by record. */
enum { ENTRIES_MOST = 50, BYTES_MOST = 32768, ROWS_MOST = 1000 /* of a topic */ };

/* A changed record of table (NULL: any) concerns, of a topic's kind, the rows that a SELECT gives
   for ?1: the id of the record, or whom its column refers to, or did before. NULL: all. */
struct touch {
    unsigned topics;
    const char *table, *column, *rows;
};

#define TOPIC(name) (1U << AGENDA_##name)
#define GOALS (TOPIC(CHECK_IN) | TOPIC(GOAL))
#define SAME(kind) "SELECT rowid FROM " kind " WHERE id = ?1"
#define OF_AFFILIATE(kind) "SELECT rowid FROM " kind " WHERE affiliate = ?1"

/* So few that any of them may be. */
#define LISTED "SELECT rowid FROM local_broken WHERE ?1 IS NOT NULL"

/* Whatever the rules of agenda_topics.c read. */
static const struct touch agenda_touches[] = {
    {GOALS, "goal", NULL, SAME("goal")},
    {GOALS, "progress", "goal", SAME("goal")},
    {GOALS, "milestone", "goal", SAME("goal")},
    {GOALS, "target", "goal", SAME("goal")},
    {GOALS, "plan", NULL,
        "SELECT g.rowid FROM target n CROSS JOIN goal g ON g.id = n.goal WHERE n.plan = ?1"},
    {GOALS, "affiliate", NULL, OF_AFFILIATE("goal")},
    {TOPIC(MILESTONE), "milestone", NULL, SAME("milestone")},
    {TOPIC(MILESTONE), "goal", NULL, "SELECT rowid FROM milestone WHERE goal = ?1"},
    {TOPIC(MILESTONE), "affiliate", NULL,
        "SELECT m.rowid FROM goal g CROSS JOIN milestone m ON m.goal = g.id"
        " WHERE g.affiliate = ?1"},
    {TOPIC(RENEWAL), "agreement", NULL, SAME("agreement")},
    {TOPIC(RENEWAL), "agreement", "renews", SAME("agreement")},
    {TOPIC(RENEWAL), "affiliate", NULL, OF_AFFILIATE("agreement")},
    {TOPIC(TERM), "assignment", NULL, SAME("assignment")},
    {TOPIC(TERM), "assignment", "affiliate", OF_AFFILIATE("assignment")},
    {TOPIC(TERM), "assignment", "region", "SELECT rowid FROM assignment WHERE region = ?1"},
    {TOPIC(TERM), "affiliate", NULL, OF_AFFILIATE("assignment")},
    {TOPIC(FOLLOW_UP), "activity", NULL, SAME("activity")},
    {TOPIC(FOLLOW_UP), "affiliate", NULL, OF_AFFILIATE("activity")},
    {TOPIC(EVENT), "event", NULL, SAME("event")},
    {TOPIC(EVENT), "attendance", "event", SAME("event")},
    {TOPIC(EVENT), "person", NULL,
        "SELECT e.rowid FROM attendance t CROSS JOIN event e ON e.id = t.event"
        " WHERE t.person = ?1"},
    {TOPIC(CONTACT), "affiliate", NULL, SAME("affiliate")},
    {TOPIC(CONTACT), "activity", "affiliate", SAME("affiliate")},
    {TOPIC(ROLE), "affiliate", NULL, SAME("affiliate")},
    {TOPIC(ROLE), "assignment", "affiliate", SAME("affiliate")},
    {TOPIC(ROLE), "assignment", "region", NULL},
    {TOPIC(ROLE), "state", NULL, NULL},
    {TOPIC(ROLE), "role", NULL, NULL},
    {TOPIC(CORRECT), NULL, NULL, LISTED},
};

struct touching {
    struct store *store;
    struct agenda_touched *touched;
    int64_t after; /* a hybrid clock */
    int64_t entries;
    struct li_error *err;
    enum li_err code; /* of what went wrong inside a visit */
};

static void agenda_touch_all(struct agenda_touched *touched, unsigned topics)
{
    for (int topic = 0; topic < AGENDA_TOPIC_COUNT; topic++)
        touched[topic].all |= (topics >> topic & 1U) != 0;
}

static void agenda_add_row(struct agenda_touched *touched, unsigned topics, int64_t row)
{
    for (int topic = 0; topic < AGENDA_TOPIC_COUNT; topic++) {
        if (!(topics >> topic & 1U) || touched[topic].all)
            continue;
        vector_add(&touched[topic].rows, row);
        touched[topic].all = touched[topic].rows.count > ROWS_MOST;
    }
}

/* id as text; NULL: the column refers to nothing. */
static void agenda_add_rows(struct touching *touching, const struct touch *touch, const char *id)
{
    if (!id || touching->code)
        return;
    if (!touch->rows) {
        agenda_touch_all(touching->touched, touch->topics);
        return;
    }
    struct query *query = query_new(touching->store, touch->rows, touching->err);
    int step = query ? 1 : -1;
    if (query)
        query_bind_text(query, 1, id);
    for (int rows = 0; rows <= ROWS_MOST && step > 0; rows++)
        if ((step = query_step(query, touching->err)) > 0)
            agenda_add_row(touching->touched, touch->topics, query_int(query, 0));
    if (step < 0)
        touching->code = touching->err->code;
    query_free(query);
}

/* Of a column that the change left as it was. */
static void agenda_add_current(struct touching *touching, const struct touch *touch, const char *id)
{
    char *sql = li_format("SELECT \"%s\" FROM \"%s\" WHERE id = ?1", touch->column, touch->table);
    struct query *query = query_new(touching->store, sql, touching->err);
    free(sql);
    if (query)
        query_bind_text(query, 1, id);
    int step = query ? query_step(query, touching->err) : -1;
    char *value = step > 0 ? li_strdup(query_text(query, 0)) : NULL;
    query_free(query);
    if (step < 0)
        touching->code = touching->err->code;
    agenda_add_rows(touching, touch, value);
    free(value);
}

static int agenda_column_of(const struct changeset *change, const char *name)
{
    for (int i = 0; i < changeset_columns(change); i++)
        if (strcmp(changeset_column(change, i), name) == 0)
            return i;
    return -1;
}

/* Nothing tells in which row of its topics a record was that is gone. */
static void agenda_touch_gone(struct touching *touching, const struct changeset *change)
{
    for (int topic = 0; topic < AGENDA_TOPIC_COUNT; topic++)
        if (strcmp(agenda_table((enum agenda_topic)topic), changeset_table(change)) == 0)
            agenda_touch_all(touching->touched, 1U << topic);
}

static void agenda_take_touch(
    struct touching *touching, const struct touch *touch, const struct changeset *change)
{
    char id[ID_TEXT_SIZE];
    id_text(changeset_id(change), id);
    int column = touch->column ? agenda_column_of(change, touch->column) : -1;
    if (!touch->column) {
        agenda_add_rows(touching, touch, id);
    } else if (column >= 0 && changeset_touched(change, column)) {
        agenda_add_rows(touching, touch, changeset_old(change, column));
        agenda_add_rows(touching, touch, changeset_new(change, column));
    } else {
        agenda_add_current(touching, touch, id);
    }
}

static void agenda_take_change(struct touching *touching, const struct changeset *change)
{
    if (changeset_how(change) == CHANGE_REMOVE)
        agenda_touch_gone(touching, change);
    for (size_t i = 0; i < sizeof agenda_touches / sizeof *agenda_touches; i++)
        if (!agenda_touches[i].table ||
            strcmp(agenda_touches[i].table, changeset_table(change)) == 0)
            agenda_take_touch(touching, &agenda_touches[i], change);
}

static bool agenda_take_entry(void *arg, const struct entry *entry)
{
    struct touching *touching = arg;
    if ((int64_t)entry->hlc <= touching->after)
        return false;
    if (++touching->entries > ENTRIES_MOST || entry->effect_size > BYTES_MOST) {
        agenda_touch_all(touching->touched, ~0U);
        return false;
    }
    struct changeset *changes =
        changeset_read(touching->store, entry->effect, entry->effect_size, touching->err);
    int more = changes ? 1 : -1;
    while (more > 0 && !touching->code && (more = changeset_next(changes, touching->err)) > 0)
        agenda_take_change(touching, changes);
    changeset_free(changes);
    if (more < 0)
        touching->code = touching->err->code;
    return !touching->code;
}

enum li_err agenda_position(
    struct context *context, struct agenda_position *out, struct li_error *err)
{
    struct query *query = query_new(context->store,
        "SELECT (SELECT max(rowid) FROM journal_entry), (SELECT max(hlc) FROM journal_entry)", err);
    int step = query ? query_step(query, err) : -1;
    if (step > 0)
        *out = (struct agenda_position){query_int(query, 0), query_int(query, 1)};
    query_free(query);
    return step < 0 ? err->code : LI_OK;
}

/* Entries that came in before the latest that was known are not found by going back to it, nor are
   they alone in what they changed: then all is touched. */
enum li_err agenda_touched(struct context *context, struct agenda_position *from,
    struct agenda_touched out[AGENDA_TOPIC_COUNT], struct li_error *err)
{
    const struct journal_scan latest = {.newest_first = true};
    struct touching touching = {
        .store = context->store, .touched = out, .after = from->last, .err = err};
    struct agenda_position now = {0};
    enum li_err code = agenda_position(context, &now, err);
    if (!code && now.rows != from->rows)
        code = journal_read(context->store, &latest, agenda_take_entry, &touching, err);
    if (!code)
        code = touching.code;
    if (!code && touching.entries != now.rows - from->rows)
        agenda_touch_all(out, ~0U);
    if (!code)
        *from = now;
    return code;
}
