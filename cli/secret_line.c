/*
 * secret_line.c: a secret from standard input.
 */
#include "cli/secret_line.h"
#include "data/base/memory.h"
#include "data/crypto/secret.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SECRET_LINE_MOST = 4096 };

enum li_err secret_line_read(const char *prompt, char **out, struct li_error *err)
{
    char text[SECRET_LINE_MOST];
    *out = NULL;
    if (isatty(STDIN_FILENO))
        fprintf(stderr, "%s: ", prompt);
    if (!fgets(text, sizeof text, stdin))
        return li_fail(
            err, LI_USAGE, "%s must be typed in a terminal or given on standard input.", prompt);
    text[strcspn(text, "\r\n")] = '\0';
    *out = li_strdup(text);
    secret_forget(text, sizeof text);
    return LI_OK;
}

void secret_line_free(char *line)
{
    if (line)
        secret_forget(line, strlen(line));
    free(line);
}
