/*
 * draft_resume.c: a table of the sorts of drafts; the first that matches is used. The draft of a
 * form has the id of its record, any other the id of the record it is about.
 */
#include "tui/command/draft_resume.h"
#include "core/kind/affiliate.h"
#include "core/kind/goal.h"
#include "core/kind/person.h"
#include "core/kind/plan.h"
#include "core/kind/region.h"
#include "core/people/handover.h"
#include "core/people/handover_draft.h"
#include "core/plan/plan.h"
#include "core/plan/plan_draft.h"
#include "core/record/record_load.h"
#include "data/base/memory.h"
#include "tui/form/form_panel.h"
#include "tui/log/contact_panel.h"
#include "tui/log/log_panel.h"
#include "tui/people/handover_panel.h"
#include "tui/plan/plan_panel.h"
#include "tui/plan/review_model.h"
#include "tui/plan/review_panel.h"
#include <assert.h>
#include <stdlib.h>

/* The words, then the title of the record. */
static char *draft_named(
    struct app *app, const char *words, const struct kind *kind, const struct id *id)
{
    char *title = record_title(app->context, kind, id);
    char *name = li_format("%s \"%s\"", words, title ? title : "");
    free(title);
    return name;
}

/* Claims a draft whose panel does not do so itself. False: the app has said why not. */
static bool draft_claimed(struct app *app, const struct draft *draft)
{
    struct li_error err;
    if (!draft_claim(app->context, &draft->key, &err))
        return true;
    app_fail(app, &err);
    return false;
}

/* --- progress and contacts -------------------------------------------------------------------- */

static char *draft_name_log(struct app *app, const struct draft *draft)
{
    return draft_named(app, "Progress on", &kind_goal, &draft->id);
}

static void draft_log_progress(struct app *app, const struct draft *draft)
{
    app_push(app, log_panel_new(app, &draft->id, &draft->key));
}

static char *draft_name_contact(struct app *app, const struct draft *draft)
{
    return draft_named(app, "Contact with", &kind_affiliate, &draft->id);
}

static void draft_log_contact(struct app *app, const struct draft *draft)
{
    app_push(app, contact_panel_new(app, &kind_affiliate, &draft->id, &draft->key));
}

/* --- a handover ------------------------------------------------------------------------------- */

static bool draft_is_handover(const struct draft *draft)
{
    struct handover_scope scope;
    return handover_draft_is(draft, &scope);
}

static char *draft_name_handover(struct app *app, const struct draft *draft)
{
    struct handover_scope scope = {0};
    handover_draft_is(draft, &scope);
    return draft_named(app, "Handover of",
        scope.of == HANDOVER_OF_REGION ? &kind_region : &kind_person, &scope.id);
}

static void draft_hand_over(struct app *app, const struct draft *draft)
{
    struct handover_scope scope = {0};
    handover_draft_is(draft, &scope);
    if (draft_claimed(app, draft))
        app_push(app, handover_panel_new(app, &scope));
}

/* --- a plan ----------------------------------------------------------------------------------- */

static bool draft_is_plan(const struct draft *draft)
{
    int year;
    return plan_draft_is(draft, &year);
}

static char *draft_name_plan(struct app *app, const struct draft *draft)
{
    int year = 0;
    plan_draft_is(draft, &year);
    char *words = li_format("%d plan for", year);
    char *name = draft_named(app, words, &kind_affiliate, &draft->id);
    free(words);
    return name;
}

static void draft_plan(struct app *app, const struct draft *draft)
{
    int year = 0;
    plan_draft_is(draft, &year);
    if (draft_claimed(app, draft))
        app_push(app, plan_panel_new(app, &draft->id, year));
}

/* --- a review --------------------------------------------------------------------------------- */

static bool draft_is_review(const struct draft *draft)
{
    struct id plan;
    return review_model_is_draft(draft, &plan);
}

static char *draft_name_review(struct app *app, const struct draft *draft)
{
    struct id plan = {{0}};
    review_model_is_draft(draft, &plan);
    return draft_named(app, "Review of", &kind_plan, &plan);
}

static void draft_review_plan(struct app *app, const struct draft *draft)
{
    struct id plan = {{0}};
    review_model_is_draft(draft, &plan);
    app_push(app, review_panel_new(app, &plan));
}

/* --- a form ----------------------------------------------------------------------------------- */

/* A new record is named by the first words typed in it. */
static char *draft_name_new(const struct draft *draft)
{
    const char *typed = NULL;
    for (int i = 0; i < draft->kind->stored_count && !typed; i++) {
        enum field_type type = draft->kind->fields[i].type;
        bool words = type == FIELD_TEXT || type == FIELD_LONG || type == FIELD_CODE;
        if (words && draft->typed[i] && *draft->typed[i])
            typed = draft->typed[i];
    }
    return typed ? li_format("New %s \"%s\"", draft->kind->name, typed)
                 : li_format("New %s", draft->kind->name);
}

static bool draft_is_form(const struct draft *draft)
{
    return draft->kind != NULL;
}

/* A record that is gone is named by what was typed. */
static char *draft_name_form(struct app *app, const struct draft *draft)
{
    char *title = record_title(app->context, draft->kind, &draft->id);
    char *name = title ? li_format("%s \"%s\"", draft->kind->label, title) : draft_name_new(draft);
    free(title);
    return name;
}

static void draft_edit(struct app *app, const struct draft *draft)
{
    app_push(app, form_panel_resumed(app, draft));
}

/* --- a draft of another version of the program ------------------------------------------------ */

static char *draft_name_other(struct app *app, const struct draft *draft)
{
    (void)app;
    return li_strdup(draft->name);
}

static void draft_refuse(struct app *app, const struct draft *draft)
{
    app_say(app, "This version of the program can't resume a %s.", draft->name);
}

/* ---------------------------------------------------------------------------------------------- */

static const struct draft_resume {
    bool (*is)(const struct draft *draft);
    char *(*name)(struct app *app, const struct draft *draft);
    void (*open)(struct app *app, const struct draft *draft);
} draft_resumes[] = {
    {log_panel_draft, draft_name_log, draft_log_progress},
    {contact_panel_draft, draft_name_contact, draft_log_contact},
    {draft_is_handover, draft_name_handover, draft_hand_over},
    {draft_is_plan, draft_name_plan, draft_plan},
    {draft_is_review, draft_name_review, draft_review_plan},
    {draft_is_form, draft_name_form, draft_edit},
};
static const struct draft_resume draft_resume_other = {NULL, draft_name_other, draft_refuse};

static const struct draft_resume *draft_resume_of(const struct draft *draft)
{
    for (size_t i = 0; i < sizeof draft_resumes / sizeof *draft_resumes; i++)
        if (draft_resumes[i].is(draft))
            return &draft_resumes[i];
    return &draft_resume_other;
}

char *draft_resume_name(struct app *app, const struct draft *draft)
{
    assert(app && draft);
    return draft_resume_of(draft)->name(app, draft);
}

void draft_resume_open(struct app *app, const struct draft *draft)
{
    assert(app && draft);
    draft_resume_of(draft)->open(app, draft);
}
