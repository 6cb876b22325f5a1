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

static void clear_vacancies(struct tally *tally)
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

void tally_clear(struct tally *tally)
{
    clear_vacancies(tally);
    workload_free(&tally->people);
    scales_free(tally->scales);
    *tally = (struct tally){0};
}

static enum li_err find_people(struct tally *tally, struct li *li, struct li_error *err)
{
    enum li_err code = workload_read(li, li->today, &tally->people, err);
    if (code)
        return code;
    tally->scales = scales_new(li, &kind_person, li->today, err);
    tally->stage = TALLY_WEIGHING;
    return tally->scales ? LI_OK : err->code;
}

static enum li_err weigh_one(struct tally *tally, struct li *li, struct li_error *err)
{
    (void)li;
    if (tally->weighed == tally->people.count) {
        tally->stage = TALLY_VACANCIES;
        return LI_OK;
    }
    struct carrier *carrier = &tally->people.list[tally->weighed];
    enum li_err code = scales_weigh(tally->scales, &carrier->id, &carrier->load, err);
    tally->weighed += code == LI_OK;
    return code;
}

static void add_vacancy(struct tally *tally)
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
static enum li_err find_vacancies(struct tally *tally, struct li *li, struct li_error *err)
{
    if (!tally->query)
        tally->query = vacancies(li, li->today, MOST_VACANCIES + 1, err);
    if (!tally->query)
        return err->code;
    int more = 1;
    for (int i = 0; i < AT_ONCE && more > 0; i++)
        if ((more = query_step(tally->query, err)) > 0)
            add_vacancy(tally);
    if (more < 0) {
        clear_vacancies(tally);
        return err->code;
    }
    if (more == 0)
        tally->stage = TALLY_DONE;
    return LI_OK;
}

bool tally_work(struct tally *tally, struct app *app)
{
    static enum li_err (*const stages[TALLY_STAGES])(
        struct tally * tally, struct li * li, struct li_error * err) = {
        [TALLY_PEOPLE] = find_people,
        [TALLY_WEIGHING] = weigh_one,
        [TALLY_VACANCIES] = find_vacancies,
    };
    struct li_error err;
    if (tally->stage == TALLY_DONE)
        return false;
    app_yield_to_keys(app, true);
    enum li_err code = stages[tally->stage](tally, app->li, &err);
    app_yield_to_keys(app, false);
    if (code && code != LI_INTERRUPTED) {
        app_fail(app, &err);
        tally->stage = TALLY_DONE;
    }
    app->dirty = true;
    return tally->stage != TALLY_DONE;
}
