/*
 * history_model.c: entries as lines.
 *
 * What holds between calls:
 *
 * 1. lines are the last entries, newest first, each followed by at most HISTORY_CHANGES_SHOWN of
 * its changes and a line for the rest.
 * 2. entries is at most limit; fewer means that there are no more.
 */
#include "tui/command/history_model.h"
#include "core/base/number.h"
#include "core/base/text.h"
#include "data/base/memory.h"
#include "tui/term/screen.h"
#include <assert.h>
#include <stdlib.h>

enum { HISTORY_CHANGES_SHOWN = 6 };

void history_model_clear(struct history_model *model)
{
    assert(model && model->limit > 0);
    for (size_t i = 0; i < model->count; i++) {
        free(model->lines[i].at);
        free(model->lines[i].by);
        free(model->lines[i].text);
    }
    free(model->lines);
    *model = (struct history_model){.limit = model->limit};
}

static struct history_line *history_model_add(struct history_model *model, char *text)
{
    if (model->count == model->room) {
        model->room = model->room ? 2 * model->room : 64;
        model->lines = li_realloc(model->lines, model->room, sizeof *model->lines);
    }
    struct history_line *line = &model->lines[model->count++];
    *line = (struct history_line){.text = text};
    return line;
}

/* "Affiliate "CAMA": City: Ottawa → Toronto", "Affiliate "CAMA" added". */
static char *history_model_change_text(const struct history_change *change, enum date_order dates)
{
    static const char *const how[] = {
        [HISTORY_ADDED] = "added",
        [HISTORY_REMOVED] = "removed",
        [HISTORY_ARCHIVED] = "archived",
        [HISTORY_RESTORED] = "restored",
    };
    char *subject = date_show_all(text_quoted(change->title ? change->title : ""), dates), *text;
    if (change->how == HISTORY_CHANGED) {
        char *words = history_words(change, dates, screen_ascii() ? "->" : "→");
        text = li_format("%s %s: %s", change->kind->label, subject, words);
        free(words);
    } else {
        text = li_format("%s %s %s", change->kind->label, subject, how[change->how]);
    }
    free(subject);
    return text;
}

static void history_model_add_changes(
    struct history_model *model, const struct history_entry *entry)
{
    size_t shown =
        entry->change_count < HISTORY_CHANGES_SHOWN ? entry->change_count : HISTORY_CHANGES_SHOWN;
    for (size_t i = 0; i < shown; i++) {
        const struct history_change *change = &entry->changes[i];
        struct history_line *line =
            history_model_add(model, history_model_change_text(change, model->dates));
        line->change = true;
        line->undone = entry->undone;
        line->kind = change->kind;
        line->id = change->id;
    }
    size_t left = entry->change_count - shown + entry->more;
    char more[NUMBER_SIZE];
    if (left > 0)
        history_model_add(model, li_format("and %s more", number_grouped((int64_t)left, more)))
            ->change = true;
}

static bool history_model_add_entry(void *arg, const struct history_entry *entry)
{
    struct history_model *model = arg;
    struct history_line *line =
        history_model_add(model, date_show_all(history_label(entry), model->dates));
    line->at = date_show_all(li_strdup(entry->at), model->dates);
    line->by = history_by(entry);
    line->undone = entry->undone;
    if (entry->change_count == 1 && entry->more == 0) {
        line->kind = entry->changes[0].kind;
        line->id = entry->changes[0].id;
    }
    model->devices = model->devices || entry->device;
    history_model_add_changes(model, entry);
    model->entries++;
    return true;
}

enum li_err history_model_load(
    struct history_model *model, struct context *context, struct li_error *err)
{
    assert(model && context && err);
    const struct history_options options = {.limit = model->limit};
    history_model_clear(model);
    model->dates = context_dates(context);
    return history_scan(context, &options, history_model_add_entry, model, err);
}

bool history_model_has_more(const struct history_model *model)
{
    assert(model);
    return model->entries >= model->limit;
}

const struct history_line *history_model_line(const struct history_model *model, size_t at)
{
    assert(model);
    return at < model->count ? &model->lines[at] : NULL;
}
