/*
 * error.c: filling in an error.
 */
#include "data/base/error.h"
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Drops the bytes of a last character that was cut in half. */
static void error_trim(char *text)
{
    size_t length = strlen(text), start = length;
    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    if (start == 0)
        return;
    unsigned char lead = (unsigned char)text[start - 1];
    size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    if (length - (start - 1) < wanted)
        text[start - 1] = '\0';
}

enum li_err li_fail(struct li_error *err, enum li_err code, const char *format, ...)
{
    assert(code && format);
    if (!err)
        return code;
    /* Not into *err directly: an argument may be its present message. */
    char message[sizeof err->message] = "";
    va_list args;
    va_start(args, format);
    int length = vsnprintf(message, sizeof message, format, args);
    va_end(args);
    if ((size_t)length >= sizeof message)
        error_trim(message);
    err->code = code;
    memcpy(err->message, message, sizeof message);
    return code;
}
