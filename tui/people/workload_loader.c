/*
 * workload_loader.c: first who there is, then what each has, then what nobody has; a key interrupts
 * any of it.
 */
#include "tui/people/workload_loader.h"
#include "core/kind/person.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include "tui/app/app.h"
#include <stdlib.h>

enum { MOST_VACANCIES = 500 /* more than anybody goes through */, AT_ONCE = 64 };

static void workload_clear_vacancies(struct workload_loader *tally)
{
    for (size_t i = 0; i < tally->vacancy_count; i++) {
        free(tally->vacancies[i].code);
        free(tally->vacancies[i].name);
        free(tally->vacancies[i].role);
    }
    free(tally->vacancies);
    tally->vacancies = NULL;
    tally->vacancy_count = 0;
    tally->more = false;
    query_free(tally->query);
    tally->query = NULL;
}

void workload_loader_clear(struct workload_loader *tally)
{
    workload_clear_vacancies(tally);
    workload_free(&tally->people);
    workload_scales_free(tally->scales);
    *tally = (struct workload_loader){0};
}

static enum li_err workload_find_people(
    struct workload_loader *tally, struct context *context, struct li_error *err)
{
    enum li_err code = workload_read(context, context->today, &tally->people, err);
    if (code)
        return code;
    tally->scales = workload_scales_new(context, &kind_person, context->today, err);
    tally->stage = TALLY_WEIGHING;
    return tally->scales ? LI_OK : err->code;
}

static enum li_err workload_weigh_one(
    struct workload_loader *tally, struct context *context, struct li_error *err)
{
    (void)context;
    if (tally->weighed == tally->people.count) {
        tally->stage = TALLY_VACANCIES;
        return LI_OK;
    }
    struct workload_carrier *carrier = &tally->people.list[tally->weighed];
    enum li_err code = workload_weigh(tally->scales, &carrier->id, &carrier->load, err);
    tally->weighed += code == LI_OK;
    return code;
}

static void workload_add_vacancy(struct workload_loader *tally)
{
    struct query *query = tally->query;
    if (tally->vacancy_count == MOST_VACANCIES) {
        tally->more = true;
        return;
    }
    tally->vacancies =
        li_realloc(tally->vacancies, tally->vacancy_count + 1, sizeof *tally->vacancies);
    struct vacancy *vacancy = &tally->vacancies[tally->vacancy_count++];
    *vacancy = (struct vacancy){.code = li_strdup(query_text(query, VACANCY_CODE)),
        .name = li_strdup(query_text(query, VACANCY_NAME)),
        .role = li_strdup(query_text(query, VACANCY_ROLE))};
    query_id(query, VACANCY_ID, &vacancy->affiliate);
}

/* What was interrupted begins again. */
static enum li_err workload_find_vacancies(
    struct workload_loader *tally, struct context *context, struct li_error *err)
{
    if (!tally->query)
        tally->query = workload_vacancies(context, context->today, MOST_VACANCIES + 1, err);
    if (!tally->query)
        return err->code;
    int more = 1;
    for (int i = 0; i < AT_ONCE && more > 0; i++)
        if ((more = query_step(tally->query, err)) > 0)
            workload_add_vacancy(tally);
    if (more < 0) {
        workload_clear_vacancies(tally);
        return err->code;
    }
    if (more == 0)
        tally->stage = TALLY_DONE;
    return LI_OK;
}

bool workload_loader_work(struct workload_loader *tally, struct app *app)
{
    static enum li_err (*const stages[TALLY_STAGES])(
        struct workload_loader * tally, struct context * context, struct li_error * err) = {
        [TALLY_PEOPLE] = workload_find_people,
        [TALLY_WEIGHING] = workload_weigh_one,
        [TALLY_VACANCIES] = workload_find_vacancies,
    };
    struct li_error err;
    if (tally->stage == TALLY_DONE)
        return false;
    app_yield_to_keys(app, true);
    enum li_err code = stages[tally->stage](tally, app->context, &err);
    app_yield_to_keys(app, false);
    if (code && code != LI_INTERRUPTED) {
        app_fail(app, &err);
        tally->stage = TALLY_DONE;
    }
    app->dirty = true;
    return tally->stage != TALLY_DONE;
}
