/*
 * terminal.h: a program in a pseudo-terminal that a test types into and looks at.
 *
 * Nothing here sleeps and hopes: every wait is for something that shows, up to a deadline that is
 * long enough for a slow machine, and a wait that was in vain fails the test with the screen.
 */
#ifndef LI_TESTS_SUPPORT_TERMINAL_H
#define LI_TESTS_SUPPORT_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct terminal;

#define KEYS_UP "\033OA"
#define KEYS_DOWN "\033OB"
#define KEYS_RIGHT "\033OC"
#define KEYS_LEFT "\033OD"
#define KEYS_HOME "\033OH"
#define KEYS_END "\033OF"
#define KEYS_PAGE_UP "\033[5~"
#define KEYS_PAGE_DOWN "\033[6~"
#define KEYS_DELETE "\033[3~"
#define KEYS_BACK_TAB "\033[Z"
#define KEYS_BACKSPACE "\177"
#define KEYS_ESCAPE "\033"
#define KEYS_ENTER "\r"
#define CTRL(letter) ((char[]){(letter)&0x1f, '\0'})

/* Starts the program argv (NULL-terminated, found in PATH) with this process's environment. */
struct terminal *terminal_start(int rows, int columns, const char *const *argv);
void terminal_free(struct terminal *terminal); /* closes it on what still runs; NULL is allowed */

pid_t terminal_pid(const struct terminal *terminal);
void terminal_type(struct terminal *terminal, const char *keys);
void terminal_resize(struct terminal *terminal, int rows, int columns);

/* The screen as UTF-8 lines, each ending in a newline, trailing blanks gone. The caller frees it.
 */
char *terminal_screen(struct terminal *terminal);
bool terminal_alternate(const struct terminal *terminal); /* the alternate screen is up */
/* As a shell needs it: no alternate screen, the cursor shown, lines edited and echoed. */
bool terminal_restored(const struct terminal *terminal);
const char *terminal_title(const struct terminal *terminal);
/* Every byte the program wrote so far. Valid until the next call of anything here. */
const char *terminal_bytes(const struct terminal *terminal, size_t *size);

/* Waits until the screen holds the text (or no longer holds it). */
void terminal_shows(struct terminal *terminal, const char *text);
void terminal_hides(struct terminal *terminal, const char *text);
/* The same for anything that can be asked; what names it when it never comes. */
void terminal_until(struct terminal *terminal, bool (*holds)(struct terminal *terminal, void *arg),
    void *arg, const char *what);
/* Waits until the program has read all that was typed, has written its answer, and sleeps: for
   tests that go by what a key did. It ends at once where the program did. */
void terminal_settle(struct terminal *terminal);
/* Takes in what the program writes for a moment without asserting anything. False: it ended. */
bool terminal_look(struct terminal *terminal, int milliseconds);

/* Waits until the program ends; its status as waitpid gives it. */
int terminal_end(struct terminal *terminal);
/* Closes the window on the program, which may still put its things in order, as one that is killed
   could not; its status. What remains is to free the terminal. */
int terminal_hang_up(struct terminal *terminal);

/* Waits until the screen is what tests/tty/screens/NAME.COLUMNSxROWS.txt holds, times of day masked
   on both sides; in vain, the test fails with both. LIAISE_UPDATE=1 writes the file instead. */
void terminal_expect(struct terminal *terminal, const char *name);

#endif
