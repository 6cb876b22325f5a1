/*
 * terminal.c: the pseudo-terminal (forkpty) and the terminal behind it (libvterm).
 */
#include "tests/support/terminal.h"
#include "data/base/memory.h"
#include "tests/support/check.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

enum { DEADLINE = 15000 /* milliseconds */, GLANCE = 20, STILL = 50, QUIET = 300 };

struct terminal {
    pid_t pid;
    int master, status;
    bool ended;             /* the program, and status says how */
    bool alternate, hidden; /* hidden: the cursor */
    int rows, columns;
    VTerm *vterm;
    VTermScreen *screen;
    char title[256];
    char *bytes;
    size_t size, room;
};

static long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (long)time.tv_sec * 1000 + (long)time.tv_nsec / 1000000;
}

static int property(VTermProp prop, VTermValue *value, void *arg)
{
    struct terminal *terminal = arg;
    if (prop == VTERM_PROP_ALTSCREEN)
        terminal->alternate = value->boolean;
    else if (prop == VTERM_PROP_CURSORVISIBLE)
        terminal->hidden = !value->boolean;
    else if (prop == VTERM_PROP_TITLE)
        snprintf(terminal->title, sizeof terminal->title, "%s", value->string);
    return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = property};

/* libvterm begins its alternate screen with whatever was in memory. */
static const char clear[] = "\033[?1049h\033[2J\033[?1049l\033[2J";

struct terminal *terminal_start(int rows, int columns, const char *const *argv)
{
    struct terminal *terminal = calloc(1, sizeof *terminal);
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    assert_non_null(terminal);
    *terminal =
        (struct terminal){.rows = rows, .columns = columns, .vterm = vterm_new(rows, columns)};
    vterm_set_utf8(terminal->vterm, 1);
    terminal->screen = vterm_obtain_screen(terminal->vterm);
    vterm_screen_set_callbacks(terminal->screen, &callbacks, terminal);
    vterm_screen_enable_altscreen(terminal->screen, 1);
    vterm_screen_reset(terminal->screen, 1);
    vterm_input_write(terminal->vterm, clear, sizeof clear - 1);
    terminal->pid = forkpty(&terminal->master, NULL, NULL, &size);
    assert_true(terminal->pid >= 0);
    if (terminal->pid == 0) {
        execvp(argv[0], (char *const *)argv);
        perror(argv[0]);
        _exit(127);
    }
    /* What is started later must not hold it open. */
    fcntl(terminal->master, F_SETFD, FD_CLOEXEC);
    return terminal;
}

static void reap(struct terminal *terminal, int how)
{
    if (!terminal->ended && waitpid(terminal->pid, &terminal->status, how) == terminal->pid)
        terminal->ended = true;
}

int terminal_hang_up(struct terminal *terminal)
{
    enum { PATIENCE = 10000 /* ms */ };
    const struct timespec moment = {.tv_nsec = 1000000};
    if (terminal->master >= 0)
        close(terminal->master);
    terminal->master = -1;
    reap(terminal, WNOHANG);
    for (int i = 0; i < PATIENCE && !terminal->ended; i++) {
        nanosleep(&moment, NULL);
        reap(terminal, WNOHANG);
    }
    if (!terminal->ended) {
        kill(terminal->pid, SIGKILL);
        reap(terminal, 0);
    }
    return terminal->status;
}

void terminal_free(struct terminal *terminal)
{
    if (!terminal)
        return;
    terminal_hang_up(terminal);
    vterm_free(terminal->vterm);
    free(terminal->bytes);
    free(terminal);
}

pid_t terminal_pid(const struct terminal *terminal)
{
    return terminal->pid;
}

const char *terminal_title(const struct terminal *terminal)
{
    return terminal->title;
}

bool terminal_alternate(const struct terminal *terminal)
{
    return terminal->alternate;
}

bool terminal_restored(const struct terminal *terminal)
{
    const tcflag_t usual = ICANON | ECHO | ISIG;
    struct termios modes;
    return !terminal->alternate && !terminal->hidden && tcgetattr(terminal->master, &modes) == 0 &&
           (modes.c_lflag & usual) == usual && (modes.c_oflag & OPOST);
}

const char *terminal_bytes(const struct terminal *terminal, size_t *size)
{
    *size = terminal->size;
    return terminal->bytes ? terminal->bytes : "";
}

static void keep(struct terminal *terminal, const char *bytes, size_t size)
{
    if (terminal->size + size + 1 > terminal->room) {
        terminal->room = 2 * (terminal->size + size + 1);
        terminal->bytes = realloc(terminal->bytes, terminal->room);
        assert_non_null(terminal->bytes);
    }
    memcpy(terminal->bytes + terminal->size, bytes, size);
    terminal->size += size;
    terminal->bytes[terminal->size] = '\0';
}

static void send_bytes(struct terminal *terminal, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t sent = write(terminal->master, bytes, size);
        if (sent <= 0)
            return;
        bytes += sent;
        size -= (size_t)sent;
    }
}

void terminal_type(struct terminal *terminal, const char *keys)
{
    send_bytes(terminal, keys, strlen(keys));
}

/* What the terminal answers to questions the program asked of it. */
static void answer(struct terminal *terminal)
{
    char bytes[256];
    send_bytes(terminal, bytes, vterm_output_read(terminal->vterm, bytes, sizeof bytes));
}

bool terminal_look(struct terminal *terminal, int milliseconds)
{
    struct pollfd wait = {.fd = terminal->master, .events = POLLIN};
    char bytes[4096];
    while (poll(&wait, 1, milliseconds) > 0) {
        ssize_t size = read(terminal->master, bytes, sizeof bytes);
        if (size <= 0) { /* EIO: no program has the terminal any more */
            reap(terminal, 0);
            return false;
        }
        vterm_input_write(terminal->vterm, bytes, (size_t)size);
        keep(terminal, bytes, (size_t)size);
        answer(terminal);
        milliseconds = 0;
    }
    return true;
}

void terminal_resize(struct terminal *terminal, int rows, int columns)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    terminal_look(terminal, 0);
    terminal->rows = rows;
    terminal->columns = columns;
    vterm_set_size(terminal->vterm, rows, columns);
    assert_int_equal(ioctl(terminal->master, TIOCSWINSZ, &size), 0);
}

/* Writes a code point as UTF-8. */
static void put(uint32_t code, FILE *out)
{
    if (code < 0x80) {
        fputc((int)code, out);
        return;
    }
    int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    fputc((int)(((0xff00u >> (more + 1)) & 0xff) | (code >> (6 * more))), out);
    while (more-- > 0)
        fputc((int)(0x80 | ((code >> (6 * more)) & 0x3f)), out);
}

static void put_line(struct terminal *terminal, int row, FILE *out)
{
    int blanks = 0;
    VTermScreenCell cell;
    for (int column = 0; column<terminal->columns; column += cell.width> 1 ? cell.width : 1) {
        VTermPos at = {.row = row, .col = column};
        vterm_screen_get_cell(terminal->screen, at, &cell);
        if (cell.chars[0] == 0 || cell.chars[0] == ' ') {
            blanks++;
            continue;
        }
        for (; blanks > 0; blanks--)
            fputc(' ', out);
        for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] != 0; i++)
            put(cell.chars[i], out);
    }
    fputc('\n', out);
}

char *terminal_screen(struct terminal *terminal)
{
    char *text = NULL;
    FILE *out = li_text_open(&text);
    assert_non_null(out);
    for (int row = 0; row < terminal->rows; row++)
        put_line(terminal, row, out);
    li_text_close(out);
    return text;
}

static void fail_with_screen(struct terminal *terminal, const char *what)
{
    char *screen = terminal_screen(terminal);
    fprintf(stderr, "Never came: %s. The screen%s:\n%s", what,
        terminal->ended ? " when the program had ended" : "", screen);
    free(screen);
    fail();
}

/* Whether it holds before the deadline. */
static bool waited(
    struct terminal *terminal, bool (*holds)(struct terminal *terminal, void *arg), void *arg)
{
    long end = now() + DEADLINE;
    bool alive = true;
    while (!holds(terminal, arg)) {
        if (!alive || now() > end)
            return false;
        alive = terminal_look(terminal, GLANCE);
    }
    return true;
}

void terminal_until(struct terminal *terminal, bool (*holds)(struct terminal *terminal, void *arg),
    void *arg, const char *what)
{
    if (!waited(terminal, holds, arg))
        fail_with_screen(terminal, what);
}

static bool holds_text(struct terminal *terminal, void *text)
{
    char *screen = terminal_screen(terminal);
    bool found = strstr(screen, text) != NULL;
    free(screen);
    return found;
}

static bool lacks_text(struct terminal *terminal, void *text)
{
    return !holds_text(terminal, text);
}

void terminal_shows(struct terminal *terminal, const char *text)
{
    terminal_until(terminal, holds_text, (void *)text, text);
}

void terminal_hides(struct terminal *terminal, const char *text)
{
    if (!waited(terminal, lacks_text, (void *)text)) {
        fprintf(stderr, "Never went away: ");
        fail_with_screen(terminal, text);
    }
}

/* Whether nothing typed is left unread. */
static bool has_read_all(struct terminal *terminal)
{
    int unread = 0;
    const char *name = ptsname(terminal->master);
    int keyboard = name ? open(name, O_RDONLY | O_NOCTTY | O_CLOEXEC) : -1;
    bool all = keyboard < 0 || ioctl(keyboard, FIONREAD, &unread) != 0 || unread == 0;
    if (keyboard >= 0)
        close(keyboard);
    return all;
}

/* Whether the program waits for something, rather than for a processor that others have. */
static bool is_asleep(struct terminal *terminal)
{
    char path[64], state = 0;
    snprintf(path, sizeof path, "/proc/%ld/stat", (long)terminal->pid);
    FILE *in = fopen(path, "r");
    if (!in)
        return true;
    bool told = fscanf(in, "%*d (%*[^)]) %c", &state) == 1;
    fclose(in);
    return !told || state == 'S' || state == 'Z';
}

/* Longer than a lone Esc is waited on. */
static bool is_still(struct terminal *terminal, void *arg)
{
    size_t before = terminal->size;
    (void)arg;
    bool idle = is_asleep(terminal) && has_read_all(terminal);
    bool alive = terminal_look(terminal, STILL);
    return !alive || (idle && terminal->size == before && is_asleep(terminal));
}

void terminal_settle(struct terminal *terminal)
{
    terminal_until(terminal, is_still, NULL, "an end of what the keys began");
}

static bool has_ended(struct terminal *terminal, void *arg)
{
    (void)arg;
    reap(terminal, WNOHANG);
    return terminal->ended;
}

int terminal_end(struct terminal *terminal)
{
    terminal_until(terminal, has_ended, NULL, "the end of the program");
    terminal_look(terminal, 0);
    return terminal->status;
}

/* A time of day, and the day before it, are never the same twice: "2026-06-30 09:14" -> #s. */
static void mask(char *text)
{
    static const char *const shapes[] = {"####-##-## ##:##", "##:##"};
    for (size_t shape = 0; shape < 2; shape++) {
        size_t length = strlen(shapes[shape]);
        for (char *at = text; strlen(at) >= length; at++) {
            size_t same = 0;
            while (same < length && (shapes[shape][same] == '#' ? at[same] >= '0' && at[same] <= '9'
                                                                : at[same] == shapes[shape][same]))
                same++;
            if (same == length)
                memcpy(at, shapes[shape], length);
        }
    }
}

static char *read_file(const char *path)
{
    char *text = NULL;
    size_t room = 0;
    FILE *in = fopen(path, "r");
    if (!in)
        return strdup("");
    if (getdelim(&text, &room, '\0', in) < 0) {
        free(text);
        text = strdup("");
    }
    fclose(in);
    return text;
}

static bool equals_screen(struct terminal *terminal, void *wanted)
{
    char *screen = terminal_screen(terminal);
    mask(screen);
    bool equal = strcmp(screen, wanted) == 0;
    free(screen);
    return equal;
}

/* Whether nothing new came for a while: only for writing expectations. */
static bool is_quiet(struct terminal *terminal, void *arg)
{
    size_t before = terminal->size;
    (void)arg;
    terminal_look(terminal, QUIET);
    return terminal->size == before;
}

static void write_screen(struct terminal *terminal, const char *path)
{
    terminal_until(terminal, is_quiet, NULL, "a screen that stands still");
    char *screen = terminal_screen(terminal);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    mask(screen);
    fputs(screen, out);
    fclose(out);
    free(screen);
}

/* Both screens, line by line where they differ. */
static void show_difference(const char *wanted, const char *seen)
{
    for (int line = 1; *wanted || *seen; line++) {
        size_t a = strcspn(wanted, "\n"), b = strcspn(seen, "\n");
        bool same = a == b && memcmp(wanted, seen, a) == 0;
        fprintf(stderr, "%2d %c|%.*s\n", line, same ? ' ' : '-', (int)a, wanted);
        if (!same)
            fprintf(stderr, "   +|%.*s\n", (int)b, seen);
        wanted += a + (wanted[a] == '\n');
        seen += b + (seen[b] == '\n');
    }
}

void terminal_expect(struct terminal *terminal, const char *name)
{
    char path[1024];
    const char *source = getenv("SOURCE");
    snprintf(path, sizeof path, "%s/tests/tty/screens/%s.%dx%d.txt", source ? source : ".", name,
        terminal->columns, terminal->rows);
    if (getenv("LIAISE_UPDATE")) {
        write_screen(terminal, path);
        return;
    }
    char *wanted = read_file(path);
    bool same = waited(terminal, equals_screen, wanted);
    if (!same) {
        char *screen = terminal_screen(terminal);
        mask(screen);
        fprintf(stderr, "%s: - wanted, + seen (LIAISE_UPDATE=1 takes what is seen):\n", path);
        show_difference(wanted, screen);
        free(screen);
    }
    free(wanted);
    assert_true(same);
}
