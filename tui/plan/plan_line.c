/*
 * plan_line.c: two texts, each parsed into its field with every key.
 *
 * What holds between calls:
 *
 * 1. Without an item nothing is allocated.
 * 2. With one, the fields hold the texts as parsed last, or before where that failed.
 */
#include "tui/plan/plan_line.h"
#include "core/record/record_check.h"
#include "core/record/record_edit.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>

void plan_line_begin(struct plan_line *line, struct plan_item *item)
{
    assert(item && !line->item);
    *line = (struct plan_line){.item = item};
    for (int i = 0; i < PLAN_CELLS; i++) {
        line->fields[i] = plan_item_field(item, (enum plan_cell)i, &line->records[i]);
        const char *value = record_get(line->records[i], line->fields[i]);
        edit_begin(&line->edits[i], value, false);
        line->before[i] = li_strdup(value);
    }
}

void plan_line_end(struct plan_line *line, bool restore)
{
    for (int i = 0; line->item && i < PLAN_CELLS; i++) {
        if (restore)
            record_set(line->records[i], line->fields[i], line->before[i]);
        edit_end(&line->edits[i]);
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
    assert(line->item && key && changed);
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
    assert(line->item);
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
    assert(line->item);
    const struct field *fields[PLAN_CELLS];
    for (int i = 0; i < PLAN_CELLS; i++)
        fields[i] = &line->records[i]->kind->fields[line->fields[i]];
    return li_format(
        "%s, then %s; Enter: next", fields[PLAN_TITLE]->label, fields[PLAN_AIM]->label);
}

void plan_line_draw(struct plan_line *line, struct area area, int aim, bool focused)
{
    assert(line->item);
    const int widths[PLAN_CELLS] = {area.width - aim - 1, aim};
    for (int i = 0; i < PLAN_CELLS; i++) {
        bool here = i == (int)line->cell;
        edit_draw(&line->edits[i], (struct area){area.y, area.x, 1, widths[i]},
            here ? STYLE_FOCUS : STYLE_FIELD, here && focused);
        area.x += widths[i] + 1;
    }
}
