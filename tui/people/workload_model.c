/*
 * workload_model.c: first who there is, then what each looks after, then what is vacant; a key
 * interrupts any of it.
 *
 * What holds between calls:
 *
 * 1. Stages follow each other in the order of the enum; only workload_model_clear goes back.
 * 2. counter is there from WORKLOAD_COUNTING on.
 * 3. The loads of people[0..counted) are known; all are from WORKLOAD_VACANCIES on.
 * 4. vacancies is empty before WORKLOAD_VACANCIES and whole in WORKLOAD_DONE, but for a failure.
 */
#include "tui/people/workload_model.h"
#include "core/kind/person.h"
#include <assert.h>

void workload_model_clear(struct workload_model *model)
{
    vacancy_list_clear(&model->vacancies);
    workload_free(&model->people);
    workload_counter_free(model->counter);
    *model = (struct workload_model){0};
}

static enum li_err workload_find_people(
    struct workload_model *model, struct context *context, struct li_error *err)
{
    enum li_err code = workload_load(context, context->today, &model->people, err);
    if (code)
        return code;
    model->counter = workload_counter_new(context, &kind_person, context->today, err);
    if (!model->counter) {
        workload_free(&model->people);
        return err->code;
    }
    model->stage = WORKLOAD_COUNTING;
    return LI_OK;
}

static enum li_err workload_count_one(
    struct workload_model *model, struct context *context, struct li_error *err)
{
    (void)context;
    assert(model->counter && model->counted <= model->people.count);
    if (model->counted == model->people.count) {
        model->stage = WORKLOAD_VACANCIES;
        return LI_OK;
    }
    struct workload_person *person = &model->people.list[model->counted];
    enum li_err code = workload_counter_run(model->counter, &person->id, &person->load, err);
    model->counted += !code;
    return code;
}

static enum li_err workload_find_vacancies(
    struct workload_model *model, struct context *context, struct li_error *err)
{
    int more = vacancy_list_find(&model->vacancies, context, context->today, err);
    if (more == 0)
        model->stage = WORKLOAD_DONE;
    return more < 0 ? err->code : LI_OK;
}

int workload_model_work(struct workload_model *model, struct context *context, struct li_error *err)
{
    static enum li_err (*const stages[])(
        struct workload_model * model, struct context * context, struct li_error * err) = {
        [WORKLOAD_PEOPLE] = workload_find_people,
        [WORKLOAD_COUNTING] = workload_count_one,
        [WORKLOAD_VACANCIES] = workload_find_vacancies,
    };
    assert(context && err);
    if (model->stage == WORKLOAD_DONE)
        return 0;
    enum li_err code = stages[model->stage](model, context, err);
    if (code && code != LI_INTERRUPTED)
        model->stage = WORKLOAD_DONE;
    return code ? -1 : model->stage != WORKLOAD_DONE;
}

/* --- lines ------------------------------------------------------------------------------------ */

size_t workload_model_lines(const struct workload_model *model)
{
    size_t vacancies = model->vacancies.count;
    return model->people.count + (vacancies ? WORKLOAD_GAP + vacancies : 0);
}

const struct workload_person *workload_model_person(const struct workload_model *model, size_t line)
{
    return line < model->people.count ? &model->people.list[line] : NULL;
}

const struct vacancy *workload_model_vacancy(const struct workload_model *model, size_t line)
{
    size_t before = model->people.count + WORKLOAD_GAP;
    bool there = line >= before && line < workload_model_lines(model);
    return there ? &model->vacancies.list[line - before] : NULL;
}
