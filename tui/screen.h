/*
 * screen.h: the terminal: started, painted in named styles, resized, given back sane.
 *
 * Everything is painted from the bottom up into one curses window each frame; curses sends only the
 * cells that differ. Text from data passes text_safe here, in screen_text, and nowhere else.
 */
#ifndef LI_SCREEN_H
#define LI_SCREEN_H

#include "../core/progress.h"
#include "../core/settings.h"
#include "../core/text.h"
#include <stdbool.h>

struct area {
    int y, x, height, width;
};

enum style {
    STYLE_TEXT,
    STYLE_MUTED,
    STYLE_STRONG,
    STYLE_LABEL,
    STYLE_HEADING, /* of a section or a column */
    STYLE_BAR,     /* the header line of the screen */
    STYLE_PAST,    /* in it: that this is not the present */
    STYLE_KEY,     /* a key in the footer */
    STYLE_HINT,    /* what that key does */
    STYLE_CURSOR,  /* the line under the cursor in the focused panel */
    STYLE_SHADE,   /* the same in a panel without focus */
    STYLE_MARK,
    STYLE_LINK,
    STYLE_FIELD, /* a field of a form */
    STYLE_FOCUS, /* the field being edited */
    STYLE_FRAME,
    STYLE_GOOD,
    STYLE_WARN,
    STYLE_BAD,
    STYLE_ERROR, /* a message that something went wrong */
    STYLE_COUNT,
};

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
    GLYPH_EXPECTED, /* where a bar should have come to */
    GLYPH_COUNT,
};

/* Takes over the terminal. LI_IO when there is none. */
enum li_err screen_start(const struct settings *settings, struct li_error *err);
void screen_stop(void); /* safe to call twice and from a fatal path */

/* Gives the terminal back for a child program or Ctrl-Z, and takes it again. */
void screen_suspend(void);
void screen_resume(void);

struct area screen_area(void); /* the whole terminal as it is now */
void screen_resized(void);     /* takes notice of the terminal's new size */

/* Nothing is painted outside until the next call: set for each panel before it draws. */
void screen_clip(struct area area);
bool screen_ascii(void); /* no Unicode glyphs */
const char *screen_glyph(enum glyph glyph);
enum style screen_health_style(enum health health);

/* Paints text, made safe, cut or padded to exactly width columns; width 0: as long as it is but not
   beyond the right edge of the clip. Returns the column after it. */
int screen_text(int y, int x, int width, enum style style, const char *text);
int screen_textf(int y, int x, int width, enum style style, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

void screen_fill(struct area area, enum style style);
/* A frame with a title in its top line; returns what is inside it. */
struct area screen_frame(struct area area, const char *title);
/* A progress bar: fraction and expected may be NAN. */
void screen_bar(int y, int x, int width, double fraction, double expected, enum health health);
void screen_spark(int y, int x, int width, const double *values, size_t count, enum style style);
/* Makes the cells of a line take this style, keeping their text. */
void screen_restyle(int y, int x, int width, enum style style);

void screen_cursor(int y, int x); /* where the text cursor shows this frame; not called: hidden */
void screen_begin(void);          /* a blank frame */
void screen_end(void);            /* sends what differs */
void screen_redraw(void);         /* Ctrl-L: sends everything */

#endif
