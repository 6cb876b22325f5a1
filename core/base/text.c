/*
 * text.c: what a terminal is given, and what searching compares.
 *
 * All of it is total: malformed bytes count one by one, take one column each and end nowhere but at
 * the NUL.
 */
#include "core/base/text.h"
#include "core/base/text_internal.h"
#include "data/base/bytes.h"
#include "data/base/memory.h"
#include <langinfo.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define REPLACEMENT "\xEF\xBF\xBD"

enum { MOST_DISTANCE = 255 };

size_t text_decode(const char *text, utf8proc_int32_t *code)
{
    if ((unsigned char)*text < 0x80) {
        *code = (unsigned char)*text;
        return 1;
    }
    utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, code);
    if (size > 0)
        return (size_t)size;
    *code = MALFORMED;
    return 1;
}

/* What could move the cursor, command the terminal, or make text read as what it is not. */
static const struct {
    utf8proc_int32_t first, last;
} text_unsafe_ranges[] = {
    {MALFORMED, 0x1F},
    {0x7F, 0x9F},
    {0x061C, 0x061C},
    {0x200E, 0x200F},
    {0x2028, 0x202E},
    {0x2066, 0x2069},
    {0xD800, 0xDFFF},
    {0xFEFF, 0xFEFF},
};

bool text_unsafe(utf8proc_int32_t code)
{
    for (size_t i = 0; i < sizeof text_unsafe_ranges / sizeof *text_unsafe_ranges; i++)
        if (code >= text_unsafe_ranges[i].first && code <= text_unsafe_ranges[i].last)
            return true;
    return false;
}

static bool text_is_blank(utf8proc_int32_t code)
{
    if (code < 0x80)
        return code == ' ' || (code >= '\t' && code <= '\r');
    return utf8proc_category(code) == UTF8PROC_CATEGORY_ZS;
}

static bool text_is_ascii(const char *text)
{
    while ((unsigned char)(*text - 1) < 0x7F)
        text++;
    return *text == '\0';
}

/* A line break at text, "\r\n" counting as one: how many bytes it takes, 0 when there is none. */
static size_t text_line_break(const char *text)
{
    if (*text == '\r')
        return text[1] == '\n' ? 2 : 1;
    return *text == '\n';
}

size_t text_plain_length(const char *text)
{
    size_t length = 0;
    while (text_plain_byte(text[length]))
        length++;
    return length;
}

/* The result takes at most one replacement for each byte. */
static char *text_made_safe(const char *text, char newline)
{
    const char *at = text ? text : "";
    size_t plain = text_plain_length(at), rest = strlen(at + plain);
    char *out = li_realloc(NULL, plain + rest * (sizeof REPLACEMENT - 1) + 1, 1), *to = out;
    while (*at != '\0') {
        utf8proc_int32_t code;
        size_t length = text_line_break(at);
        if ((plain = text_plain_length(at)) > 0) {
            to = mempcpy(to, at, plain);
            length = plain;
        } else if (length > 0) {
            *to++ = newline;
        } else if ((length = text_decode(at, &code)) == 1 && code == '\t') {
            *to++ = ' ';
        } else if (text_unsafe(code)) {
            to = stpcpy(to, REPLACEMENT);
        } else {
            to = mempcpy(to, at, length);
        }
        at += length;
    }
    *to = '\0';
    return out;
}

char *text_safe(const char *text)
{
    return text_made_safe(text, ' ');
}

char *text_safe_lines(const char *text)
{
    return text_made_safe(text, '\n');
}

static void text_unify_line_ends(char *text)
{
    char *to = text;
    for (const char *from = text; *from != '\0';) {
        size_t length = text_line_break(from);
        *to++ = length > 0 ? '\n' : *from;
        from += length > 0 ? length : 1;
    }
    *to = '\0';
}

/* text without the blanks around it, in place. */
static void text_trim(char *text)
{
    size_t begin = SIZE_MAX, end = 0;
    for (size_t at = 0; text[at] != '\0';) {
        utf8proc_int32_t code;
        size_t length = text_decode(text + at, &code);
        if (!text_is_blank(code)) {
            if (begin == SIZE_MAX)
                begin = at;
            end = at + length;
        }
        at += length;
    }
    if (begin != SIZE_MAX)
        memmove(text, text + begin, end - begin);
    text[begin == SIZE_MAX ? 0 : end - begin] = '\0';
}

/* NULL when text is not UTF-8. */
static char *text_mapped(const char *text, utf8proc_option_t options)
{
    utf8proc_uint8_t *out = NULL;
    utf8proc_ssize_t size = utf8proc_map(
        (const utf8proc_uint8_t *)text, 0, &out, UTF8PROC_NULLTERM | UTF8PROC_STABLE | options);
    if (size == UTF8PROC_ERROR_NOMEM)
        li_out_of_memory();
    return size < 0 ? NULL : (char *)out;
}

/* Whether text_normal would leave it as it is, as it does most texts. */
static bool text_is_normal(const char *text)
{
    size_t plain = text_plain_length(text);
    return text[plain] == '\0' && text[0] != ' ' && (plain == 0 || text[plain - 1] != ' ');
}

char *text_normal(const char *text)
{
    if (text_is_normal(text))
        return li_strdup(text);
    char *out = text_is_ascii(text) ? li_strdup(text) : text_mapped(text, UTF8PROC_COMPOSE);
    if (!out)
        return NULL;
    text_unify_line_ends(out);
    text_trim(out);
    return out;
}

bool text_has_words(const char *text, const char *words)
{
    char *copy = li_strdup(words), *rest = NULL;
    bool all = true;
    for (char *word = strtok_r(copy, " ", &rest); word && all; word = strtok_r(NULL, " ", &rest))
        all = strstr(text, word);
    free(copy);
    return all;
}

char *text_quoted(const char *text)
{
    char *quoted = li_format("\"%s\"", text), *last = quoted + strlen(quoted) - 1;
    for (char *at = quoted + 1; at < last; at++)
        if (*at == '"')
            *at = '\'';
    return quoted;
}

char *text_upper(const char *text)
{
    char *out = NULL;
    FILE *stream = li_text_open(&out);
    while (*text != '\0') {
        utf8proc_int32_t code;
        utf8proc_uint8_t upper[4] = {0};
        size_t length = text_decode(text, &code);
        if (code == MALFORMED)
            fputc(*text, stream);
        else
            fwrite(upper, 1, (size_t)utf8proc_encode_char(utf8proc_toupper(code), upper), stream);
        text += length;
    }
    li_text_close(stream);
    return out;
}

char *text_lower(const char *text)
{
    struct bytes out = {0};
    while (*text != '\0') {
        utf8proc_int32_t code;
        utf8proc_uint8_t lower[4];
        size_t length = text_decode(text, &code);
        if (code == MALFORMED)
            bytes_add(&out, text, length);
        else
            bytes_add(&out, lower, (size_t)utf8proc_encode_char(utf8proc_tolower(code), lower));
        text += length;
    }
    bytes_add(&out, "", 1);
    return out.at;
}

/* utf8proc has the categories of letters, marks, digits and punctuation in one row. */
static bool text_is_word_char(utf8proc_int32_t code)
{
    if (code < 0x80)
        return code > ' ' && code < 0x7F;
    utf8proc_category_t category = utf8proc_category(code);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_PO;
}

bool text_is_word(const char *text)
{
    while (*text != '\0') {
        utf8proc_int32_t code;
        text += text_decode(text, &code);
        if (!text_is_word_char(code))
            return false;
    }
    return true;
}

/* What becomes of an ASCII byte in folded text: lower case, and every blank a space. */
static char text_folded(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return c >= '\t' && c <= '\r' ? ' ' : c;
}

/* from in lower case, with runs of blanks as one and none at either end; to may be from. */
static void text_squeeze(char *to, const char *from)
{
    const char *begin = to;
    for (; *from != '\0'; from++) {
        char c = text_folded(*from);
        if (c != ' ' || (to > begin && to[-1] != ' '))
            *to++ = c;
    }
    if (to > begin && to[-1] == ' ')
        to--;
    *to = '\0';
}

/* Whatever is in it. The caller frees it. */
static char *text_decomposed(const char *text, utf8proc_option_t more)
{
    const utf8proc_option_t options =
        UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK | more;
    char *out = text_mapped(text, options);
    if (!out) {
        char *safe = text_safe(text);
        out = text_mapped(safe, options);
        free(safe);
    }
    return out;
}

char *text_fold(const char *text)
{
    bool ascii = text_is_ascii(text);
    char *out = ascii ? li_calloc(strlen(text) + 1, 1)
                      : text_decomposed(text, UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
    text_squeeze(out, ascii ? text : out);
    return out;
}

struct text_folding {
    const char *at, *end;
    bool begun; /* a letter was passed */
};

/* The next byte of the folded text. 0: it ends. -1: what follows is not ASCII. */
static int text_next_folded(struct text_folding *folding)
{
    const char *from = folding->at;
    while (folding->at < folding->end && text_folded(*folding->at) == ' ')
        folding->at++;
    if (folding->at == folding->end || *folding->at == '\0')
        return 0;
    if ((unsigned char)*folding->at >= 0x80)
        return -1;
    if (folding->at > from && folding->begun)
        return ' ';
    folding->begun = true;
    return text_folded(*folding->at++);
}

static int text_fold_both(const char *a, size_t a_size, const char *b, size_t b_size)
{
    char *left = li_strndup(a, a_size), *right = li_strndup(b, b_size);
    char *left_folded = text_fold(left), *right_folded = text_fold(right);
    int order = strcmp(left_folded, right_folded);
    free(left);
    free(right);
    free(left_folded);
    free(right_folded);
    return order;
}

int text_fold_compare(const char *a, size_t a_size, const char *b, size_t b_size)
{
    struct text_folding left = {.at = a, .end = a + a_size}, right = {.at = b, .end = b + b_size};
    int one, other;
    do {
        one = text_next_folded(&left);
        other = text_next_folded(&right);
        if (one < 0 || other < 0)
            return text_fold_both(a, a_size, b, b_size);
    } while (one == other && one != 0);
    return one - other;
}

char *text_bare(const char *text)
{
    return text_decomposed(text, 0);
}

/* --- edit distance -----------------------------------------------------------------------------
 */

static size_t text_code_points(const char *text, utf8proc_int32_t out[MOST_DISTANCE])
{
    size_t count = 0;
    while (*text != '\0' && count < MOST_DISTANCE)
        text += text_decode(text, &out[count++]);
    return count;
}

static int text_least(int a, int b)
{
    return a < b ? a : b;
}

int text_distance(const char *a, const char *b)
{
    utf8proc_int32_t left[MOST_DISTANCE], right[MOST_DISTANCE];
    size_t rows = text_code_points(a, left), columns = text_code_points(b, right);
    int line[3][MOST_DISTANCE + 1]; /* the last three rows of the table, in turn */
    for (size_t j = 0; j <= columns; j++)
        line[0][j] = (int)j;
    for (size_t i = 1; i <= rows; i++) {
        int *now = line[i % 3], *above = line[(i + 2) % 3], *higher = line[(i + 1) % 3];
        now[0] = (int)i;
        for (size_t j = 1; j <= columns; j++) {
            now[j] = text_least(now[j - 1], above[j]) + 1;
            now[j] = text_least(now[j], above[j - 1] + (left[i - 1] != right[j - 1]));
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                now[j] = text_least(now[j], higher[j - 2] + 1); /* two letters swapped: one
                                                                   mistake */
        }
    }
    return line[rows % 3][columns];
}

const char *text_nearest(const char *name, const char *const *names, size_t count)
{
    char *text_folded = text_fold(name);
    size_t length = strlen(text_folded);
    int best = 1 + (int)(length < 1000 ? length / 4 : 250); /* further off is another word */
    const char *nearest = NULL;
    for (size_t i = 0; i < count && length > 0; i++) {
        char *other = text_fold(names[i]);
        bool begins = length >= 3 && strncmp(text_folded, other, length) == 0;
        int distance = begins ? 1 : text_distance(text_folded, other);
        if (distance < best || (distance == best && !nearest)) {
            best = distance;
            nearest = names[i];
        }
        free(other);
    }
    free(text_folded);
    return nearest;
}

bool text_locale_is_utf8(void)
{
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}
