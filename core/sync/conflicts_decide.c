/*
 * conflicts_decide.c: sets values record by record, then saves a decision for each conflict.
 */
#include "core/sync/conflicts_decide.h"
#include "core/record/record_check.h"
#include "core/record/record_edit.h"
#include "core/record/record_load.h"
#include "core/record/record_save.h"
#include "core/sync/conflicts_text.h"
#include "core/sync/gone_record.h"
#include "data/base/memory.h"
#include "data/journal/journal.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* One decision on some conflicts. Inside the write, open has those that are still open, in their
   order. */
struct conflicts_decision {
    struct context *context;
    struct conflicts_item *const *items;
    size_t count;
    enum decision decision;
    const char *text;
    struct conflicts_item **open;
    size_t open_count;
};

bool conflicts_decide_combines(const struct conflicts_item *item)
{
    assert(item);
    const struct field *field = conflicts_item_described(item);
    return field && !item->gone && item->lost && item->current &&
           (field->type == FIELD_LONG || field->type == FIELD_TEXT || field->type == FIELD_TAGS);
}

/* --- the records ------------------------------------------------------------------------------ */

static bool conflicts_is_same_record(const struct conflicts_item *a, const struct conflicts_item *b)
{
    return a->kind == b->kind && id_equal(&a->id, &b->id);
}

/* First restores the record that the field would refer to. */
static enum li_err conflicts_restore_reference(
    struct context *context, const struct conflicts_item *item, struct li_error *err)
{
    const struct field *field = conflicts_item_described(item);
    const struct kind *kind = field && field->type == FIELD_REF ? kind_find(field->ref) : NULL;
    struct id id;
    return kind && item->lost && id_parse(item->lost, &id)
               ? gone_record_restore(context, kind, &id, err)
               : LI_OK;
}

static enum li_err conflicts_set(struct conflicts_decision *decision, struct record *record,
    const struct conflicts_item *item, struct li_error *err)
{
    if (decision->decision == DECISION_COMBINE)
        return record_parse(decision->context, record, item->field, decision->text, err);
    if (item->field == CONFLICTS_WHOLE)
        return LI_OK;
    enum li_err code = conflicts_restore_reference(decision->context, item, err);
    if (code)
        return code;
    if (item->field == record->kind->stored_count)
        record_set_archived(record, item->lost ? date_parse(item->lost) : DAY_NONE);
    else
        record_set(record, item->field, item->lost);
    return LI_OK;
}

/* A record that broke a rule before may still break it. */
static enum li_err conflicts_judge_record(
    struct context *context, const struct record *record, bool was_sound, struct li_error *err)
{
    struct li_error broken;
    if (!was_sound || !record_judge(context, record, &broken))
        return LI_OK;
    char *brief = record_brief(context, record);
    li_fail(err, LI_REFUSED, "%s %s: %s", record->kind->label, brief, broken.message);
    free(brief);
    return err->code;
}

/* Applies all open items of the record that the item at index `at` is about. */
static enum li_err conflicts_take_record(
    struct conflicts_decision *decision, size_t at, struct li_error *err)
{
    const struct conflicts_item *first = decision->open[at];
    struct context *context = decision->context;
    struct record *record;
    struct li_error broken;
    enum li_err code = gone_record_restore(context, first->kind, &first->id, err);
    if (!code)
        code = record_load(context, first->kind, &first->id, &record, err);
    if (code)
        return code;
    bool was_sound = !record_judge(context, record, &broken);
    for (size_t i = at; i < decision->open_count && !code; i++)
        if (conflicts_is_same_record(decision->open[i], first))
            code = conflicts_set(decision, record, decision->open[i], err);
    if (!code)
        code = conflicts_judge_record(context, record, was_sound, err);
    if (!code)
        code = record_write(context->store, record, err);
    record_free(record);
    return code;
}

static bool conflicts_is_taken_already(const struct conflicts_decision *decision, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (conflicts_is_same_record(decision->open[i], decision->open[at]))
            return true;
    return false;
}

/* --- the decisions ---------------------------------------------------------------------------- */

/* A decision with that id may exist already, archived or about to be overruled. */
static enum li_err conflicts_load_decision(struct context *context,
    const struct conflicts_item *item, struct record **out, struct li_error *err)
{
    struct id id = conflicts_item_decision(item);
    enum li_err code = record_load(context, &kind_decision, &id, out, err);
    if (code != LI_NONE)
        return code;
    *out = record_empty(&kind_decision);
    (*out)->id = id;
    return LI_OK;
}

static enum li_err conflicts_save_decision(
    struct conflicts_decision *decision, const struct conflicts_item *item, struct li_error *err)
{
    struct record *record;
    char id[ID_TEXT_SIZE], loser[HASH_DIGITS_SIZE];
    enum li_err code = conflicts_load_decision(decision->context, item, &record, err);
    if (code)
        return code;
    char *about = conflicts_text_about(item);
    record_set(record, DECISION_ABOUT, about);
    free(about);
    record_set(record, DECISION_KIND, item->kind->name);
    record_set(record, DECISION_RECORD, id_text(&item->id, id));
    record_set(record, DECISION_FIELD, conflicts_item_field(item));
    record_set(record, DECISION_LOSER, hash_digits(&item->loser.hash, loser));
    record_set(record, DECISION_CHOICE, decision_names[decision->decision]);
    record_set_archived(record, DAY_NONE);
    code = record_write(decision->context->store, record, err);
    record_free(record);
    return code;
}

/* --- the write -------------------------------------------------------------------------------- */

static bool conflicts_is_same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static enum li_err conflicts_refuse_changed(const struct conflicts_item *item, struct li_error *err)
{
    char *about = conflicts_text_about(item);
    li_fail(err, LI_REFUSED, "%s was just changed; look at it again.", about);
    free(about);
    return err->code;
}

/* Refuses a value that has changed since: the person chose between the values shown. */
static enum li_err conflicts_judge_again(
    struct conflicts_decision *decision, struct conflicts_item *item, struct li_error *err)
{
    bool open = false;
    char *seen = li_strdup(item->current);
    enum li_err code = conflicts_judge(decision->context, item, &open, err);
    if (!code && open && !conflicts_is_same_text(seen, item->current))
        code = conflicts_refuse_changed(item, err);
    if (!code && open)
        decision->open[decision->open_count++] = item;
    free(seen);
    return code;
}

static enum li_err conflicts_write(struct store *store, void *arg, struct li_error *err)
{
    struct conflicts_decision *decision = arg;
    enum li_err code = LI_OK;
    decision->open_count = 0;
    for (size_t i = 0; i < decision->count && !code; i++)
        code = conflicts_judge_again(decision, decision->items[i], err);
    if (!code && decision->open_count == 0)
        code = li_fail(err, LI_REFUSED, "This was already decided.");
    for (size_t i = 0; i < decision->open_count && !code; i++) {
        if (decision->decision != DECISION_KEEP && !conflicts_is_taken_already(decision, i))
            code = conflicts_take_record(decision, i, err);
        if (!code)
            code = conflicts_save_decision(decision, decision->open[i], err);
        if (!code)
            code = journal_checkpoint(store, err);
    }
    return code;
}

/* "Keep current City of "Canadian managers"": what history calls it. The caller frees it. */
static char *conflicts_label(const struct conflicts_decision *decision)
{
    static const char *const verbs[] = {[DECISION_KEEP] = "Keep current",
        [DECISION_TAKE] = "Take other",
        [DECISION_COMBINE] = "Combine"};
    const struct conflicts_item *item = decision->items[0];
    const char *verb = verbs[decision->decision];
    if (decision->count > 1)
        return li_format("%s values of %zu conflicting edits", verb, decision->count);
    if (item->gone)
        verb = decision->decision == DECISION_TAKE ? "Bring back" : "Leave out";
    char *about = conflicts_text_about(item);
    char *label = li_format("%s %s", verb, about);
    free(about);
    return label;
}

enum li_err conflicts_decide(struct context *context, struct conflicts_item *const *items,
    size_t count, enum decision decision, const char *text, struct li_error *err)
{
    assert(context && items && count > 0 && err);
    assert((decision == DECISION_COMBINE) == (text != NULL));
    assert(!text || (count == 1 && conflicts_decide_combines(items[0])));
    struct conflicts_decision made = {.context = context,
        .items = items,
        .count = count,
        .decision = decision,
        .text = text,
        .open = li_calloc(count, sizeof *made.open)};
    char *label = conflicts_label(&made);
    enum li_err code = journal_write(context->store, label, conflicts_write, &made, NULL, err);
    free(label);
    free(made.open);
    return code;
}
