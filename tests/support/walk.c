/*
 * walk.c: steps walked, keys counted.
 */
#include "tests/support/walk.h"
#include "tests/support/check.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An arrow or PgUp is one key, whatever the terminal sends for it: ESC, O or [, up to a letter or
   ~. */
static size_t key_length(const char *keys)
{
    size_t length = 2;
    if (keys[0] != '\033' || (keys[1] != 'O' && keys[1] != '['))
        return 1;
    while (keys[length] && !(keys[length] >= '@' && keys[length] <= '~'))
        length++;
    return length + 1;
}

static size_t key_count(const char *keys)
{
    size_t count = 0;
    for (; *keys; keys += key_length(keys))
        count++;
    return count;
}

size_t walk_steps(struct desk *desk, const struct walk_step *steps, size_t count)
{
    size_t keys = 0;
    for (size_t i = 0; i < count; i++) {
        terminal_type(desk->terminal, steps[i].keys);
        if (steps[i].words)
            terminal_type(desk->terminal, steps[i].words);
        terminal_shows(desk->terminal, steps[i].shows);
        if (steps[i].screen)
            terminal_expect(desk->terminal, steps[i].screen);
        keys += key_count(steps[i].keys);
    }
    return keys;
}

void walk_is_listed(const char *what, size_t keys)
{
    char path[512], line[512], wanted[128];
    size_t listed = 0, most = 0;
    snprintf(path, sizeof path, "%s/doc/keys.md", getenv("SOURCE"));
    snprintf(wanted, sizeof wanted, "| %s | ", what);
    FILE *in = fopen(path, "r");
    assert_non_null(in);
    while (fgets(line, sizeof line, in))
        if (strncmp(line, wanted, strlen(wanted)) == 0)
            sscanf(line + strlen(wanted), "%zu | %zu |", &listed, &most);
    fclose(in);
    if (listed != keys || keys > most)
        fail_msg(
            "\"%s\" took %zu keys; doc/keys.md says %zu, at most %zu", what, keys, listed, most);
}
