/*
 * fuzz_text.c: safe text is harmless UTF-8 of the width that is told, and what is folded or made
 * normal stays as it is when that is done again.
 */
#include "core/base/text.h"
#include "tests/fuzz/fuzz.h"
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

static bool harms(utf8proc_int32_t code, bool lines)
{
    return (code < 0x20 && !(lines && code == '\n')) || (code >= 0x7F && code <= 0x9F) ||
           code == 0x61C || code == 0x200E || code == 0x200F ||
           (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) ||
           code == 0xFEFF;
}

static void is_harmless(const char *text, bool lines)
{
    for (utf8proc_ssize_t length; *text; text += length) {
        utf8proc_int32_t code;
        length = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &code);
        HOLDS(length > 0);
        HOLDS(!harms(code, lines));
    }
}

/* Forward and back over the graphemes: the same boundaries, and together the whole width. */
static void is_as_wide_as_its_graphemes(const char *text)
{
    int total = 0, width;
    for (size_t at = 0, next; text[at]; at = next) {
        next = text_next(text, at, &width);
        HOLDS(next > at && width >= 0 && width <= 2);
        HOLDS(text_previous(text, next) == at);
        total += width;
    }
    HOLDS(total == text_width(text));
}

static void fits(const char *text, int columns)
{
    int used = -1;
    size_t size = text_fit(text, columns, &used);
    HOLDS(size <= strlen(text) && used >= 0 && used <= columns);
    for (int align = TEXT_LEFT; align <= TEXT_CENTER; align++) {
        char *column = text_column(text, columns, (enum text_align)align, align == TEXT_LEFT);
        HOLDS(text_width(column) == columns);
        free(column);
    }
    size_t total = 0, length = strlen(text);
    for (size_t next = 1, line; next > 0 && total < length; total += next) {
        line = text_wrap(text + total, columns, &next);
        HOLDS(line <= strlen(text + total) && (next == 0 || next >= line));
    }
}

static void folds(const char *text)
{
    char *fold = text_fold(text), *again = text_fold(fold), *bare = text_bare(text);
    HOLDS(strcmp(fold, again) == 0);
    HOLDS(text_has_words(fold, fold));
    free(again);
    again = text_fold(bare);
    HOLDS(strcmp(fold, again) == 0);
    free(again);
    free(fold);
    free(bare);
    char *normal = text_normal(text);
    HOLDS((normal != NULL) == fuzz_is_utf8(text));
    again = normal ? text_normal(normal) : NULL;
    HOLDS(!normal || strcmp(normal, again) == 0);
    free(again);
    free(normal);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = fuzz_text(data, size), *safe = text_safe(text), *lines = text_safe_lines(text);
    is_harmless(safe, false);
    is_harmless(lines, true);
    HOLDS(text_width(safe) == text_width(text));
    is_as_wide_as_its_graphemes(safe);
    for (int columns = 1; columns < 40; columns += 1 + columns / 2)
        fits(safe, columns);
    folds(text);
    char *upper = text_upper(text);
    HOLDS(text_distance(text, text) == 0);
    free(upper);
    free(lines);
    free(safe);
    free(text);
    return 0;
}
