/*
 * writing.c: from slots to a draft, and from slots to a record.
 */
#include "writing.h"
#include "../../data/memory.h"
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

static bool has_draft(struct li *li, const struct kind *kind, const struct id *id)
{
    struct draft *draft = NULL;
    bool has = draft_find(li, kind, id, &draft, NULL) == LI_OK;
    if (has)
        draft_free(draft);
    return has;
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
    *writing = (struct writing){.kind = kind, .keeping = {.kind = kind, .about = NOT_ABOUT}};
}

enum li_err writing_start(struct writing *writing, struct li *li, const struct kind *kind,
    const struct id *id, const struct kind *of, const struct id *of_id, struct li_error *err)
{
    struct record *record = NULL;
    start_empty(writing, kind);
    if (id && !id_is_nil(id)) {
        writing->keeping.id = *id;
        enum li_err code = record_load(li, kind, id, &record, err);
        if (code == LI_OK)
            writing->id = *id;
        else if (code != LI_NONE || !has_draft(li, kind, id))
            return code;
    }
    if (!record) {
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

void writing_renew(struct writing *writing, struct li *li)
{
    struct record *record = NULL;
    if (writing_is_new(writing) ||
        record_load(li, writing->kind, &writing->id, &record, NULL) != LI_OK)
        return;
    for (int i = 0; i < writing->count; i++)
        slot_renew(&writing->slots[i], li, record_get(record, i));
    record_free(record);
}

/* --- the draft -------------------------------------------------------------------------------- */

/* Of a new record everything that stands in it, what it began with too: what it belongs to. */
static const char *kept_text(const struct writing *writing, const struct slot *slot)
{
    const char *typed = slot_typed(slot);
    bool kept = slot_changed(slot) || (writing_is_new(writing) && *typed);
    return kept ? typed : NULL;
}

/* Whether a new record's draft was begun for another owner than this one is. */
static bool is_elsewhere(const struct writing *writing, const struct draft *draft)
{
    for (int i = 0; writing_is_new(writing) && i < writing->count; i++) {
        const struct slot *slot = &writing->slots[i];
        if (slot->field->type == FIELD_REF && *slot->stored &&
            (!draft->typed[i] || strcmp(draft->typed[i], slot->stored) != 0))
            return true;
    }
    return false;
}

enum li_err writing_take_up(struct writing *writing, struct li *li, char **at, struct li_error *err)
{
    struct draft *draft;
    enum li_err code = keeping_take_up(&writing->keeping, li, &draft, at, err);
    if (draft && is_elsewhere(writing, draft)) {
        writing_keep_beside(writing);
        free(*at);
        *at = NULL;
    } else if (draft) {
        for (int i = 0; i < writing->count; i++)
            if (draft->typed[i])
                slot_put(&writing->slots[i], li, draft->typed[i]);
    }
    draft_free(draft);
    return code;
}

void writing_keep_beside(struct writing *writing)
{
    writing->keeping.id = id_new();
    writing->keeping.drafted = false;
}

enum li_err writing_keep(struct writing *writing, struct li *li, struct li_error *err)
{
    const char **typed = li_calloc((size_t)writing->count, sizeof *typed);
    for (int i = 0; i < writing->count; i++)
        typed[i] = kept_text(writing, &writing->slots[i]);
    enum li_err code =
        keeping_keep(&writing->keeping, li, writing_changed(writing) ? typed : NULL, err);
    free(typed);
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
    for (int i = 0; i < writing->count; i++) {
        struct slot *slot = &writing->slots[i];
        struct li_error why;
        slot_blame(slot, NULL);
        if (!writing_is_new(writing) && !slot_changed(slot))
            continue;
        if (record_read(li, record, i, slot_typed(slot), &why) != LI_OK)
            find_wrong(&judging, i, why.message, writing->judged || slot->left);
    }
    record_check(li, record, note_problem, &judging);
    return record;
}
