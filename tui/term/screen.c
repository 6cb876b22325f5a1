/*
 * screen.c: the terminal and what is painted on it. The styles and their colors are in theme.c.
 *
 * What holds between calls:
 *
 * 1. Only between screen_start and screen_stop is started set, and anything painted.
 * 2. ascii is set wherever utf8 is not.
 * 3. clip lies within screen_area, but for a moment after the terminal has shrunk.
 * 4. The cursor is hidden (-1) or in the last place that screen_cursor named in this frame.
 */
#include "tui/term/screen.h"
#include "data/base/memory.h"
#include "tui/term/frame_buffer.h"
#include "tui/term/theme.h"
#include <assert.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <math.h>
#include <ncurses.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

/* The one terminal a program has. */
static struct {
    bool started;
    bool ascii;
    bool utf8; /* what the locale can show, even where only ASCII glyphs are wanted */
    struct area clip;
    int cursor_y, cursor_x; /* -1: hidden */
} screen;

static const struct {
    const char *unicode, *ascii;
} screen_glyphs[GLYPH_COUNT] = {
    [GLYPH_VERTICAL] = {"│", "|"},
    [GLYPH_HORIZONTAL] = {"─", "-"},
    [GLYPH_TOP_LEFT] = {"┌", "+"},
    [GLYPH_TOP_RIGHT] = {"┐", "+"},
    [GLYPH_BOTTOM_LEFT] = {"└", "+"},
    [GLYPH_BOTTOM_RIGHT] = {"┘", "+"},
    [GLYPH_BULLET] = {"•", "*"},
    [GLYPH_MARK] = {"✓", "x"},
    [GLYPH_UP] = {"▲", "^"},
    [GLYPH_DOWN] = {"▼", "v"},
    [GLYPH_ELLIPSIS] = {"…", "~"},
    [GLYPH_FULL] = {"█", "#"},
    [GLYPH_EMPTY] = {"░", "."},
    [GLYPH_EXPECTED] = {"│", "|"},
};

/* Pasted text then comes between marks, so that it never counts as keys. */
static void screen_ask_for_paste_marks(bool on)
{
    fputs(on ? "\033[?2004h" : "\033[?2004l", stdout);
    fflush(stdout);
}

/* The program ends because memory has run out. */
static void screen_put_back(void)
{
    frame_buffer_straight();
    screen_stop();
}

enum li_err screen_start(const struct screen_options *options, struct li_error *err)
{
    assert(!screen.started && options->theme && options->colors);
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return li_fail(
            err, LI_IO, "The screen needs a terminal; run `liaise --help` for the commands.");
    setlocale(LC_CTYPE, "");
    set_escdelay(25);
    FILE *out = frame_buffer_open();
    errno = 0;
    if (!out || !newterm(NULL, out, stdin)) {
        if (errno == ENOMEM)
            li_out_of_memory();
        const char *term = getenv("TERM");
        frame_buffer_close();
        return li_fail(err, LI_IO, "Unknown terminal type \"%s\"; set TERM to match your terminal.",
            term ? term : "");
    }
    screen.started = true;
    li_when_out_of_memory(screen_put_back);
    screen.utf8 = text_locale_is_utf8();
    screen.ascii = !screen.utf8 || options->ascii;
    raw();
    noecho();
    nonl();
    typeahead(-1); /* a frame is never cut short by a key */
    theme_start(options->theme, options->colors);
    if (options->mouse) {
        mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
        mouseinterval(0);
    }
    screen_ask_for_paste_marks(true);
    screen_clip(screen_area());
    return LI_OK;
}

void screen_stop(void)
{
    if (!screen.started)
        return;
    screen_suspend();
    frame_buffer_close();
    screen.started = false;
}

void screen_suspend(void)
{
    assert(screen.started);
    screen_ask_for_paste_marks(false);
    curs_set(1);
    endwin();
}

void screen_resume(void)
{
    assert(screen.started);
    screen_ask_for_paste_marks(true);
    screen_resized();
    refresh();
}

struct area screen_area(void)
{
    return (struct area){0, 0, LINES, COLS};
}

void screen_resized(void)
{
    struct winsize size;
    bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0;
    if (known && resizeterm(size.ws_row, size.ws_col) == ERR)
        li_out_of_memory();
    clearok(curscr, TRUE); /* even if the size is the same: a terminal made smaller and larger again
                              has lost what it cut off */
    screen_clip(screen_area());
}

void screen_clip(struct area area)
{
    screen.clip = area;
}

bool screen_ascii(void)
{
    return screen.ascii;
}

const char *screen_glyph(enum glyph glyph)
{
    assert((unsigned)glyph < GLYPH_COUNT);
    return screen.ascii ? screen_glyphs[glyph].ascii : screen_glyphs[glyph].unicode;
}

static void screen_put_cell(int y, int x, const wchar_t *cell)
{
    cchar_t complex;
    attr_t attributes;
    short pair;
    attr_get(&attributes, &pair, NULL);
    if (setcchar(&complex, cell, attributes, pair, NULL) == OK)
        mvadd_wch(y, x, &complex);
}

/* What is shown in place of a sign that the locale cannot show: a similar ASCII character, or ?. */
static wchar_t screen_replacement(const char *sign, size_t length)
{
    static const struct {
        const char *sign;
        char plain;
    } similar[] = {
        {"·", '-'}, {"–", '-'}, {"—", '-'}, {"…", '~'}, {"±", '~'}, {"×", 'x'}, {"→", '>'}};
    for (size_t i = 0; i < sizeof similar / sizeof *similar; i++)
        if (strlen(similar[i].sign) == length && memcmp(similar[i].sign, sign, length) == 0)
            return (wchar_t)similar[i].plain;
    char *alone = li_strndup(sign, length), *bare = text_bare(alone);
    wchar_t letter = bare[0] > ' ' && bare[0] < 0x7F && !bare[1] ? (wchar_t)bare[0] : L'?';
    free(bare);
    free(alone);
    return letter;
}

/* Puts the code points of one grapheme into cells: one with a width begins a cell, the others join
   it. Exactly width columns are filled: what would go beyond is left out (of joined pictures the
   first is shown), and a replacement is shown where nothing else can be. */
static void screen_put_cluster(int y, int x, const char *text, size_t length, int width)
{
    wchar_t cell[CCHARW_MAX + 1] = {0};
    mbstate_t state = {0};
    int used = 0, at = x;
    size_t count = 0;
    for (size_t i = 0, bytes; screen.utf8 && i < length; i += bytes) {
        wchar_t c;
        bytes = mbrtowc(&c, text + i, length - i, &state);
        int columns = bytes > 0 && bytes <= length - i ? wcwidth(c) : -1;
        if (columns < 0 || used + columns > width || (columns == 0 && count == 0))
            break;
        if (columns > 0 && count > 0) {
            screen_put_cell(y, at, cell);
            memset(cell, 0, sizeof cell);
            count = 0;
        }
        if (columns > 0)
            at = x + used;
        used += columns;
        if (count < CCHARW_MAX)
            cell[count++] = c;
    }
    if (count > 0)
        screen_put_cell(y, at, cell);
    const wchar_t none[] = {screen.utf8 ? L'\xfffd' : screen_replacement(text, length), L'\0'};
    for (; used < width; used++)
        screen_put_cell(y, x + used, used > 0 && screen.utf8 ? L" " : none);
}

static bool screen_in_clip_row(int y)
{
    return y >= screen.clip.y && y < screen.clip.y + screen.clip.height;
}

static int screen_clip_right(void)
{
    return screen.clip.x + screen.clip.width;
}

/* Puts text of which each byte is a column, from the left edge of the clip on. */
static void screen_put_plain(int y, int x, const char *text, size_t size)
{
    chtype cells[128];
    attr_t attributes;
    short pair;
    attr_get(&attributes, &pair, NULL);
    for (size_t at = x < screen.clip.x ? (size_t)(screen.clip.x - x) : 0; at < size;) {
        int count = 0, begin = x + (int)at;
        for (; at < size && count < (int)(sizeof cells / sizeof *cells); at++)
            cells[count++] = (unsigned char)text[at] | attributes | COLOR_PAIR(pair);
        mvaddchnstr(y, begin, cells, count);
    }
}

/* Paints the graphemes of safe text that begin before size; returns the column after them. */
static int screen_put_text(int y, int x, const char *text, size_t size)
{
    for (size_t at = 0; at < size;) {
        size_t plain = text_plain(text + at), next;
        int width = (int)(plain < size - at ? plain : size - at);
        if (width > 0)
            next = at + (size_t)width;
        else
            next = text_next(text, at, &width);
        if (next - at == (size_t)width) /* a byte is a column */
            screen_put_plain(y, x, text + at, (size_t)width);
        else if (width > 0 && x >= screen.clip.x)
            screen_put_cluster(y, x, text + at, next - at, width);
        x += width;
        at = next;
    }
    return x;
}

/* The same, cut before end with an ellipsis. */
static int screen_put_fitting(int y, int x, int end, const char *text)
{
    size_t size = text_fit(text, end - x, NULL);
    if (text[size] == '\0')
        return screen_put_text(y, x, text, size);
    const char *more = screen_glyph(GLYPH_ELLIPSIS);
    size = text_fit(text, end - x - 1, NULL);
    return screen_put_text(y, screen_put_text(y, x, text, size), more, strlen(more));
}

int screen_text(int y, int x, int width, enum style style, const char *text)
{
    assert(screen.started && (unsigned)style < STYLE_COUNT);
    if (width < 0 || !screen_in_clip_row(y) || x >= screen_clip_right())
        return x + (width > 0 ? width : 0);
    int room = screen_clip_right() - x;
    int end = width == 0 ? screen_clip_right() : x + (width < room ? width : room);
    char *safe = text_safe(text);
    theme_set(style);
    int after = screen_put_fitting(y, x, end, safe);
    if (width > 0 && after < end)
        mvhline(y, after, ' ', end - after);
    theme_set(STYLE_TEXT);
    free(safe);
    return width > 0 ? x + width : after;
}

int screen_textf(int y, int x, int width, enum style style, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = li_vformat(format, arguments);
    va_end(arguments);
    int after = screen_text(y, x, width, style, text);
    free(text);
    return after;
}

int screen_wrapped(struct area area, enum style style, const char *text)
{
    assert(text);
    size_t next = 1;
    int y = area.y;
    for (; next > 0 && y < area.y + area.height; y++) {
        size_t size = text_wrap(text, area.width, &next);
        char *line = li_strndup(text, size);
        screen_text(y, area.x, area.width, style, line);
        free(line);
        text += next;
    }
    return y;
}

void screen_fill(struct area area, enum style style)
{
    for (int row = 0; row < area.height; row++)
        screen_text(area.y + row, area.x, area.width, style, "");
}

static void screen_frame_edge(struct area area, int y, enum glyph left, enum glyph right)
{
    screen_text(y, area.x, 1, STYLE_FRAME, screen_glyph(left));
    for (int x = 1; x < area.width - 1; x++)
        screen_text(y, area.x + x, 1, STYLE_FRAME, screen_glyph(GLYPH_HORIZONTAL));
    screen_text(y, area.x + area.width - 1, 1, STYLE_FRAME, screen_glyph(right));
}

struct area screen_frame(struct area area, const char *title)
{
    screen_fill(area, STYLE_TEXT);
    screen_frame_edge(area, area.y, GLYPH_TOP_LEFT, GLYPH_TOP_RIGHT);
    for (int y = area.y + 1; y < area.y + area.height - 1; y++) {
        screen_text(y, area.x, 1, STYLE_FRAME, screen_glyph(GLYPH_VERTICAL));
        screen_text(y, area.x + area.width - 1, 1, STYLE_FRAME, screen_glyph(GLYPH_VERTICAL));
    }
    screen_frame_edge(area, area.y + area.height - 1, GLYPH_BOTTOM_LEFT, GLYPH_BOTTOM_RIGHT);
    if (title && *title && area.width > 6) {
        int room = area.width - 6, width = text_width(title);
        int x = screen_text(area.y, area.x + 2, 1, STYLE_FRAME, " ");
        x = screen_text(area.y, x, width < room ? width : room, STYLE_HEADING, title);
        screen_text(area.y, x, 1, STYLE_FRAME, " ");
    }
    return (struct area){area.y + 1, area.x + 2, area.height - 2, area.width - 4};
}

static int screen_bar_cell(double fraction, int width)
{
    return isnan(fraction) ? -1 : (int)lround(fmin(fmax(fraction, 0), 1) * width);
}

void screen_bar(int y, int x, int width, double fraction, double expected, enum style style)
{
    int filled = screen_bar_cell(fraction, width), mark = screen_bar_cell(expected, width);
    if (mark == width)
        mark = width - 1;
    for (int cell = 0; cell < width; cell++) {
        bool full = cell < filled;
        enum glyph glyph = cell == mark && !full ? GLYPH_EXPECTED : full ? GLYPH_FULL : GLYPH_EMPTY;
        screen_text(y, x + cell, 1, full ? style : STYLE_MUTED, screen_glyph(glyph));
    }
}

void screen_spark(int y, int x, int width, const double *values, size_t count, enum style style)
{
    static const char *const steps[2][8] = {
        {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"}, {"_", ".", ",", "-", "~", "=", "+", "#"}};
    assert(width >= 0 && (values || count == 0));
    size_t first = count > (size_t)width ? count - (size_t)width : 0;
    double least = INFINITY, most = -INFINITY;
    for (size_t i = first; i < count; i++) {
        least = fmin(least, values[i]);
        most = fmax(most, values[i]);
    }
    for (size_t i = first; i < count; i++) {
        double share = most > least ? (values[i] - least) / (most - least) : 0.5;
        if (isnan(share))
            continue;
        screen_text(y, x + (int)(i - first), 1, style, steps[screen.ascii][(int)lround(share * 7)]);
    }
}

void screen_restyle(int y, int x, int width, enum style style)
{
    assert((unsigned)style < STYLE_COUNT);
    int left = x > screen.clip.x ? x : screen.clip.x;
    int right = x + width < screen_clip_right() ? x + width : screen_clip_right();
    if (screen_in_clip_row(y) && left < right)
        theme_restyle(y, left, right - left, style);
}

void screen_cursor(int y, int x)
{
    screen.cursor_y = y;
    screen.cursor_x = x;
}

void screen_begin(void)
{
    assert(screen.started);
    screen_clip(screen_area());
    screen_cursor(-1, -1);
    erase();
}

void screen_end(void)
{
    assert(screen.started);
    bool shown = screen.cursor_y >= 0;
    frame_buffer_gather();
    if (shown)
        move(screen.cursor_y, screen.cursor_x);
    leaveok(stdscr, !shown);
    curs_set(shown);
    refresh();
    frame_buffer_send();
}

void screen_redraw(void)
{
    clearok(curscr, TRUE);
}
