/*
 * text_width.c: how many columns text takes, and where it is cut and broken.
 *
 * What is unsafe takes the one column that text_safe gives it; a vowel sign that stands beside its
 * letter (as in Hindi and Tamil) one of its own, as terminals have it.
 */
#include "core/base/text.h"
#include "core/base/text_internal.h"
#include "data/base/memory.h"
#include <string.h>

#define ELLIPSIS "\xE2\x80\xA6"

enum { PRESENTATION_EMOJI = 0xFE0F, REPLACEMENT_CODE = 0xFFFD };

static int text_code_width(utf8proc_int32_t code)
{
    if (text_unsafe(code) || utf8proc_category(code) == UTF8PROC_CATEGORY_MC)
        return 1;
    return utf8proc_charwidth(code);
}

/* The code point that is shown in its place: a mark on an unsafe one combines with the replacement.
 */
static utf8proc_int32_t text_shown(utf8proc_int32_t code)
{
    bool blank = code == '\t' || code == '\n' || code == '\r';
    return text_unsafe(code) && !blank ? REPLACEMENT_CODE : code;
}

/* Whether the character at text takes one column whatever follows. A blank always does, so that a
   text that begins with a mark is as wide after a blank as without. */
static bool text_is_alone(const char *text)
{
    return text[0] == ' ' ||
           (text_plain_byte(text[0]) && (text_plain_byte(text[1]) || text[1] == '\0'));
}

size_t text_plain(const char *text)
{
    size_t length = text_plain_length(text);
    return length > 0 && text[length] != '\0' ? length - 1 : length;
}

size_t text_next(const char *text, size_t at, int *width)
{
    int columns = text[at] != '\0';
    size_t end = at + (size_t)columns;
    if (columns > 0 && !text_is_alone(text + at)) {
        utf8proc_int32_t code, before, state = 0;
        end = at + text_decode(text + at, &before);
        before = text_shown(before);
        columns = text_code_width(before);
        while (text[end] != '\0') {
            size_t length = text_decode(text + end, &code);
            code = text_shown(code);
            if (utf8proc_grapheme_break_stateful(before, code, &state))
                break;
            columns += code == PRESENTATION_EMOJI ? 2
                       : code == '\n'             ? 0 /* one blank with its \r */
                                                  : text_code_width(code);
            before = code;
            end += length;
        }
        /* Flags, families and skin tones are drawn in the place of one wide character. */
        if (columns > 2)
            columns = 2;
    }
    if (width)
        *width = columns;
    return end;
}

/* Between two plain characters there is always a boundary; from there on text_next knows. */
size_t text_previous(const char *text, size_t at)
{
    if (at == 0)
        return 0;
    size_t begin = at - 1;
    while (begin > 0 && !(text_plain_byte(text[begin]) && text_plain_byte(text[begin - 1])))
        begin--;
    for (size_t end; (end = text_next(text, begin, NULL)) < at; begin = end)
        ;
    return begin;
}

int text_width(const char *text)
{
    int used;
    text_fit(text, INT32_MAX, &used);
    return used;
}

size_t text_fit(const char *text, int columns, int *used)
{
    size_t at = 0;
    int taken = 0, width;
    while (text[at] != '\0') {
        size_t plain = text_plain(text + at),
               room = columns > taken ? (size_t)(columns - taken) : 0;
        size_t end = at + (plain < room ? plain : room);
        width = (int)(end - at);
        if (width == 0)
            end = text_next(text, at, &width);
        if (width > columns - taken)
            break;
        taken += width;
        at = end;
    }
    if (used)
        *used = taken;
    return at;
}

char *text_column(const char *text, int columns, enum text_align align, bool ascii)
{
    if (columns <= 0)
        return li_strdup("");
    int used;
    size_t size = text_fit(text, columns, &used);
    const char *end = "";
    if (text[size] != '\0') {
        size = text_fit(text, columns - 1, &used);
        used++;
        end = ascii ? "~" : ELLIPSIS;
    }
    int pad = columns - used;
    int left = align == TEXT_LEFT ? 0 : align == TEXT_RIGHT ? pad : pad / 2;
    char *out = li_calloc(size + (size_t)pad + sizeof ELLIPSIS, 1);
    memset(out, ' ', (size_t)left);
    char *after = stpcpy(mempcpy(out + left, text, size), end);
    memset(after, ' ', (size_t)(pad - left));
    return out;
}

/* Where the line after a break at at begins: past the blanks and at most one newline. */
static size_t text_after_break(const char *text, size_t at)
{
    while (text[at] == ' ')
        at++;
    if (text[at] == '\n')
        at++;
    return text[at] == '\0' ? 0 : at;
}

static size_t text_without_blanks(const char *text, size_t size)
{
    while (size > 0 && text[size - 1] == ' ')
        size--;
    return size;
}

size_t text_wrap(const char *text, int columns, size_t *next)
{
    size_t at = 0, blank = 0;
    int taken = 0, width;
    while (text[at] != '\0' && text[at] != '\n') {
        size_t end = text_next(text, at, &width);
        if (text[at] == ' ')
            blank = at;
        if (width > columns - taken && at > 0) {
            size_t size = text_without_blanks(text, blank);
            if (size == 0) { /* one long word, or an indent before one */
                *next = at;
                return at;
            }
            *next = text_after_break(text, size);
            return size;
        }
        taken += width;
        at = end;
    }
    *next = text[at] == '\0' || text[at + 1] == '\0' ? 0 : at + 1;
    return text_without_blanks(text, at);
}
