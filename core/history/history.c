/*
 * history.c: turns the changesets of entries into changes that people can read.
 */
#include "core/history/history.h"
#include "core/history/authors.h"
#include "core/record/field.h"
#include "core/record/record.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include "data/changeset/changeset.h"
#include "data/changeset/changeset_walk.h"
#include "data/entry/entry_clock.h"
#include "data/entry/entry_name.h"
#include "data/journal/journal_undo.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { HISTORY_CHANGES_MOST = 100 };

struct history_reader {
    struct context *context;
    const struct history_options *options;
    const struct authors *authors;
    bool (*visit)(void *arg, const struct history_entry *entry);
    void *arg;
    struct li_error *err;
    enum li_err code;
    int64_t entries;
    struct history_change changes[HISTORY_CHANGES_MOST];
    size_t count, more;
};

void history_at(const struct entry *entry, char out[HISTORY_AT_SIZE])
{
    char instant[ENTRY_CLOCK_INSTANT_SIZE];
    assert(entry && out);
    entry_clock_instant(entry->hlc, instant);
    date_minute(instant, out);
}

/* The field of a column of the current change; NULL: it isn't a field, or has no value. *value: its
   value when the record was added or removed. */
static const struct field *history_field_then(
    const struct kind *kind, const struct changeset *changeset, int column, const char **value)
{
    int number = kind_field(kind, changeset_column(changeset, column));
    *value = changeset_new(changeset, column) ? changeset_new(changeset, column)
                                              : changeset_old(changeset, column);
    return number < 0 || !*value ? NULL : &kind->fields[number];
}

/* "Ada Byron, Liaison, CAMA": the records that this one referred to, as the title of a record that
   has no text of its own. The caller frees it. */
static char *history_references_then(
    struct context *context, const struct kind *kind, const struct changeset *changeset)
{
    char *text;
    const char *between = "";
    FILE *out = li_text_open(&text);
    for (int i = 0; i < changeset_columns(changeset); i++) {
        const char *value;
        const struct field *field = history_field_then(kind, changeset, i, &value);
        char *shown = field && field->type == FIELD_REF ? field_show(context, field, value) : NULL;
        if (shown && *shown) {
            fprintf(out, "%s%s", between, shown);
            between = ", ";
        }
        free(shown);
    }
    li_text_close(out);
    return text;
}

/* The title that the current record had when it was added or removed. The caller frees it. */
static char *history_title_then(
    struct context *context, const struct kind *kind, const struct changeset *changeset)
{
    for (int i = 0; i < changeset_columns(changeset); i++) {
        const char *value;
        const struct field *field = history_field_then(kind, changeset, i, &value);
        if (field && field->flags & FIELD_REQUIRED &&
            (field->type == FIELD_TEXT || field->type == FIELD_LONG))
            return li_strdup(value);
    }
    char *references = history_references_then(context, kind, changeset);
    if (*references)
        return references;
    free(references);
    return li_strdup(kind->label);
}

/* The title of the current record. It is looked up once, since changes of one record follow each
   other. The caller frees it. */
static char *history_title_of(
    const struct history_reader *reader, const struct kind *kind, const struct changeset *changeset)
{
    const struct id *id = changeset_id(changeset);
    const struct history_change *last = reader->count ? &reader->changes[reader->count - 1] : NULL;
    if (last && last->kind == kind && id_equal(&last->id, id))
        return li_strdup(last->title);
    char *now = record_title(reader->context, kind, id);
    return now ? now : history_title_then(reader->context, kind, changeset);
}

char *history_value(struct context *context, const struct field *field, const char *canonical)
{
    assert(context && field);
    if (!canonical)
        return NULL;
    if (field->type == FIELD_CHOICE)
        return li_strdup(canonical);
    char *shown = field_show(context, field, canonical);
    if (shown && *shown)
        return shown;
    free(shown);
    return li_strdup(canonical);
}

/* Adds a change of the current record; NULL: there is no room, and it is only counted. */
static struct history_change *history_add_change(struct history_reader *reader,
    const struct kind *kind, const struct changeset *changeset, enum history_how how)
{
    if (reader->count == HISTORY_CHANGES_MOST) {
        reader->more++;
        return NULL;
    }
    char *title = history_title_of(reader, kind, changeset);
    struct history_change *change = &reader->changes[reader->count++];
    *change = (struct history_change){
        .kind = kind, .id = *changeset_id(changeset), .title = title, .how = how};
    return change;
}

static void history_add_column(struct history_reader *reader, const struct kind *kind,
    const struct changeset *changeset, int column)
{
    const char *name = changeset_column(changeset, column);
    const char *from = changeset_old(changeset, column), *to = changeset_new(changeset, column);
    if (strcmp(name, "archived_on") == 0) {
        history_add_change(reader, kind, changeset, to ? HISTORY_ARCHIVED : HISTORY_RESTORED);
        return;
    }
    int number = kind_field(kind, name);
    struct history_change *change =
        number < 0 ? NULL : history_add_change(reader, kind, changeset, HISTORY_CHANGED);
    if (!change)
        return;
    change->field = &kind->fields[number];
    change->from = history_value(reader->context, change->field, from);
    change->to = history_value(reader->context, change->field, to);
}

static bool history_is_asked_for(
    const struct history_reader *reader, const struct changeset *changeset)
{
    const struct history_options *options = reader->options;
    return !options->id || (strcmp(options->kind->name, changeset_table(changeset)) == 0 &&
                               id_equal(options->id, changeset_id(changeset)));
}

static void history_add_changes(struct history_reader *reader, const struct changeset *changeset)
{
    const struct kind *kind = kind_find(changeset_table(changeset));
    if (!kind || !history_is_asked_for(reader, changeset))
        return;
    switch (changeset_how(changeset)) {
    case CHANGE_ADD: history_add_change(reader, kind, changeset, HISTORY_ADDED); break;
    case CHANGE_REMOVE: history_add_change(reader, kind, changeset, HISTORY_REMOVED); break;
    case CHANGE_SET:
        for (int i = 0; i < changeset_columns(changeset); i++)
            if (changeset_touched(changeset, i))
                history_add_column(reader, kind, changeset, i);
        break;
    }
}

/* Changes of a bulk entry that are not listed need only be counted: counts them all at once. False:
   that isn't possible here. */
static bool history_count_the_rest(struct history_reader *reader, const struct entry *entry)
{
    size_t all;
    if (reader->options->id ||
        !changeset_walk_count(reader->context->store, entry->effect, entry->effect_size, &all))
        return false;
    reader->more = all - reader->count;
    return true;
}

static enum li_err history_read_changes(struct history_reader *reader, const struct entry *entry)
{
    if (!entry->effect_size)
        return LI_OK;
    struct changeset *changeset =
        changeset_open(reader->context->store, entry->effect, entry->effect_size, reader->err);
    if (!changeset)
        return reader->err->code;
    int more;
    bool counted = false, tried = false;
    while (!counted && (more = changeset_next(changeset, reader->err)) > 0) {
        history_add_changes(reader, changeset);
        if (reader->more && !tried) {
            tried = true;
            counted = history_count_the_rest(reader, entry);
        }
    }
    changeset_close(changeset);
    return more < 0 ? reader->err->code : LI_OK;
}

static void history_forget_changes(struct history_reader *reader)
{
    for (size_t i = 0; i < reader->count; i++) {
        free((char *)reader->changes[i].title);
        free((char *)reader->changes[i].from);
        free((char *)reader->changes[i].to);
    }
    reader->count = reader->more = 0;
}

static bool history_give_entry(struct history_reader *reader, const struct entry *entry)
{
    char at[HISTORY_AT_SIZE], clock[HISTORY_AT_SIZE];
    char *name = entry_name_text(reader->context->store, &entry->name);
    char *by = authors_by(reader->authors, reader->context, entry);
    history_at(entry, at);
    date_minute(entry->at, clock);
    const struct history_entry given = {.name = name,
        .at = at,
        .clock = entry_clock_was_off(entry) ? clock : NULL,
        .by = by,
        .device = authors_device(reader->authors, &entry->name.replica),
        .label = entry->label,
        .undone = journal_undo_is_undone(reader->context->store, &entry->name),
        .changes = reader->changes,
        .change_count = reader->count,
        .more = reader->more};
    bool go_on = reader->visit(reader->arg, &given);
    free(by);
    free(name);
    return go_on;
}

static bool history_visit_entry(void *arg, const struct entry *entry)
{
    struct history_reader *reader = arg;
    reader->code = history_read_changes(reader, entry);
    bool go_on = !reader->code;
    if (go_on && (reader->count || !reader->options->id))
        go_on = history_give_entry(reader, entry) && ++reader->entries != reader->options->limit;
    history_forget_changes(reader);
    return go_on;
}

enum li_err history_scan(struct context *context, const struct history_options *options,
    bool (*visit)(void *arg, const struct history_entry *entry), void *arg, struct li_error *err)
{
    assert(context && options && visit);
    struct li_error unseen = {0};
    struct history_reader *reader = li_calloc(1, sizeof *reader);
    reader->context = context;
    reader->options = options;
    reader->visit = visit;
    reader->arg = arg;
    reader->err = err ? err : &unseen;
    const struct entry_scan scan = {.newest_first = true, .touching = options->id};
    enum li_err code = authors_load(context, &reader->authors, reader->err);
    if (!code)
        code = entry_scan(context->store, &scan, history_visit_entry, reader, reader->err);
    code = code ? code : reader->code;
    free(reader);
    return code;
}

struct history_last {
    const struct field *field;
    enum history_how how;
    char **by, **at;
};

static bool history_visit_last(void *arg, const struct history_entry *entry)
{
    const struct history_last *last = arg;
    for (size_t i = 0; i < entry->change_count; i++) {
        const struct history_change *change = &entry->changes[i];
        if (last->field ? change->field != last->field : change->how != last->how)
            continue;
        *last->by = history_by(entry);
        *last->at = li_strdup(entry->at);
        return false;
    }
    return true;
}

enum li_err history_last(struct context *context, const struct kind *kind, const struct id *id,
    const struct field *field, enum history_how how, char **by, char **at, struct li_error *err)
{
    assert(context && kind && id && by && at);
    struct history_options options = {.kind = kind, .id = id};
    struct history_last last = {field, how, by, at};
    *by = *at = NULL;
    return history_scan(context, &options, history_visit_last, &last, err);
}

char *history_label(const struct history_entry *entry)
{
    assert(entry);
    return entry->clock ? li_format("%s (clock: %s)", entry->label, entry->clock)
                        : li_strdup(entry->label);
}

char *history_by(const struct history_entry *entry)
{
    assert(entry);
    return authors_on(entry->by, entry->device);
}

const char *history_shown(const struct history_change *change, const char *value,
    enum date_order dates, char room[CHOICE_WORD_SIZE])
{
    assert(change && room);
    if (!value || !change->field)
        return value;
    return change->field->type == FIELD_DAY ? date_show_stored(value, dates, room)
                                            : choice_cell(change->field, value, room);
}

char *history_words(const struct history_change *change, enum date_order dates, const char *arrow)
{
    assert(change && arrow && (change->how != HISTORY_CHANGED || change->field));
    static const char *const words[] = {[HISTORY_ADDED] = "Added",
        [HISTORY_REMOVED] = "Removed",
        [HISTORY_ARCHIVED] = "Archived",
        [HISTORY_RESTORED] = "Restored"};
    if (change->how != HISTORY_CHANGED)
        return li_strdup(words[change->how]);
    char room[2][CHOICE_WORD_SIZE];
    const char *from = history_shown(change, change->from, dates, room[0]);
    const char *to = history_shown(change, change->to, dates, room[1]);
    return li_format(
        "%s: %s %s %s", change->field->label, from ? from : "blank", arrow, to ? to : "blank");
}
