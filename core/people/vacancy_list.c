/*
 * vacancy_list.c: the rows of workload_vacancies, made into a list.
 */
#include "core/people/vacancy_list.h"
#include "core/people/workload.h"
#include "data/base/memory.h"
#include "data/store/query.h"
#include <assert.h>
#include <stdlib.h>

enum { VACANCY_LIST_SLICE = 64 /* rows */ };

static void vacancy_list_end(struct vacancy_list *list)
{
    query_free(list->query);
    list->query = NULL;
}

void vacancy_list_clear(struct vacancy_list *list)
{
    assert(list);
    vacancy_list_end(list);
    for (size_t i = 0; i < list->count; i++) {
        free(list->list[i].code);
        free(list->list[i].name);
        free(list->list[i].role);
    }
    free(list->list);
    *list = (struct vacancy_list){0};
}

static void vacancy_list_add(struct vacancy_list *list, struct query *query)
{
    if (list->count == VACANCY_LIST_MOST) {
        list->more = true;
        return;
    }
    list->list = li_realloc(list->list, list->count + 1, sizeof *list->list);
    struct vacancy *vacancy = &list->list[list->count++];
    *vacancy = (struct vacancy){.code = li_strdup(query_text(query, VACANCY_CODE)),
        .name = li_strdup(query_text(query, VACANCY_NAME)),
        .role = li_strdup(query_text(query, VACANCY_ROLE))};
    query_id(query, VACANCY_ID, &vacancy->affiliate);
}

int vacancy_list_find(
    struct vacancy_list *list, struct context *context, day_t day, struct li_error *err)
{
    assert(err && (list->query || list->count == 0));
    if (!list->query)
        list->query = workload_vacancies(context, day, VACANCY_LIST_MOST + 1, err);
    int more = list->query ? 1 : -1;
    for (int i = 0; i < VACANCY_LIST_SLICE && more > 0; i++)
        if ((more = query_step(list->query, err)) > 0)
            vacancy_list_add(list, list->query);
    if (more < 0)
        vacancy_list_clear(list);
    else if (more == 0)
        vacancy_list_end(list);
    return more;
}
