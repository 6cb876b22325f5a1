/*
 * test_completion.c: completion in the real shells. Whatever a record's code holds: after Tab the
 * word on the line is exactly that one argument, and nothing in it was run.
 */
#include "tests/support/check.h"
#include "tests/support/screen_test.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What begins each code is no other's beginning. */
static const char *const codes[] = {
    "AT&T",
    "B$(touch${IFS}canary)`touch canary`${HOME}$HOME",
    "C 'single' \"double\"  spaces ",
    "D\nnew\nlines\n",
    "F\033[31m\007\177",
    "G*?[a-z]{x,y}~^%",
    "H=a:b,c@d+e",
    "I;touch canary|touch canary&touch canary>canary #",
    "J\\back\\\\slash!!$'",
    "K\xC3\x89\xE9\xAB\x98\xE2\x80\xAE",
    "L'",
    "M\"",
    "~root",
    "-rf;(touch canary)",
    "E\ttab",
};
enum { CODES = sizeof codes / sizeof *codes };

static const char setup[] =
    "set -e\n"
    "mkdir -p \"$HOME/bin\" \"$HOME/zsh\" \"$HOME/.config/fish/completions\"\n"
    "mkdir -p \"$HOME/.local/share/fish/generated_completions\"\n" /* else fish makes them */
    "cat >\"$HOME/bin/liaise\" <<'END'\n"
    "#!/bin/sh\n"
    "[ \"$1\" = completion ] && exec \"$LIAISE\" \"$@\"\n"
    "printf '%s\\0' \"$@\" >\"$HOME/words.new\"\n"
    "mv \"$HOME/words.new\" \"$HOME/words\"\n"
    "END\n"
    "chmod +x \"$HOME/bin/liaise\"\n"
    "liaise init --org Home >/dev/null\n"
    "liaise import all \"$HOME/hostile.json\" >/dev/null\n"
    "liaise completion bash >\"$HOME/liaise.bash\"\n"
    "liaise completion zsh >\"$HOME/zsh/_liaise\"\n"
    "liaise completion fish >\"$HOME/.config/fish/completions/liaise.fish\"\n"
    "touch \"$HOME/two \\$(touch canary) words.db\"\n"
    "echo \"PS1='ready> '; bind 'set enable-bracketed-paste off'; . ~/liaise.bash\" "
    ">\"$HOME/.bashrc\"\n"
    "cat >\"$HOME/.zshrc\" <<'END'\n"
    "PS1='ready> '; fpath=(~/zsh $fpath); autoload -Uz compinit; compinit -u\n"
    "unsetopt zle_bracketed_paste 2>/dev/null; unset zle_bracketed_paste; bindkey -e\n"
    "END\n"
    "cat >\"$HOME/.config/fish/config.fish\" <<'END'\n"
    "set fish_greeting; function fish_prompt; echo -n 'ready> '; end\n"
    "END\n";

static void put_json(FILE *out, const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < ' ' || *text == '"' || *text == '\\' || *text == '\177')
            fprintf(out, "\\u%04x", (unsigned)*text);
        else
            fputc(*text, out);
}

/* The way that judges no code: what another laptop shared may hold anything. */
static void write_hostile(const struct desk *desk)
{
    char path[128];
    snprintf(path, sizeof path, "%s/hostile.json", desk->home);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs(
        "{\"format\":\"liaise\",\"version\":1,\"org\":\"Home\",\"records\":{\"affiliate\":[", out);
    for (size_t i = 0; i < CODES; i++) {
        fprintf(out, "%s{\"id\":\"0190d3c8-7a3e-7cc1-9f0a-3b1f0d5e%04x\",\"code\":\"", i ? "," : "",
            (unsigned)i);
        put_json(out, codes[i]);
        fprintf(out,
            "\",\"name\":\"Number $(touch canary) %zu\",\"kind\":\"state\",\"status\":\"active\"}",
            i);
    }
    fputs("]}}\n", out);
    assert_int_equal(fclose(out), 0);
}

/* Starts the shell, or skips the test where there is none. */
static void shell_open(struct desk *desk, const char *shell, const char *const *argv)
{
    char line[64], *path = NULL;
    snprintf(line, sizeof line, "command -v %s >/dev/null", shell);
    if (system(line) != 0)
        skip();
    const char *program = getenv("LIAISE");
    char *whole = realpath(program ? program : "./liaise", NULL);
    assert_non_null(whole);
    setenv("LIAISE", whole, 1);
    free(whole);
    desk_open_empty(desk);
    write_hostile(desk);
    desk_run(desk, setup);
    assert_true(asprintf(&path, "%s/bin:%s", desk->home, getenv("PATH")) > 0);
    setenv("PATH", path, 1);
    free(path);
    unsetenv("ZDOTDIR");
    unsetenv("PS1");
    terminal_shows(desk_start_with(desk, 24, 100, argv), "ready>");
    terminal_type(desk->terminal, "cd; clear\r");
}

static bool is_run(struct terminal *terminal, void *path)
{
    (void)terminal;
    return access(path, R_OK) == 0;
}

/* Types the keys and Enter; the words are then what the program was given. */
static void expect_words(struct desk *desk, const char *keys, const char *words, size_t size)
{
    char path[128], canary[128], got[512];
    snprintf(path, sizeof path, "%s/words", desk->home);
    snprintf(canary, sizeof canary, "%s/canary", desk->home);
    unlink(path);
    terminal_type(desk->terminal, keys);
    terminal_type(desk->terminal, "\r");
    terminal_until(desk->terminal, is_run, path, keys);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    size_t length = fread(got, 1, sizeof got, file);
    fclose(file);
    if (length != size || memcmp(got, words, size) != 0) {
        print_error("%s gave:", keys);
        for (size_t i = 0; i < length; i++)
            print_error(got[i] > ' ' && got[i] < '\177' ? "%c" : "\\x%02x", (unsigned char)got[i]);
        print_error("\n");
        fail();
    }
    if (access(canary, F_OK) == 0)
        fail_msg("%s ran what a code holds.", keys);
}

/* show affiliate CODE, from what is typed of the code. */
static void expect_code(struct desk *desk, const char *typed, const char *code)
{
    char keys[128], words[256];
    snprintf(keys, sizeof keys, "liaise show affiliate %s\t", typed);
    size_t start = (size_t)snprintf(words, sizeof words, "show%caffiliate%c", 0, 0);
    strcpy(words + start, code);
    expect_words(desk, keys, words, start + strlen(code) + 1);
}

static void expect_all(struct desk *desk, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char typed[8];
        const char first = codes[i][0];
        snprintf(typed, sizeof typed, first == '~' ? "\\~" : first == '-' ? "-r" : "%c", first);
        expect_code(desk, typed, codes[i]);
        if (first == '~' || first == '-')
            continue;
        snprintf(typed, sizeof typed, "'%c", first);
        expect_code(desk, typed, codes[i]);
        snprintf(typed, sizeof typed, "\"%c", first);
        expect_code(desk, typed, codes[i]);
    }
    expect_code(desk, "AT\\&", "AT&T");
    expect_code(desk, "'AT&", "AT&T");
    expect_code(desk, "\"AT&", "AT&T");
    expect_code(desk, "H=a:", "H=a:b,c@d+e");
    expect_code(desk, "C\\ \\'si", codes[2]);
    static const char value[] = "add\0person\0organization=AT&T";
    expect_words(desk, "liaise add person organ\tA\t", value, sizeof value);
    static const char choice[] = "add\0affiliate\0kind=state";
    expect_words(desk, "liaise add affiliate ki\tsta\t", choice, sizeof choice);
    static const char file[] = "backup\0two $(touch canary) words.db";
    expect_words(desk, "liaise backup two\t", file, sizeof file);
}

static void test_bash(void **state)
{
    struct desk desk;
    (void)state;
    shell_open(&desk, "bash", (const char *const[]){"bash", "--noprofile", "-i", NULL});
    expect_all(&desk, CODES);
    expect_code(&desk, "'A'T", "AT&T");
    expect_code(&desk, "$'A", "AT&T");
    desk_close(&desk);
}

static void test_zsh(void **state)
{
    struct desk desk;
    (void)state;
    shell_open(&desk, "zsh", (const char *const[]){"zsh", "-d", "-i", NULL});
    expect_all(&desk, CODES);
    desk_close(&desk);
}

/* Of a code that holds a tab fish cannot be told. */
static void test_fish(void **state)
{
    struct desk desk;
    (void)state;
    shell_open(&desk, "fish", (const char *const[]){"fish", "-i", NULL});
    expect_all(&desk, CODES - 1);
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bash),
        cmocka_unit_test(test_zsh),
        cmocka_unit_test(test_fish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
