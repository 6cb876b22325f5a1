/*
 * form_model.h: a record being written, apart from the screen: its slots, its draft, its mistakes.
 *
 * What is typed stands in slots, not in a record: a record is made of it whenever it is judged or
 * saved, on what the database holds at that moment, so that only what was changed here is written.
 * A slot that was changed both here and by somebody else since holds both, until it is said which
 * stays (slot.h, conflict_model.h).
 */
#ifndef LI_TUI_FORM_FORM_MODEL_H
#define LI_TUI_FORM_FORM_MODEL_H

#include "core/record/record.h"
#include "tui/form/form_field.h"
#include "tui/widget/form_draft.h"

struct form_model {
    const struct kind *kind;
    struct id id;              /* nil: a new record */
    struct form_draft keeping; /* under its id; of a new record usually nil */
    struct form_field *slots;
    int count;
    bool judged; /* saving was tried: what is missing is told too */
    bool gone;   /* the record a draft was begun on is no longer there: saved, it is a new one */
    struct {
        day_t on;   /* as read last; DAY_NONE: it is not */
        bool known; /* to whoever writes: it was when the form opened, or was told since */
        bool undo;  /* saving restores it */
    } archived;
};

/* id nil or NULL: a new record; of NULL, or what it belongs to. draft: the key of the one that
   form_model_take_up is to take up; NULL or nil: the newest that fits. The id of a draft that no
   record has is a new record's. */
enum li_err form_model_start(struct form_model *writing, struct context *context,
    const struct kind *kind, const struct id *id, const struct kind *of, const struct id *of_id,
    const struct id *draft, struct li_error *err);
/* A new record begun with what stands in another, which is not kept. */
void form_model_begin(
    struct form_model *writing, struct context *context, const struct record *record);
void form_model_free(struct form_model *writing);

bool form_model_is_new(const struct form_model *writing);
bool form_model_changed(const struct form_model *writing);
/* What was typed into a slot is another text now. */
void form_model_touch(struct form_model *writing, struct form_field *slot);

/* Puts aside the slots that say nothing with what stands in others, unless something was typed into
   them or is wrong with them. */
void form_model_put_aside(struct form_model *writing);
/* How many of the first slots are asked for. */
int form_model_asked(const struct form_model *writing, int first);

/* Takes up what was kept earlier and no other form is typing in; *at, the caller's to free, is
   when; NULL: nothing was. A draft that belongs elsewhere (a goal of another affiliate) stays. */
enum li_err form_model_take_up(
    struct form_model *writing, struct context *context, char **at, struct li_error *err);

/* Keeps what is typed, if something is unkept; nothing changed keeps no draft. */
enum li_err form_model_keep(
    struct form_model *writing, struct context *context, struct li_error *err);

/* The record may have been written by another program: what is not changed here follows it. */
void form_model_renew(struct form_model *writing, struct context *context);

/* How much was changed both here and by somebody else, as form_model_renew or form_model_judge saw
 * it. */
int form_model_conflicts(const struct form_model *writing);

/* The record is no longer there: from now on what stands here is a new one. */
void form_model_make_new(struct form_model *writing);

struct judgement {
    int count, first;  /* what is wrong: how much, and in which slot first */
    char message[256]; /* what is wrong with no one field; "" when nothing is */
};
/* The record as it would be saved, each mistake at its field: a slot left, and every slot once
   judged is set. Guarded (record.h): saved, it is what was judged here. The caller frees it; NULL
   when what it changes cannot be read, LI_NONE when it is no longer there. */
struct record *form_model_judge(struct form_model *writing, struct context *context,
    struct judgement *out, struct li_error *err);

#endif
