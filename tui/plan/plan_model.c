/*
 * plan_model.c: two texts, each read into its field of the record with every key.
 */
#include "tui/plan/plan_model.h"
#include "core/record/record_check.h"
#include "core/record/record_edit.h"
#include "data/base/memory.h"
#include <stdlib.h>

void plan_line_begin(struct plan_line *line, struct plan_item *item)
{
    *line = (struct plan_line){.item = item};
    for (int i = 0; i < PLAN_CELLS; i++) {
        line->fields[i] = plan_item_field(item, (enum plan_cell)i, &line->records[i]);
        const char *value = record_get(line->records[i], line->fields[i]);
        edit_start(&line->edits[i], value, false);
        line->before[i] = li_strdup(value);
    }
}

void plan_line_end(struct plan_line *line, bool back)
{
    for (int i = 0; line->item && i < PLAN_CELLS; i++) {
        if (back)
            record_set(line->records[i], line->fields[i], line->before[i]);
        edit_free(&line->edits[i]);
        free(line->before[i]);
    }
    line->item = NULL;
}

static enum li_err plan_parse_cell(
    struct plan_line *line, struct context *context, int cell, struct li_error *err)
{
    return record_parse(
        context, line->records[cell], line->fields[cell], line->edits[cell].text, err);
}

bool plan_line_key(
    struct plan_line *line, struct context *context, const struct key *key, bool *changed)
{
    bool typed = false;
    *changed = false;
    if (key->code == K_TAB || key->code == K_BACK_TAB) {
        line->cell = line->cell == PLAN_TITLE ? PLAN_AIM : PLAN_TITLE;
        return true;
    }
    if (!edit_key(&line->edits[line->cell], key, &typed))
        return false;
    *changed = typed && *line->edits[line->cell].text &&
               !plan_parse_cell(line, context, (int)line->cell, &(struct li_error){0});
    return true;
}

enum li_err plan_line_check(struct plan_line *line, struct context *context, struct li_error *err)
{
    for (int i = 0; i < PLAN_CELLS; i++) {
        enum li_err code = plan_parse_cell(line, context, i, err);
        if (code) {
            line->cell = (enum plan_cell)i;
            return code;
        }
    }
    return record_judge(context, line->item->record, err);
}

char *plan_line_help(const struct plan_line *line)
{
    const struct field *fields[PLAN_CELLS];
    for (int i = 0; i < PLAN_CELLS; i++)
        fields[i] = &line->records[i]->kind->fields[line->fields[i]];
    return li_format(
        "%s, then %s; Enter: next", fields[PLAN_TITLE]->label, fields[PLAN_AIM]->label);
}

void plan_line_draw(struct plan_line *line, struct area area, int aim, bool focused)
{
    const int widths[PLAN_CELLS] = {area.width - aim - 1, aim};
    for (int i = 0; i < PLAN_CELLS; i++) {
        bool here = i == (int)line->cell;
        edit_draw(&line->edits[i], (struct area){area.y, area.x, 1, widths[i]},
            here ? STYLE_FOCUS : STYLE_FIELD, here && focused);
        area.x += widths[i] + 1;
    }
}
