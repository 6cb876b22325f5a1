/*
 * screen.h: the terminal: started, painted in named styles, resized, and given back as it was.
 *
 * Each frame is painted whole, from the bottom up, into one curses window; curses sends only the
 * cells that differ. Text from data is made safe in screen_text and nowhere else. Rows and columns
 * count from 0.
 */
#ifndef LI_TUI_TERM_SCREEN_H
#define LI_TUI_TERM_SCREEN_H

#include "core/base/text.h"
#include "data/base/error.h"
#include <stdbool.h>

struct area {
    int y, x, height, width;
};

/* S(ENUM, "name in the settings", "what it is for"); "": it cannot be set. */
/* clang-format off */
#define STYLES(S) \
    S(TEXT,    "",        "Plain text, in the terminal's own colors") \
    S(MUTED,   "muted",   "Less important text: ids, blank values, archived records") \
    S(STRONG,  "strong",  "Emphasized text and messages") \
    S(LABEL,   "label",   "Field labels") \
    S(HEADING, "heading", "Section and column headings") \
    S(BAR,     "bar",     "Header line") \
    S(PAST,    "past",    "Notice in the header line while viewing the past") \
    S(KEY,     "key",     "Keys in the footer and help") \
    S(HINT,    "hint",    "Description of a key") \
    S(CURSOR,  "cursor",  "Current line in the active pane") \
    S(SHADE,   "shade",   "Current line in an inactive pane") \
    S(MARK,    "mark",    "Mark of a selected record") \
    S(LINK,    "link",    "Links") \
    S(FIELD,   "field",   "Form fields") \
    S(FOCUS,   "focus",   "Field being edited") \
    S(FRAME,   "frame",   "Lines and frames") \
    S(GOOD,    "good",    "Going well: on track, met, in force") \
    S(WARN,    "warn",    "Needs attention: at risk, due for renewal") \
    S(BAD,     "bad",     "In trouble: off track, overdue, lapsed") \
    S(ERROR,   "error",   "Error messages")
/* clang-format on */

#define STYLE_ENUM(id, ...) STYLE_##id,
enum style { STYLES(STYLE_ENUM) STYLE_COUNT };

enum glyph {
    GLYPH_VERTICAL,
    GLYPH_HORIZONTAL,
    GLYPH_TOP_LEFT,
    GLYPH_TOP_RIGHT,
    GLYPH_BOTTOM_LEFT,
    GLYPH_BOTTOM_RIGHT,
    GLYPH_BULLET,
    GLYPH_MARK,
    GLYPH_UP, /* sorted upwards, more above */
    GLYPH_DOWN,
    GLYPH_ELLIPSIS,
    GLYPH_FULL, /* bars: filled */
    GLYPH_EMPTY,
    GLYPH_EXPECTED, /* in a bar: the fraction expected by now */
    GLYPH_COUNT,
};

struct colors;

struct screen_options {
    const char *theme;           /* auto, dark, light or none */
    const struct colors *colors; /* of the settings; not used once the screen has started */
    bool ascii;                  /* no Unicode glyphs, whatever the locale */
    bool mouse;                  /* mouse events are wanted */
};

/* Takes over the terminal. LI_IO: there is none, or its type is unknown. */
enum li_err screen_start(const struct screen_options *options, struct li_error *err);
void screen_stop(void); /* may be called twice, and when memory has run out */

/* Gives the terminal back for a child program or Ctrl-Z, and takes it again. */
void screen_suspend(void);
void screen_resume(void);

struct area screen_area(void); /* the whole terminal as it is now */
void screen_resized(void);     /* adopts the terminal's new size */

/* Nothing is painted outside of the area until the next call. Set for each panel before it draws.
 */
void screen_clip(struct area area);
bool screen_ascii(void); /* no Unicode glyphs */
const char *screen_glyph(enum glyph glyph);

/* Paints text, made safe, cut or padded to exactly width columns; width 0: as wide as it is, up to
   the right edge of the clip. text NULL: "". Returns the column after it. */
int screen_text(int y, int x, int width, enum style style, const char *text);
int screen_textf(int y, int x, int width, enum style style, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* Wraps text over as many rows as it takes and the area has. Returns the row after it. */
int screen_wrapped(struct area area, enum style style, const char *text);

void screen_fill(struct area area, enum style style);
/* A frame with a title (NULL: none) in its top row; returns the area inside. */
struct area screen_frame(struct area area, const char *title);
/* A progress bar, filled in that style: fraction and expected are parts of 1, or NAN. */
void screen_bar(int y, int x, int width, double fraction, double expected, enum style style);
/* A sparkline of the last values, as many as there are columns; NAN leaves a gap. */
void screen_spark(int y, int x, int width, const double *values, size_t count, enum style style);
/* Gives the cells of a row another style; their text stays. */
void screen_restyle(int y, int x, int width, enum style style);

void screen_cursor(int y, int x); /* where the terminal's cursor is in this frame; else hidden */
void screen_begin(void);          /* begins a blank frame */
void screen_end(void);            /* sends what differs from the frame before */
void screen_redraw(void);         /* the next frame is sent whole */

#endif
