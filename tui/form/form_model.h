/*
 * form_model.h: a record being edited, apart from the screen: its fields, its draft, its errors.
 *
 * What is typed is in fields, not in a record. Whenever it is checked or saved, a record is made
 * from what the database holds at that moment and what was changed here, so that only this is
 * written. A field that was changed both here and by someone else holds both values until the
 * person chooses (form_field.h, conflict_model.h).
 *
 * What holds between calls:
 *
 * 1. There is one field for each stored field of the kind, in the kind's order.
 * 2. A record with a nil id is new; its draft usually has a nil id too.
 * 3. A field's `stored` is the record's value when the field was changed here or, where it was not,
 * the value now; `theirs` is set only where the value now differs from both `stored` and the text.
 * 4. draft.unsaved is set whenever the fields differ from the stored draft.
 */
#ifndef LI_TUI_FORM_FORM_MODEL_H
#define LI_TUI_FORM_FORM_MODEL_H

#include "core/record/record.h"
#include "tui/form/form_field.h"
#include "tui/widget/form_draft.h"

struct form_model {
    const struct kind *kind;
    struct id id; /* nil: a new record */
    struct form_draft draft;
    struct form_field *fields;
    int count;
    bool checked; /* saving was tried: missing values are errors as well */
    bool gone;    /* the draft's record no longer exists: saving adds a new one */
    struct {
        day_t on;   /* as loaded last; DAY_NONE: not archived */
        bool known; /* the person knows: it was so when the form opened, or they were told */
        bool undo;  /* saving restores the record */
    } archived;
};

/* id nil or NULL: a new record, which belongs to of and of_id (of NULL: to nothing). draft: the key
   of the draft that form_model_resume resumes; NULL or nil: the newest that fits. If a draft is
   given and the record of that id is gone, it is a new one. On failure there is nothing to end. */
enum li_err form_model_begin(struct form_model *model, struct context *context,
    const struct kind *kind, const struct id *id, const struct kind *of, const struct id *of_id,
    const struct id *draft, struct li_error *err);
/* A new record that begins with the values of another, which need not outlive the call. */
void form_model_begin_with(
    struct form_model *model, struct context *context, const struct record *record);
void form_model_end(struct form_model *model);

bool form_model_is_new(const struct form_model *model);
bool form_model_changed(const struct form_model *model);
/* The text of a field has changed. */
void form_model_touch(struct form_model *model, struct form_field *field);

/* Hides the fields that the values of others make meaningless, unless they were changed or have an
   error; shows the others. */
void form_model_hide(struct form_model *model);
/* How many of the first fields are shown. */
int form_model_visible(const struct form_model *model, int first);

/* Resumes a draft that no other form has open; *at, the caller's to free, is when it was saved;
   NULL: there was none. A draft that belongs elsewhere (a goal of another affiliate) stays. */
enum li_err form_model_resume(
    struct form_model *model, struct context *context, char **at, struct li_error *err);

/* Saves what is typed as a draft, if the draft is not that yet; drops the draft where nothing is
   changed. */
enum li_err form_model_save_draft(
    struct form_model *model, struct context *context, struct li_error *err);

/* Someone else may have changed the record: fields that are not changed here follow it. */
void form_model_refresh(struct form_model *model, struct context *context);

/* How many fields were changed both here and by someone else, and one more if they archived the
   record, as form_model_refresh or form_model_check saw it last. */
int form_model_conflicts(const struct form_model *model);

/* The record no longer exists: what is typed becomes a new one. */
void form_model_make_new(struct form_model *model);

struct form_problems {
    int count, first;  /* how many problems, and the first field that has one */
    char message[256]; /* of a problem that is no one field's; "": there is none */
};
/* Returns the record as it would be saved, and sets the errors of the fields: of those the cursor
   has left and, once checked is set, of all. The record is guarded (record.h): what is saved is
   what was checked. The caller frees it. NULL: it can't be loaded; LI_NONE: it no longer exists. */
struct record *form_model_check(struct form_model *model, struct context *context,
    struct form_problems *out, struct li_error *err);

#endif
