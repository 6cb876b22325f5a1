/*
 * input.h: keys, pasted text, the mouse, signals and other programs' writes, as one stream of keys;
 * and the names of keys.
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
    K_PASTE,   /* with the text in pasted */
    K_CHANGED, /* another program wrote to the database */
    K_ENDED,   /* a program that runs beside the screen has ended (quiet_program.h) */
    K_ALARM,   /* the time of input_set_alarm has come */
    K_QUIT,    /* SIGTERM, SIGHUP or the terminal is gone: store drafts and leave */
};
#define K_CTRL(letter) ((uint32_t)(letter)&0x1f)

struct key {
    uint32_t code;      /* a code point or an enum key_special */
    int y, x, button;   /* K_MOUSE: 1 left, 2 double, 4 wheel up, 5 wheel down */
    const char *pasted; /* K_PASTE: valid until the next input_read */
    int64_t at;         /* when it was read, in milliseconds of a monotonic clock */
};

/* Begins to read keys; curses must have started. Watches the database at path, and its WAL, for
   writes of other programs. */
void input_start(const char *path);
void input_stop(void);

/* Stops the whole job as Ctrl-Z does in a shell; returns when it continues. screen_suspend must
   come before. */
void input_suspend(void);

/* Reads the next key. Without one, waits for it (block) or returns false. */
bool input_read(struct key *out, bool block);
bool input_waiting(void);           /* a key waits: long work pauses for it */
const struct key *input_next(void); /* the key that waits, which is not taken; NULL: none */
/* input_now: the key clock, in milliseconds. input_set_alarm: gives K_ALARM once, at that time of
   the key clock, when no key waits; 0: never. It replaces an alarm set before. */
int64_t input_now(void);
void input_set_alarm(int64_t at);
/* Whether the person pressed something, or does within so many milliseconds. */
bool input_pressed(int within);

/* During work that only Esc and Ctrl-C stop: whether one was pressed, or the program was asked to
   end. Other keys stay, in their order, for input_read. */
bool input_stops(void);

/* The name of a key in hints and in the settings: "C-r", "PgDn", "Space", "+". key_text's result
   is valid until its next call. key_parse: 0 if name is not a key. */
const char *key_text(uint32_t code);
uint32_t key_parse(const char *name);

/* Keys pressed one after the other: "u", "y,y". The places after the last key are 0. */
enum { STROKE_KEYS = 3, STROKE_TEXT_SIZE = STROKE_KEYS * 12 };
struct stroke {
    uint32_t keys[STROKE_KEYS];
};

/* The same for strokes. stroke_parse: the first key is 0 if text is not a stroke. */
const char *stroke_text(const struct stroke *stroke);
struct stroke stroke_parse(const char *text);
int stroke_length(const struct stroke *stroke);
bool stroke_equal(const struct stroke *a, const struct stroke *b);
/* Whether it begins with the keys of another stroke, of which there must be some. */
bool stroke_begins(const struct stroke *stroke, const struct stroke *with);

#endif
