/*
 * import_cells.c: the cells of a row parsed, through a cache where parsing is slow.
 */
#include "core/exchange/import_internal.h"
#include "core/record/field.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { CACHE_SLOTS = 1024 };

/* A cell of a column, and what it was parsed to. */
struct import_cached {
    char *text, *canonical;
};

/* Looking up the record that a text names is slow, and the same few countries and regions recur.
   For the kind being imported, each row may change the result. */
static bool import_is_cached(const struct kind *kind, const struct field *field)
{
    return field->type == FIELD_ZONE ||
           (field->type == FIELD_REF && strcmp(field->ref, kind->name) != 0);
}

static struct import_cached *import_slot_of(struct import_cached *cache, const char *text)
{
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (; *text != '\0'; text++)
        hash = (hash ^ (unsigned char)*text) * 16777619u;
    return &cache[hash % CACHE_SLOTS];
}

enum li_err import_parse_cell(
    struct import *import, size_t place, const char *cell, char **canonical, struct li_error *err)
{
    assert(import && place < import->columns.count && canonical);
    const struct import_column *column = &import->columns.list[place];
    const struct field *field = &import->options->kind->fields[column->field];
    struct import_cached *slot =
        import->caches[place] ? import_slot_of(import->caches[place], cell) : NULL;
    if (slot && slot->text && strcmp(slot->text, cell) == 0) {
        *canonical = li_strdup(slot->canonical);
        return LI_OK;
    }
    enum li_err code = field_parse(import->context, field, cell, canonical, err);
    if (!code && slot) {
        free(slot->text);
        free(slot->canonical);
        *slot = (struct import_cached){li_strdup(cell), li_strdup(*canonical)};
    }
    if (!code || import_is_fault(code))
        return code;
    import_say_bad(import, column->name, err->message);
    return LI_REFUSED;
}

static void import_parse_archived(
    struct import *import, struct record *record, size_t place, const char *cell)
{
    day_t day = *cell ? date_parse(cell) : DAY_NONE;
    if (*cell && day == DAY_NONE)
        import_say_bad(import, import->columns.list[place].name,
            "The archive date must be written YYYY-MM-DD.");
    else
        record_set_archived(record, day);
}

enum li_err import_parse_cells(struct import *import, struct record *record, struct li_error *err)
{
    assert(import && record && record->kind == import->options->kind);
    for (size_t i = 0; i < import->columns.count; i++) {
        const char *cell = csv_reader_cell(import->reader, i);
        int field = import->columns.list[i].field;
        if (cell && field == COLUMN_ARCHIVED)
            import_parse_archived(import, record, i, cell);
        if (!cell || field < 0)
            continue;
        char *canonical = NULL;
        enum li_err code = import_parse_cell(import, i, cell, &canonical, err);
        if (!code)
            record_set(record, field, canonical);
        free(canonical);
        if (import_is_fault(code))
            return code;
    }
    for (size_t i = import->columns.count; i < csv_reader_count(import->reader); i++)
        if (*csv_reader_cell(import->reader, i) != '\0') {
            import_say_bad(import, "", "The row has more cells than the header.");
            break;
        }
    return LI_OK;
}

void import_begin_cells(struct import *import)
{
    assert(import && !import->caches);
    const struct kind *kind = import->options->kind;
    import->caches = li_calloc(import->columns.count, sizeof *import->caches);
    for (size_t i = 0; i < import->columns.count; i++) {
        int field = import->columns.list[i].field;
        if (field >= 0 && import_is_cached(kind, &kind->fields[field]))
            import->caches[i] = li_calloc(CACHE_SLOTS, sizeof **import->caches);
    }
}

void import_end_cells(struct import *import)
{
    assert(import);
    for (size_t i = 0; i < import->columns.count && import->caches; i++) {
        for (size_t s = 0; s < CACHE_SLOTS && import->caches[i]; s++) {
            free(import->caches[i][s].text);
            free(import->caches[i][s].canonical);
        }
        free(import->caches[i]);
    }
    free(import->caches);
}
