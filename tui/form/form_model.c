/*
 * form_model.c: from slots to a draft, and from slots to a record.
 */
#include "tui/form/form_model.h"
#include "data/base/memory.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool writing_is_new(const struct writing *writing)
{
    return id_is_nil(&writing->id);
}

bool writing_changed(const struct writing *writing)
{
    for (int i = 0; i < writing->count; i++)
        if (slot_changed(&writing->slots[i]))
            return true;
    return false;
}

void writing_touch(struct writing *writing, struct slot *slot)
{
    slot_blame(slot, NULL);
    writing->keeping.unkept = true;
}

/* --- what is asked for ------------------------------------------------------------------------ */

static bool says_something(const struct writing *writing, const struct field *field)
{
    int other = field->when ? kind_field(writing->kind, field->when) : -1;
    return other < 0 || field_counts(field, slot_typed(&writing->slots[other]));
}

void writing_put_aside(struct writing *writing)
{
    for (int i = 0; i < writing->count; i++) {
        struct slot *slot = &writing->slots[i];
        slot->aside = !says_something(writing, slot->field) && !slot_changed(slot) && !slot->error;
    }
}

int writing_asked(const struct writing *writing, int first)
{
    int asked = 0;
    for (int i = 0; i < first; i++)
        asked += !writing->slots[i].aside;
    return asked;
}

/* --- beginning -------------------------------------------------------------------------------- */

static void set_owner(struct record *record, const struct kind *of, const struct id *of_id)
{
    char text[ID_TEXT_SIZE];
    for (int i = 0; i < record->kind->stored_count; i++) {
        const struct field *field = &record->kind->fields[i];
        if (field->type == FIELD_REF && strcmp(field->ref, of->name) == 0) {
            record_set(record, i, id_text(of_id, text));
            return;
        }
    }
}

static void fill_slots(struct writing *writing, struct li *li, const struct record *record)
{
    writing->count = record->kind->stored_count;
    writing->slots = li_calloc((size_t)writing->count, sizeof *writing->slots);
    for (int i = 0; i < writing->count; i++)
        slot_start(&writing->slots[i], li, &record->kind->fields[i], record_get(record, i));
}

static void start_empty(struct writing *writing, const struct kind *kind)
{
    *writing = (struct writing){
        .kind = kind, .keeping = {.kind = kind, .about = NOT_ABOUT}, .archived.on = DAY_NONE};
}

enum li_err writing_start(struct writing *writing, struct li *li, const struct kind *kind,
    const struct id *id, const struct kind *of, const struct id *of_id, const struct id *draft,
    struct li_error *err)
{
    struct record *record = NULL;
    start_empty(writing, kind);
    if (draft)
        writing->keeping.key = *draft;
    if (id && !id_is_nil(id)) {
        writing->keeping.id = *id;
        enum li_err code = record_load(li, kind, id, &record, err);
        if (code == LI_OK)
            writing->id = *id;
        else if (code != LI_NONE || !keeping_drafted(&writing->keeping))
            return code;
    }
    if (record) {
        writing->archived.on = record->archived_on;
        writing->archived.known = record->archived_on != DAY_NONE;
    } else {
        record = record_new(li, kind);
        if (of)
            set_owner(record, of, of_id);
    }
    fill_slots(writing, li, record);
    record_free(record);
    return LI_OK;
}

void writing_begin(struct writing *writing, struct li *li, const struct record *record)
{
    start_empty(writing, record->kind);
    fill_slots(writing, li, record);
}

void writing_free(struct writing *writing)
{
    for (int i = 0; i < writing->count; i++)
        slot_free(&writing->slots[i]);
    free(writing->slots);
}

/* --- what others write ------------------------------------------------------------------------ */

static void follow(struct writing *writing, struct li *li, const struct record *record)
{
    for (int i = 0; i < writing->count; i++)
        slot_renew(&writing->slots[i], li, record_get(record, i));
    writing->archived.on = record->archived_on;
}

void writing_renew(struct writing *writing, struct li *li)
{
    struct record *record = NULL;
    if (writing_is_new(writing) ||
        record_load(li, writing->kind, &writing->id, &record, NULL) != LI_OK)
        return;
    follow(writing, li, record);
    record_free(record);
}

static bool archived_unseen(const struct writing *writing)
{
    return writing->archived.on != DAY_NONE && !writing->archived.known;
}

int writing_conflicts(const struct writing *writing)
{
    int count = archived_unseen(writing);
    for (int i = 0; i < writing->count; i++)
        count += writing->slots[i].theirs != NULL;
    return count;
}

void writing_make_new(struct writing *writing)
{
    writing->id = writing->keeping.id = (struct id){{0}};
    writing->archived.on = DAY_NONE;
    writing->gone = writing->keeping.unkept = true;
    for (int i = 0; i < writing->count; i++)
        slot_rebase(&writing->slots[i], "");
}

/* --- the draft -------------------------------------------------------------------------------- */

/* Of a new record everything that stands in it, what it began with too: what it belongs to. */
static const char *kept_text(const struct writing *writing, const struct slot *slot)
{
    const char *typed = slot_typed(slot);
    bool kept = slot_changed(slot) || (writing_is_new(writing) && *typed);
    return kept ? typed : NULL;
}

/* Whether the draft was not begun for another owner than this new record is. */
static bool fits(void *arg, const struct draft *draft)
{
    const struct writing *writing = arg;
    for (int i = 0; writing_is_new(writing) && i < writing->count; i++) {
        const struct slot *slot = &writing->slots[i];
        if (slot->field->type == FIELD_REF && *slot->stored &&
            (!draft->typed[i] || strcmp(draft->typed[i], slot->stored) != 0))
            return false;
    }
    return true;
}

/* Of a record that is gone all that it held comes back, under what was typed. */
static void resume_slots(struct writing *writing, struct li *li, const struct draft *draft)
{
    bool gone = writing_is_new(writing) && !id_is_nil(&draft->id);
    for (int i = 0; i < writing->count; i++) {
        struct slot *slot = &writing->slots[i];
        const char *base = draft->base ? draft->base[i] : NULL;
        if (gone && draft->base)
            slot_put(slot, li, base ? base : "");
        if (!draft->typed[i])
            continue;
        slot_put(slot, li, draft->typed[i]);
        if (draft->base && slot_changed(slot))
            slot_rebase(slot, base);
    }
    if (gone) {
        writing_make_new(writing);
        writing->gone = draft->base != NULL; /* else it was a new record's all along */
    }
}

enum li_err writing_take_up(struct writing *writing, struct li *li, char **at, struct li_error *err)
{
    struct draft *draft;
    enum li_err code = keeping_take_up(&writing->keeping, li, fits, writing, &draft, at, err);
    if (draft) {
        resume_slots(writing, li, draft);
        writing_renew(writing, li);
        writing->archived.known = false; /* when it was is not known, so it is told again */
    }
    if (writing_is_new(writing))
        writing->keeping.elsewhere = false; /* any number of new records is written at once */
    draft_free(draft);
    return code;
}

enum li_err writing_keep(struct writing *writing, struct li *li, struct li_error *err)
{
    size_t count = (size_t)writing->count;
    const char **typed = li_calloc(count, sizeof *typed), **base = li_calloc(count, sizeof *base);
    for (size_t i = 0; i < count; i++) {
        const struct slot *slot = &writing->slots[i];
        typed[i] = kept_text(writing, slot);
        base[i] = *slot->stored ? slot->stored : NULL;
    }
    enum li_err code = keeping_keep(&writing->keeping, li, writing_changed(writing) ? typed : NULL,
        writing_is_new(writing) ? NULL : base, err);
    free(typed);
    free(base);
    return code;
}

/* --- the record ------------------------------------------------------------------------------- */

struct judging {
    struct writing *writing;
    struct judgement *out;
};

static void find_wrong(struct judging *judging, int field, const char *message, bool told)
{
    struct slot *slot = &judging->writing->slots[field];
    struct judgement *out = judging->out;
    if (slot->error)
        return;
    if (out->count++ == 0 || field < out->first)
        out->first = field;
    if (told)
        slot_blame(slot, message);
}

/* A field not yet reached, or left empty, is blamed only once saving was tried. */
static void note_problem(void *arg, int field, const char *message)
{
    struct judging *judging = arg;
    struct judgement *out = judging->out;
    if (field < 0) {
        snprintf(out->message, sizeof out->message, "%s", message);
        out->count++;
        return;
    }
    const struct slot *slot = &judging->writing->slots[field];
    find_wrong(
        judging, field, message, judging->writing->judged || (slot->left && *slot_typed(slot)));
}

/* Both meant the same, and one of them wrote it otherwise: "7/1/26". */
static bool is_as_seen(const struct record *record, int field)
{
    const char *now = record_get(record, field), *then = record_get(record->seen, field);
    return now && then ? strcmp(now, then) == 0 : now == then;
}

struct record *writing_judge(
    struct writing *writing, struct li *li, struct judgement *out, struct li_error *err)
{
    struct record *record = NULL;
    struct judging judging = {writing, out};
    *out = (struct judgement){0};
    if (writing_is_new(writing))
        record = record_empty(writing->kind);
    else if (record_load(li, writing->kind, &writing->id, &record, err) != LI_OK)
        return NULL;
    else
        follow(writing, li, record);
    if (record->stored)
        record_guard(record);
    for (int i = 0; i < writing->count; i++) {
        struct slot *slot = &writing->slots[i];
        struct li_error why;
        slot_blame(slot, NULL);
        if (!writing_is_new(writing) && !slot_changed(slot))
            continue;
        if (record_read(li, record, i, slot_typed(slot), &why) != LI_OK)
            find_wrong(&judging, i, why.message, writing->judged || slot->left);
        else if (slot->theirs && is_as_seen(record, i))
            slot_take_theirs(slot, li);
    }
    if (writing->archived.undo)
        record_set_archived(record, DAY_NONE);
    record_check(li, record, note_problem, &judging);
    return record;
}
