/*
 * edit.c: text that enters is cleaned first; every change goes through edit_replace.
 *
 * What holds between calls:
 *
 * 1. text is valid UTF-8 of length bytes, NUL-terminated, in room for at least one byte more.
 * 2. text has no control or bidi-override characters; line ends only where lines is set.
 * 3. at is the beginning of a grapheme, or length. A combining mark typed after a letter joins it,
 * so a change moves the cursor on to the next edge.
 */
#include "tui/term/edit.h"
#include "data/base/memory.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { UNDRAWN_WIDTH = 60 };

/* Removes control characters, bidi overrides and malformed bytes, which text_safe replaces by
   U+FFFD. The caller frees it. */
static char *edit_cleaned(const char *text, bool lines)
{
    static const char mark[] = "\xEF\xBF\xBD";
    char *safe = lines ? text_safe_lines(text) : text_safe(text);
    char *out = safe;
    for (const char *in = safe; *in;)
        if (strncmp(in, mark, sizeof mark - 1) == 0)
            in += sizeof mark - 1;
        else
            *out++ = *in++;
    *out = '\0';
    return safe;
}

static size_t edit_edge_from(const char *text, size_t at)
{
    size_t edge = 0;
    while (edge < at)
        edge = text_next(text, edge, NULL);
    return edge;
}

/* Every change of the text goes through here. */
static bool edit_replace(struct edit *edit, size_t from, size_t to, const char *with)
{
    size_t added = strlen(with);
    if (from == to && added == 0)
        return false;
    size_t length = edit->length - (to - from) + added;
    if (length + 1 > edit->room) {
        edit->room = (length + 1) * 2;
        edit->text = li_realloc(edit->text, edit->room, 1);
    }
    memmove(edit->text + from + added, edit->text + to, edit->length - to + 1);
    memcpy(edit->text + from, with, added);
    edit->length = length;
    edit->at = edit_edge_from(edit->text, from + added);
    return true;
}

void edit_begin(struct edit *edit, const char *text, bool lines)
{
    *edit = (struct edit){.text = li_strdup(""), .room = 1, .lines = lines};
    edit_set(edit, text);
}

void edit_end(struct edit *edit)
{
    free(edit->text);
    *edit = (struct edit){0};
}

void edit_set(struct edit *edit, const char *text)
{
    assert(edit->text);
    char *clean = edit_cleaned(text, edit->lines);
    edit_replace(edit, 0, edit->length, clean);
    edit->scroll = 0;
    free(clean);
}

/* --- lines: of the text, and of the screen ---------------------------------------------------- */

static size_t edit_line_start(const struct edit *edit)
{
    size_t at = edit->at;
    while (at > 0 && edit->text[at - 1] != '\n')
        at--;
    return at;
}

static size_t edit_line_end(const struct edit *edit)
{
    return edit->at + strcspn(edit->text + edit->at, "\n");
}

struct edit_row {
    size_t start, length;
};

struct edit_rows {
    struct edit_row *list;
    int count;
};

static void edit_rows_add(struct edit_rows *rows, size_t start, size_t length)
{
    rows->list = li_realloc(rows->list, (size_t)rows->count + 1, sizeof *rows->list);
    rows->list[rows->count++] = (struct edit_row){start, length};
}

/* Breaks one line of the text into as many rows as it takes. */
static void edit_rows_wrap(struct edit_rows *rows, const char *line, size_t start, int columns)
{
    size_t at = 0, next;
    do {
        size_t length = text_wrap(line + at, columns, &next);
        edit_rows_add(rows, start + at, length);
        at += next;
    } while (next > 0);
}

/* One column stays free for the cursor after the last character. */
static struct edit_rows edit_rows_of(const struct edit *edit)
{
    struct edit_rows rows = {0};
    int columns = edit->width > 2 ? edit->width - 1 : edit->width ? 2 : UNDRAWN_WIDTH;
    for (size_t start = 0;;) {
        size_t length = strcspn(edit->text + start, "\n");
        char *line = li_strndup(edit->text + start, length);
        edit_rows_wrap(&rows, line, start, columns);
        free(line);
        if (!edit->text[start + length])
            return rows;
        start += length + 1;
    }
}

static int edit_row_at(const struct edit_rows *rows, size_t at)
{
    int row = rows->count - 1;
    while (row > 0 && rows->list[row].start > at)
        row--;
    return row;
}

static int edit_columns_between(const struct edit *edit, size_t from, size_t to)
{
    char *part = li_strndup(edit->text + from, to - from);
    int columns = text_width(part);
    free(part);
    return columns;
}

/* --- keys ------------------------------------------------------------------------------------- */

static bool edit_move_row(struct edit *edit, int by)
{
    struct edit_rows rows = edit_rows_of(edit);
    int row = edit_row_at(&rows, edit->at), to = row + by;
    bool moves = to >= 0 && to < rows.count;
    if (moves) {
        char *line = li_strndup(edit->text + rows.list[to].start, rows.list[to].length);
        int column = edit_columns_between(edit, rows.list[row].start, edit->at);
        edit->at = edit_edge_from(edit->text, rows.list[to].start + text_fit(line, column, NULL));
        free(line);
    }
    free(rows.list);
    return moves;
}

static bool edit_is_blank(char byte)
{
    return byte == ' ' || byte == '\n';
}

static size_t edit_word_start(const struct edit *edit)
{
    size_t at = edit->at;
    while (at > 0 && edit_is_blank(edit->text[at - 1]))
        at--;
    while (at > 0 && !edit_is_blank(edit->text[at - 1]))
        at--;
    return at;
}

static bool edit_insert_code(struct edit *edit, uint32_t code)
{
    utf8proc_uint8_t bytes[5] = {0};
    if (!utf8proc_codepoint_valid((utf8proc_int32_t)code))
        return false;
    utf8proc_encode_char((utf8proc_int32_t)code, bytes);
    char *clean = edit_cleaned((const char *)bytes, edit->lines);
    bool changed = edit_replace(edit, edit->at, edit->at, clean);
    free(clean);
    return changed;
}

/* A copied line often ends with a line end, which would become a blank in a single line. */
static bool edit_insert_pasted(struct edit *edit, const char *pasted)
{
    size_t length = strlen(pasted);
    while (!edit->lines && length > 0 && strchr("\r\n", pasted[length - 1]))
        length--;
    char *part = li_strndup(pasted, length);
    char *clean = edit_cleaned(part, edit->lines);
    bool changed = edit_replace(edit, edit->at, edit->at, clean);
    free(clean);
    free(part);
    return changed;
}

static bool edit_erase_to(struct edit *edit, size_t other)
{
    return other < edit->at ? edit_replace(edit, other, edit->at, "")
                            : edit_replace(edit, edit->at, other, "");
}

bool edit_key(struct edit *edit, const struct key *key, bool *changed)
{
    assert(edit->text && key && edit->at <= edit->length && edit->length < edit->room);
    bool edited = false, taken = true;
    const char *text = edit->text;
    switch (key->code) {
    case K_LEFT: edit->at = edit->at ? text_previous(text, edit->at) : 0; break;
    case K_RIGHT: edit->at = text[edit->at] ? text_next(text, edit->at, NULL) : edit->at; break;
    case K_HOME:
    case K_CTRL('a'): edit->at = edit_line_start(edit); break;
    case K_END:
    case K_CTRL('e'): edit->at = edit_line_end(edit); break;
    case K_UP: taken = edit->lines && edit_move_row(edit, -1); break;
    case K_DOWN: taken = edit->lines && edit_move_row(edit, 1); break;
    case K_BACKSPACE:
        edited = edit_erase_to(edit, edit->at ? text_previous(text, edit->at) : 0);
        break;
    case K_DELETE:
        edited = edit_erase_to(edit, text[edit->at] ? text_next(text, edit->at, NULL) : edit->at);
        break;
    case K_CTRL('w'): edited = edit_erase_to(edit, edit_word_start(edit)); break;
    case K_CTRL('u'): edited = edit_erase_to(edit, edit_line_start(edit)); break;
    case K_CTRL('k'): edited = edit_erase_to(edit, edit_line_end(edit)); break;
    case K_PASTE: edited = edit_insert_pasted(edit, key->pasted); break;
    case K_ENTER:
        taken = edit->lines;
        edited = taken && edit_replace(edit, edit->at, edit->at, "\n");
        break;
    default:
        taken = key->code >= ' ' && key->code < KEY_IS_SPECIAL;
        edited = taken && edit_insert_code(edit, key->code);
    }
    if (changed)
        *changed = edited;
    return taken;
}

/* --- drawing ---------------------------------------------------------------------------------- */

/* Scrolls so that the cursor shows and no room is left unused after the text. A wide character is
   never cut in half. Returns the byte the drawing begins with. */
static size_t edit_scroll_line(struct edit *edit, int at, int width)
{
    int under = 1, used, columns = text_width(edit->text);
    if (edit->text[edit->at])
        text_next(edit->text, edit->at, &under);
    if (at < edit->scroll)
        edit->scroll = at - width / 3;
    if (edit->scroll > columns + 2 - width)
        edit->scroll = columns + 2 - width;
    if (edit->scroll < at + under + 1 - width)
        edit->scroll = at + under + 1 - width;
    if (edit->scroll < 0)
        edit->scroll = 0;
    size_t from = text_fit(edit->text, edit->scroll, &used);
    if (used < edit->scroll && edit->text[from]) {
        from = text_next(edit->text, from, &under);
        used += under;
    }
    edit->scroll = used;
    return from;
}

static void edit_draw_line(struct edit *edit, struct area area, enum style style, bool focused)
{
    size_t from = 0;
    if (focused) {
        int at = edit_columns_between(edit, 0, edit->at);
        from = edit_scroll_line(edit, at, area.width);
        int column = at - edit->scroll;
        screen_cursor(area.y, area.x + (column < area.width ? column : area.width - 1));
    }
    screen_text(area.y, area.x, area.width, style, edit->text + from);
}

static void edit_scroll_rows(struct edit *edit, int row, int count, int height)
{
    if (edit->scroll > count - height)
        edit->scroll = count - height;
    if (edit->scroll < row - height + 1)
        edit->scroll = row - height + 1;
    if (edit->scroll > row)
        edit->scroll = row;
    if (edit->scroll < 0)
        edit->scroll = 0;
}

static void edit_draw_rows(struct edit *edit, struct area area, enum style style, bool focused)
{
    struct edit_rows rows = edit_rows_of(edit);
    int at = edit_row_at(&rows, edit->at);
    edit_scroll_rows(edit, focused ? at : 0, rows.count, area.height);
    for (int y = 0; y < area.height; y++) {
        int row = y + edit->scroll;
        struct edit_row here = row < rows.count ? rows.list[row] : (struct edit_row){0};
        char *line = li_strndup(edit->text + here.start, here.length);
        screen_text(area.y + y, area.x, area.width, style, line);
        free(line);
    }
    if (edit->scroll + area.height < rows.count) {
        screen_text(area.y + area.height - 1, area.x + area.width - 1, 1, style,
            screen_glyph(GLYPH_ELLIPSIS));
    }
    if (focused) {
        int column = edit_columns_between(edit, rows.list[at].start, edit->at);
        screen_cursor(
            area.y + at - edit->scroll, area.x + (column < area.width ? column : area.width - 1));
    }
    free(rows.list);
}

void edit_draw(struct edit *edit, struct area area, enum style style, bool focused)
{
    assert(edit->text);
    if (area.width < 1 || area.height < 1)
        return;
    edit->width = area.width;
    (edit->lines ? edit_draw_rows : edit_draw_line)(edit, area, style, focused);
}
