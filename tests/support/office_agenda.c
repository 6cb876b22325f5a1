/*
 * office_agenda.c: the office, and its agenda looked through to the end.
 */
#include "tests/support/office_agenda.h"
#include "core/kind/affiliate.h"
#include "core/kind/goal.h"
#include "core/kind/person.h"
#include "core/query/lookup.h"
#include "data/base/memory.h"
#include "tests/support/check.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int agenda_setup(void **state)
{
    struct office *office = office_new();
    office_add(office, &kind_affiliate, "code", "CAMA", "name", "Canadian managers", "kind",
        "international", "country", "CA", NULL);
    office_add(office, &kind_affiliate, "code", "FCCMA", "name", "Florida managers", "kind",
        "state", "country", "US", "state", "FL", NULL);
    office_add(office, &kind_person, "name", "Ada Bright", NULL);
    office_add(office, &kind_person, "name", "Bo Long", "organization", "CAMA", NULL);
    *state = office;
    return 0;
}

struct agenda *agenda_found(struct office *office, const struct agenda_options *wish)
{
    struct li_error err = {.code = LI_OK};
    struct agenda *agenda;
    if (agenda_new(office->context, wish, &agenda, &err) != LI_OK)
        fail_msg("%s", err.message);
    int more;
    do
        more = agenda_work(agenda, 3, &err);
    while (more > 0);
    if (more < 0)
        fail_msg("%s", err.message);
    return agenda;
}

char *agenda_told(struct agenda *agenda, enum topic_id topic)
{
    char *text;
    FILE *out = li_text_open(&text);
    for (size_t i = 0; i < agenda_line_count(agenda, topic); i++) {
        struct agenda_line line;
        struct li_error err;
        int read = agenda_line_load(agenda, topic, agenda_line_row(agenda, topic, i), &line, &err);
        if (read < 0)
            fail_msg("%s", err.message);
        assert_int_equal(read, 1); /* what the sweep finds, the line finds */
        fprintf(out, "%s%s %s: %s", i ? "\n" : "", line.who ? line.who : "-", line.what, line.why);
        agenda_line_clear(&line);
    }
    li_text_close(out);
    return text;
}

void agenda_expect_of(struct office *office, const struct agenda_options *wish, enum topic_id topic,
    const char *day, const char *wanted)
{
    office->context->today = date_parse(day);
    struct agenda *agenda = agenda_found(office, wish);
    char *text = agenda_told(agenda, topic);
    if (strcmp(text, wanted) != 0)
        fail_msg(
            "%s on %s:\n%s\nwhere this was expected:\n%s", topics[topic]->name, day, text, wanted);
    free(text);
    agenda_free(agenda);
    office->context->today = date_parse(OFFICE_TODAY);
}

void agenda_expect(struct office *office, enum topic_id topic, const char *day, const char *wanted)
{
    agenda_expect_of(office, &(struct agenda_options){.days = 90}, topic, day, wanted);
}

void agenda_put(struct office *office, const struct kind *kind, const char *ref, const char *field,
    const char *value)
{
    struct li_error err;
    struct id id;
    assert_int_equal(lookup(office->context, kind, ref, &id, NULL, &err), LI_OK);
    office_set(office->context, kind, &id, field, value);
}

struct id agenda_add_goal(struct office *office, const char *title)
{
    return office_add(office, &kind_goal, "affiliate", "CAMA", "title", title, "measure", "total",
        "target", "100", "start", "2026-01-01", "due", "2026-12-31", "cadence", "monthly", NULL);
}
