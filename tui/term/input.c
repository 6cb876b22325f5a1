/*
 * input.c: one stream of keys from three descriptors: the terminal, a signalfd, an inotify watch.
 * An idle program sleeps in poll until one of them has something, or until the time of the alarm,
 * if one is set. Only for a while after a write to the database does it wake up by itself, because
 * a commit is written before it can be seen.
 *
 * What holds between calls:
 *
 * 1. Before input_start and after input_stop, keys and bytes are NULL and signals and watch are -1.
 * 2. next is a key only while ahead is set; it comes before those in queue, and they before what
 *    the descriptors have.
 * 3. queue has at most one K_CHANGED.
 * 4. The text of a paste is owned by its key in next or queue until input_read returns that key;
 *    then by pasted, until the next input_read.
 * 5. recheck is the number of milliseconds after which K_CHANGED comes again; 0: not until a write.
 * 6. alarm is 0 once K_ALARM was given for it.
 */
#include "tui/term/input.h"
#include "data/base/memory.h"
#include "tui/term/mouse.h"
#include "tui/term/screen.h"
#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <ncurses.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>
#include <utf8proc.h>

enum { PASTE_BEGIN = KEY_MAX + 100, PASTE_PATIENCE = 500 /* ms */ };
enum { RECHECK_FIRST = 10 /* ms */, RECHECK_LAST = 2000 };
static const char input_paste_begins[] = "\033[200~", paste_ends[] = "\033[201~";

static struct {
    WINDOW *keys;  /* pads, not stdscr: reading from them paints nothing */
    WINDOW *bytes; /* the same without the parsing of keys, for pastes */
    int signals, watch;
    int recheck;
    int64_t alarm;
    sigset_t blocked, before;
    bool ahead; /* next was read ahead */
    struct key next;
    struct key *queue;
    size_t queue_count;
    char *pasted;
} input = {.signals = -1, .watch = -1};

static const struct {
    int curses;
    uint32_t code;
} input_specials[] = {
    {KEY_UP, K_UP},
    {KEY_DOWN, K_DOWN},
    {KEY_LEFT, K_LEFT},
    {KEY_RIGHT, K_RIGHT},
    {KEY_PPAGE, K_PAGE_UP},
    {KEY_NPAGE, K_PAGE_DOWN},
    {KEY_HOME, K_HOME},
    {KEY_END, K_END},
    {KEY_IC, K_INSERT},
    {KEY_DC, K_DELETE},
    {KEY_BACKSPACE, K_BACKSPACE},
    {KEY_ENTER, K_ENTER},
    {KEY_BTAB, K_BACK_TAB},
};

static const struct {
    wint_t byte;
    uint32_t code;
} input_controls[] = {
    {'\r', K_ENTER}, {'\n', K_ENTER}, {'\t', K_TAB}, {'\b', K_BACKSPACE}, {0x7f, K_BACKSPACE}};

static WINDOW *input_pad_without_delay(bool parses)
{
    WINDOW *pad = newpad(1, 1);
    if (!pad)
        li_out_of_memory();
    keypad(pad, parses);
    nodelay(pad, TRUE);
    return pad;
}

/* The WAL grows with every commit of any program; the file itself changes at a checkpoint. */
static void input_watch_database(const char *path)
{
    char *wal = li_format("%s-wal", path);
    input.watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (input.watch >= 0) {
        inotify_add_watch(input.watch, path, IN_MODIFY);
        inotify_add_watch(input.watch, wal, IN_MODIFY);
    }
    free(wal);
}

void input_start(const char *path)
{
    assert(path && !input.keys);
    static const int signals[] = {SIGWINCH, SIGTERM, SIGHUP, SIGTSTP, SIGINT, SIGCHLD};
    sigemptyset(&input.blocked);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaddset(&input.blocked, signals[i]);
    sigprocmask(SIG_BLOCK, &input.blocked, &input.before);
    input.signals = signalfd(-1, &input.blocked, SFD_NONBLOCK | SFD_CLOEXEC);
    input_watch_database(path);
    input.keys = input_pad_without_delay(true);
    input.bytes = input_pad_without_delay(false);
    define_key(input_paste_begins, PASTE_BEGIN);
}

/* What is pending would end the program as it leaves: SIGHUP where the terminal's end was read
   first. */
static void input_drop_signals(void)
{
    struct signalfd_siginfo info;
    while (read(input.signals, &info, sizeof info) == sizeof info)
        ;
}

void input_stop(void)
{
    assert(input.keys);
    input_drop_signals();
    delwin(input.keys);
    delwin(input.bytes);
    close(input.signals);
    if (input.watch >= 0)
        close(input.watch);
    free(input.pasted);
    if (input.ahead)
        free((char *)input.next.pasted);
    for (size_t i = 0; i < input.queue_count; i++)
        free((char *)input.queue[i].pasted);
    free(input.queue);
    sigprocmask(SIG_SETMASK, &input.before, NULL);
    memset(&input, 0, sizeof input);
    input.signals = input.watch = -1;
}

void input_suspend(void)
{
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    signal(SIGTSTP, SIG_DFL); /* curses has set its own handler */
    kill(0, SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &stop, NULL); /* stops here */
    sigprocmask(SIG_BLOCK, &stop, NULL);
}

static bool input_wait_for(int fd, int milliseconds)
{
    struct pollfd one = {.fd = fd, .events = POLLIN};
    return poll(&one, 1, milliseconds) > 0;
}

static void input_put_character(wint_t c, FILE *out)
{
    utf8proc_uint8_t bytes[4] = {0};
    fwrite(bytes, 1, (size_t)utf8proc_encode_char((utf8proc_int32_t)c, bytes), out);
}

/* The text up to the mark that ends a paste; line ends (\r, \n, \r\n) become \n. */
static char *input_read_paste(void)
{
    char *text = NULL;
    size_t length = 0, end = sizeof paste_ends - 1;
    FILE *out = li_text_open(&text);
    wint_t c, before = 0;
    bool whole = false;
    while (!whole) {
        int got = wget_wch(input.bytes, &c);
        if (got == ERR && !input_wait_for(STDIN_FILENO, PASTE_PATIENCE))
            break;
        if (got == OK && !(c == '\n' && before == '\r'))
            input_put_character(c == '\r' ? '\n' : c, out);
        before = got == OK ? c : 0;
        fflush(out);
        length = (size_t)ftell(out);
        whole = length >= end && strcmp(text + length - end, paste_ends) == 0;
    }
    li_text_close(out);
    if (whole)
        text[length - end] = '\0';
    return text;
}

int64_t input_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool input_take_mouse(struct key *out)
{
    *out = (struct key){.code = K_MOUSE};
    return mouse_take(input_now(), &out->y, &out->x, &out->button);
}

static bool input_special_key(wint_t curses, struct key *out)
{
    if (curses == KEY_MOUSE) {
        mouse_gather();
        return input_take_mouse(out);
    }
    if (curses == PASTE_BEGIN) {
        out->code = K_PASTE;
        out->pasted = input_read_paste();
        return true;
    }
    if (curses > KEY_F0 && curses <= KEY_F(12)) {
        out->code = K_F1 + (uint32_t)(curses - KEY_F(1));
        return true;
    }
    for (size_t i = 0; i < sizeof input_specials / sizeof *input_specials && !out->code; i++)
        if ((wint_t)input_specials[i].curses == curses)
            out->code = input_specials[i].code;
    return out->code != 0;
}

/* Esc followed at once by more is a sequence that curses doesn't know, or a key pressed with Alt:
   it is read to its end, so that no part of it counts as a key. */
static bool input_lone_escape(void)
{
    wint_t c;
    int got = wget_wch(input.keys, &c);
    if (got == ERR)
        return true;
    if (got == KEY_CODE_YES)
        return false;
    if (c == 'O')
        wget_wch(input.bytes, &c);
    else if (c == '[')
        while (wget_wch(input.bytes, &c) == OK && (c < '@' || c > '~'))
            ;
    return false;
}

static bool input_plain_key(wint_t c, struct key *out)
{
    for (size_t i = 0; i < sizeof input_controls / sizeof *input_controls; i++)
        if (input_controls[i].byte == c)
            out->code = input_controls[i].code;
    if (out->code)
        return true;
    out->code = c == 27 ? K_ESCAPE : (uint32_t)c;
    return c == 27 ? input_lone_escape() : c != 0;
}

static bool input_read_terminal(struct key *out)
{
    wint_t c;
    int got;
    if (input_take_mouse(out))
        return true;
    while ((got = wget_wch(input.keys, &c)) != ERR) {
        *out = (struct key){0};
        if (got == KEY_CODE_YES ? input_special_key(c, out) : input_plain_key(c, out))
            return true;
    }
    return false;
}

static bool input_read_signal(struct key *out)
{
    static const struct {
        uint32_t signal, code;
    } meant[] = {{SIGWINCH, K_RESIZE}, {SIGTERM, K_QUIT}, {SIGHUP, K_QUIT}, {SIGTSTP, K_CTRL('z')},
        {SIGINT, K_CTRL('c')}, {SIGCHLD, K_ENDED}};
    struct signalfd_siginfo info;
    *out = (struct key){0};
    if (read(input.signals, &info, sizeof info) != sizeof info)
        return false;
    for (size_t i = 0; i < sizeof meant / sizeof *meant; i++)
        if (meant[i].signal == info.ssi_signo)
            out->code = meant[i].code;
    return out->code != 0;
}

/* Has the database looked at again, less and less often, for as long as a slow disk may take. */
static void input_recheck(struct key *out)
{
    *out = (struct key){.code = K_CHANGED};
    input.recheck = input.recheck < RECHECK_LAST ? input.recheck * 2 : 0;
}

static bool input_read_watch(struct key *out)
{
    _Alignas(struct inotify_event) char events[4096];
    bool any = false;
    while (input.watch >= 0 && read(input.watch, events, sizeof events) > 0)
        any = true;
    *out = (struct key){.code = K_CHANGED};
    if (any)
        input.recheck = RECHECK_FIRST;
    return any;
}

static bool input_read_any(struct key *out)
{
    return input_read_signal(out) || input_read_terminal(out) || input_read_watch(out);
}

void input_set_alarm(int64_t at)
{
    assert(at >= 0);
    input.alarm = at;
}

/* The milliseconds until the database is looked at again or the alarm comes; -1: neither will. */
static int input_patience(void)
{
    int64_t left = input.alarm ? input.alarm - input_now() : INT_MAX;
    if (!input.alarm && !input.recheck)
        return -1;
    left = input.recheck && input.recheck < left ? input.recheck : left;
    return left < 0 ? 0 : left < INT_MAX ? (int)left : INT_MAX;
}

static bool input_take_alarm(struct key *out)
{
    if (!input.alarm || input_now() < input.alarm)
        return false;
    input.alarm = 0;
    *out = (struct key){.code = K_ALARM};
    return true;
}

/* Waits. True: *out is a key, K_QUIT if the terminal is gone. */
static bool input_wait_for_any(struct key *out)
{
    struct pollfd all[] = {{.fd = STDIN_FILENO, .events = POLLIN},
        {.fd = input.signals, .events = POLLIN}, {.fd = input.watch, .events = POLLIN}};
    int ready = poll(all, sizeof all / sizeof *all, input_patience());
    if (ready == 0 && input_take_alarm(out))
        return true;
    if (ready == 0 && input.recheck) {
        input_recheck(out);
        return true;
    }
    *out = (struct key){.code = K_QUIT};
    return (all[0].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
}

static bool input_read_queue(struct key *out)
{
    if (input.queue_count == 0)
        return false;
    *out = input.queue[0];
    memmove(input.queue, input.queue + 1, --input.queue_count * sizeof *input.queue);
    return true;
}

/* Invariants 1 to 3. */
static void input_check(void)
{
    int changed = 0;
    for (size_t i = 0; i < input.queue_count; i++)
        changed += input.queue[i].code == K_CHANGED;
    assert(input.keys && input.bytes && input.signals >= 0);
    assert(changed <= 1 && (input.queue_count == 0 || input.queue));
    (void)changed;
}

bool input_waiting(void)
{
    if (!input.ahead)
        input.ahead = input_read_queue(&input.next) || input_read_any(&input.next);
    return input.ahead;
}

const struct key *input_next(void)
{
    return input_waiting() ? &input.next : NULL;
}

static bool input_is_stop(const struct key *key)
{
    return key->code == K_ESCAPE || key->code == K_CTRL('c');
}

/* One K_CHANGED in the queue is enough. */
static void input_enqueue(const struct key *key)
{
    for (size_t i = 0; key->code == K_CHANGED && i < input.queue_count; i++)
        if (input.queue[i].code == K_CHANGED)
            return;
    input.queue = li_realloc(input.queue, input.queue_count + 1, sizeof *input.queue);
    input.queue[input.queue_count++] = *key;
}

static bool input_is_of_person(const struct key *key)
{
    return key->code != K_CHANGED && key->code != K_ENDED;
}

/* Puts a key that the person pressed before the rest. False: there is none. */
static bool input_overtakes(void)
{
    struct key key;
    if (!input_read_signal(&key) && !input_read_terminal(&key))
        return false;
    input_enqueue(&input.next);
    input.next = key;
    return true;
}

static bool input_is_pressed(void)
{
    if (!input_waiting())
        return false;
    while (!input_is_of_person(&input.next))
        if (!input_overtakes())
            return false;
    return true;
}

bool input_pressed(int within)
{
    assert(within >= 0);
    struct pollfd person[] = {
        {.fd = STDIN_FILENO, .events = POLLIN}, {.fd = input.signals, .events = POLLIN}};
    if (input_is_pressed())
        return true;
    return within > 0 && poll(person, sizeof person / sizeof *person, within) > 0 &&
           input_is_pressed();
}

bool input_stops(void)
{
    struct key key;
    input_check();
    if (input.ahead && input_is_stop(&input.next)) {
        input.ahead = false;
        return true;
    }
    while (input_read_any(&key)) {
        if (input_is_stop(&key))
            return true;
        input_enqueue(&key);
        if (key.code == K_QUIT)
            return true;
    }
    return false;
}

bool input_read(struct key *out, bool block)
{
    assert(out);
    input_check();
    free(input.pasted);
    input.pasted = NULL;
    while (!input_waiting()) {
        if (!block)
            return false;
        if (input_wait_for_any(out))
            return true;
    }
    input.ahead = false;
    *out = input.next;
    out->at = input_now();
    input.pasted = (char *)out->pasted;
    return true;
}
