/*
 * theme.c: tables of colors. Color never carries meaning alone: words say the same, and without
 * colors there are bold, reverse and underline.
 *
 * What a list paints at every key has one of the first sixteen colors where possible, and is not
 * bold: those sequences are half as long.
 *
 * What holds between calls:
 *
 * 1. After theme_start, inks has the coloring of each style under the palette in force.
 * 2. The color pair of a style is its number + 1; under INK_NONE no pair is used.
 */
#include "tui/term/theme.h"
#include <assert.h>
#include <ncurses.h>
#include <stdlib.h>
#include <string.h>

enum theme_palette {
    INK_NONE,    /* no color at all */
    INK_FEW,     /* 8 or 16 colors, readable on black and on white */
    INK_DARK,    /* 256 colors on a dark background */
    INK_LIGHT,   /* 256 colors on a light one */
    INK_NEUTRAL, /* 256 colors on an unknown background */
    INK_PALETTES,
};

struct theme_ink {
    attr_t attributes;
    short foreground, background; /* -1: the terminal's default */
};

#define OWN -1, -1
static const struct theme_ink theme_inks[STYLE_COUNT][INK_PALETTES] = {
    [STYLE_TEXT] = {{0, OWN}, {0, OWN}, {0, OWN}, {0, OWN}, {0, OWN}},
    [STYLE_MUTED] = {{0, OWN}, {A_DIM, OWN}, {0, 245, -1}, {0, 243, -1}, {0, 244, -1}},
    [STYLE_STRONG] = {{A_BOLD, OWN}, {A_BOLD, OWN}, {A_BOLD, OWN}, {A_BOLD, OWN}, {A_BOLD, OWN}},
    [STYLE_LABEL] = {{0, OWN}, {0, COLOR_CYAN, -1}, {0, 109, -1}, {0, 24, -1}, {0, 67, -1}},
    [STYLE_HEADING] = {{A_BOLD, OWN}, {A_BOLD, COLOR_CYAN, -1}, {A_BOLD, 110, -1}, {A_BOLD, 24, -1},
        {A_BOLD, 67, -1}},
    [STYLE_BAR] = {{A_REVERSE, OWN}, {0, COLOR_WHITE, COLOR_BLUE}, {0, 15, 238}, {0, 235, 252},
        {0, 15, 239}},
    [STYLE_PAST] = {{A_BOLD, OWN}, {A_BOLD, COLOR_WHITE, COLOR_MAGENTA}, {A_BOLD, 255, 90},
        {A_BOLD, 255, 90}, {A_BOLD, 255, 90}},
    [STYLE_KEY] = {{A_BOLD, OWN}, {A_BOLD, OWN}, {A_BOLD, 110, -1}, {A_BOLD, 24, -1},
        {A_BOLD, 67, -1}},
    [STYLE_HINT] = {{0, OWN}, {0, OWN}, {0, 247, -1}, {0, 241, -1}, {0, 244, -1}},
    [STYLE_CURSOR] = {{A_REVERSE, OWN}, {A_REVERSE, OWN}, {0, 255, 24}, {0, 16, 153}, {0, 15, 4}},
    [STYLE_SHADE] = {{A_UNDERLINE, OWN}, {A_UNDERLINE, OWN}, {0, 252, 237}, {0, 236, 254},
        {A_UNDERLINE, OWN}},
    [STYLE_MARK] = {{A_BOLD, OWN}, {A_BOLD, COLOR_MAGENTA, -1}, {A_BOLD, 176, -1}, {A_BOLD, 90, -1},
        {A_BOLD, 133, -1}},
    [STYLE_LINK] = {{A_UNDERLINE, OWN}, {0, COLOR_CYAN, -1}, {0, 117, -1}, {0, 25, -1},
        {0, 68, -1}},
    [STYLE_FIELD] = {{A_UNDERLINE, OWN}, {A_UNDERLINE, OWN}, {0, 252, 236}, {0, 236, 255},
        {A_UNDERLINE, OWN}},
    [STYLE_FOCUS] = {{A_REVERSE, OWN}, {A_REVERSE, OWN}, {0, 255, 24}, {0, 16, 153}, {0, 15, 4}},
    [STYLE_FRAME] = {{0, OWN}, {0, OWN}, {0, 242, -1}, {0, 246, -1}, {0, 244, -1}},
    [STYLE_GOOD] = {{0, OWN}, {0, COLOR_GREEN, -1}, {0, 114, -1}, {0, 28, -1},
        {0, COLOR_GREEN, -1}},
    [STYLE_WARN] = {{A_UNDERLINE, OWN}, {0, COLOR_YELLOW, -1}, {0, 221, -1}, {0, 130, -1},
        {0, COLOR_YELLOW, -1}},
    [STYLE_BAD] = {{A_BOLD, OWN}, {A_BOLD, COLOR_RED, -1}, {0, 210, -1}, {0, 124, -1},
        {0, COLOR_RED, -1}},
    [STYLE_ERROR] = {{A_REVERSE | A_BOLD, OWN}, {A_BOLD, COLOR_WHITE, COLOR_RED},
        {A_BOLD, 255, 124}, {A_BOLD, 255, 124}, {A_BOLD, 255, 124}},
};

/* What is in force: there is one terminal. */
static struct {
    enum theme_palette palette;
    struct theme_ink inks[STYLE_COUNT];
} theme;

/* COLORFGBG is "15;0" or "0;default;15": its last number is the background. */
static enum theme_palette theme_guess_background(void)
{
    const char *given = getenv("COLORFGBG");
    const char *background = given ? strrchr(given, ';') : NULL;
    if (!background || background[1] < '0' || background[1] > '9')
        return INK_NEUTRAL;
    int color = atoi(background + 1);
    return color == 7 || color == 15 ? INK_LIGHT : INK_DARK;
}

static enum theme_palette theme_choose(const char *name)
{
    const char *no_color = getenv("NO_COLOR");
    if (strcmp(name, "none") == 0 || (no_color && *no_color) || !has_colors())
        return INK_NONE;
    start_color();
    use_default_colors();
    if (COLORS < 256)
        return INK_FEW;
    if (strcmp(name, "dark") == 0)
        return INK_DARK;
    return strcmp(name, "light") == 0 ? INK_LIGHT : theme_guess_background();
}

static attr_t theme_attributes_of(const struct coloring *coloring)
{
    static const struct {
        unsigned coloring;
        attr_t curses;
    } bits[] = {{COLORING_BOLD, A_BOLD}, {COLORING_DIM, A_DIM}, {COLORING_ITALIC, A_ITALIC},
        {COLORING_UNDERLINE, A_UNDERLINE}, {COLORING_REVERSE, A_REVERSE}};
    attr_t attributes = 0;
    for (size_t i = 0; i < sizeof bits / sizeof *bits; i++)
        if (coloring->attributes & bits[i].coloring)
            attributes |= bits[i].curses;
    return attributes;
}

/* A color that the terminal lacks becomes its default. */
static short theme_color_here(short color)
{
    return color < COLORS ? color : COLOR_OWN;
}

/* On a terminal without colors, a coloring without attributes would not show: the theme's is kept.
 */
static struct theme_ink theme_ink_of(enum style style, const struct colors *colors)
{
    const struct coloring *coloring = &colors->of[style];
    struct theme_ink ink = theme_inks[style][theme.palette];
    if (!colors->text[style] || (theme.palette == INK_NONE && !coloring->attributes))
        return ink;
    return (struct theme_ink){theme_attributes_of(coloring), theme_color_here(coloring->foreground),
        theme_color_here(coloring->background)};
}

void theme_start(const char *name, const struct colors *colors)
{
    assert(name && colors);
    theme.palette = theme_choose(name);
    for (int style = 0; style < STYLE_COUNT; style++) {
        struct theme_ink ink = theme_ink_of((enum style)style, colors);
        theme.inks[style] = ink;
        if (theme.palette != INK_NONE)
            init_pair((short)(style + 1), ink.foreground, ink.background);
    }
}

static short theme_pair_of(enum style style)
{
    return theme.palette == INK_NONE || style == STYLE_TEXT ? 0 : (short)(style + 1);
}

void theme_set(enum style style)
{
    assert((unsigned)style < STYLE_COUNT);
    attr_set(theme.inks[style].attributes, theme_pair_of(style), NULL);
}

void theme_restyle(int y, int x, int width, enum style style)
{
    assert((unsigned)style < STYLE_COUNT);
    mvchgat(y, x, width, theme.inks[style].attributes, theme_pair_of(style), NULL);
}
