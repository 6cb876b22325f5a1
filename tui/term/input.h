/*
 * input.h: what the person does: keys, pasted text, the mouse; and waiting for it.
 */
#ifndef LI_TUI_TERM_INPUT_H
#define LI_TUI_TERM_INPUT_H

#include <stdbool.h>
#include <stdint.h>

enum key_special { /* beyond Unicode */
    KEY_IS_SPECIAL = 0x200000,
    K_UP = KEY_IS_SPECIAL,
    K_DOWN,
    K_LEFT,
    K_RIGHT,
    K_PAGE_UP,
    K_PAGE_DOWN,
    K_HOME,
    K_END,
    K_INSERT,
    K_DELETE,
    K_BACKSPACE,
    K_ENTER,
    K_ESCAPE,
    K_TAB,
    K_BACK_TAB,
    K_F1, /* to K_F1 + 11 */
    K_RESIZE = K_F1 + 12,
    K_MOUSE,
    K_PASTE,   /* pasted holds the text */
    K_CHANGED, /* another program wrote to the database */
    K_QUIT,    /* SIGTERM or SIGHUP: store drafts and leave */
};
#define K_CTRL(letter) ((uint32_t)(letter)&0x1f)

struct key {
    uint32_t code;      /* a code point or an enum key_special */
    int y, x, button;   /* K_MOUSE: 1 left, 2 double, 4 wheel up, 5 wheel down */
    const char *pasted; /* K_PASTE: valid until the next input_read */
    int64_t at;         /* when it was read: milliseconds since whenever */
};

/* Reads keys from the terminal curses holds; watches the file at path (a database: its WAL) for
 * writes of others. */
void input_start(const char *path);
void input_stop(void);

/* Stops the whole job as Ctrl-Z does in a shell, and returns when it goes on. The terminal must be
   given back before. */
void input_suspend(void);

/* Waits for the next key. block false: returns false at once when none is there. */
bool input_read(struct key *out, bool block);
bool input_waiting(void);           /* a key is there now: long work stops and looks */
const struct key *input_next(void); /* that key, which stays there; NULL: none */
/* Whether the person did something, or does within that many milliseconds. */
bool input_pressed(int within);

/* Whether Esc or Ctrl-C was pressed, or the program asked to end, while work went on that no other
   key stops: those are kept for input_read, in their order. */
bool input_stops(void);

/* "C-r", "PgDn", "Space", "+": as shown in hints and written in the settings. key_text's result is
   valid until the next call; key_parse gives 0 for what is no key. */
const char *key_text(uint32_t code);
uint32_t key_parse(const char *name);

/* Keys pressed one after the other, the rest 0: "u", "y,y". */
enum { STROKE_KEYS = 3, STROKE_TEXT_SIZE = STROKE_KEYS * 12 };
struct stroke {
    uint32_t keys[STROKE_KEYS];
};

/* The same for strokes; of what is none the first key is 0. */
const char *stroke_text(const struct stroke *stroke);
struct stroke stroke_parse(const char *text);
int stroke_length(const struct stroke *stroke);
bool stroke_equal(const struct stroke *a, const struct stroke *b);
/* Whether the keys of with, which are some, come first in it. */
bool stroke_begins(const struct stroke *stroke, const struct stroke *with);

#endif
