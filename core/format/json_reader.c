/*
 * json_reader.c: a JSON document cut into the texts of its records.
 *
 * Only the outline is followed here: strings, and the depth of brackets. Whether the text between
 * two commas is JSON is for SQLite to say, which parses the records one by one.
 */
#include "core/format/json_reader.h"
#include "data/base/file.h"
#include "data/base/memory.h"
#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct json_reader {
    char *path;
    FILE *in;
    off_t *starts; /* where each kind's records begin; 0: it has none */
    bool begun;    /* a record of the current kind has been read */
    bool none;     /* there is no other */
    char *text;    /* the value read last */
    FILE *writer;  /* writes text */
};

/* The next character that is not a blank, or EOF. */
static int json_reader_next_sign(FILE *in)
{
    int sign;
    do
        sign = getc_unlocked(in);
    while (sign == ' ' || sign == '\n' || sign == '\r' || sign == '\t');
    return sign;
}

/* Whether a character was read; NUL does not count, since it ends the texts that are handed on. */
static bool json_reader_is_sign(int sign)
{
    return sign != EOF && sign != '\0';
}

/* The rest of a string after its first quote. out NULL: skipped. */
static bool json_reader_read_string(FILE *in, FILE *out)
{
    bool escaped = false;
    for (int sign; json_reader_is_sign(sign = getc_unlocked(in));) {
        if (out)
            putc_unlocked(sign, out);
        if (sign == '"' && !escaped)
            return true;
        escaped = sign == '\\' && !escaped;
    }
    return false;
}

/* A value up to the comma or bracket that ends it, which is left to be read. out NULL: skipped. */
static bool json_reader_read_value(FILE *in, FILE *out)
{
    int depth = 0, sign = json_reader_next_sign(in);
    bool any = false;
    for (; json_reader_is_sign(sign); sign = getc_unlocked(in)) {
        bool opens = sign == '{' || sign == '[', closes = sign == '}' || sign == ']';
        if (depth == 0 && (closes || sign == ','))
            break;
        if (out)
            putc_unlocked(sign, out);
        if (sign == '"' && !json_reader_read_string(in, out))
            return false;
        depth += opens - closes;
        any = true;
    }
    ungetc(sign, in);
    return any && depth == 0 && sign != '\0';
}

/* Sets text to what read takes from the file. */
static bool json_reader_take(struct json_reader *reader, bool (*read)(FILE *in, FILE *out))
{
    rewind(reader->writer);
    bool taken = read(reader->in, reader->writer);
    putc_unlocked('\0', reader->writer);
    fflush(reader->writer);
    return taken;
}

/* Called before the value of the member name, which it reads. False ends the reading. */
typedef bool (*json_member_fn)(void *arg, struct json_reader *reader, const char *name);

/* Visits each member of an object whose first bracket has been read. */
static bool json_reader_each_member(struct json_reader *reader, json_member_fn visit, void *arg)
{
    int sign = json_reader_next_sign(reader->in);
    if (sign == '}')
        return true;
    for (;; sign = json_reader_next_sign(reader->in)) {
        if (sign != '"' || !json_reader_take(reader, json_reader_read_string) ||
            json_reader_next_sign(reader->in) != ':')
            return false;
        char *name = li_strndup(reader->text, strlen(reader->text) - 1); /* without its quote */
        bool sound = visit(arg, reader, name);
        free(name);
        if (!sound)
            return false;
        sign = json_reader_next_sign(reader->in);
        if (sign == '}')
            return true;
        if (sign != ',')
            return false;
    }
}

/* The members of the document besides the records. */
struct json_outline {
    bool ours, known; /* format and version are as export writes them */
    char *stranger;   /* a kind unknown here */
};

/* Whether text is expected, blanks after it aside. */
static bool json_reader_text_is(const struct json_reader *reader, const char *expected)
{
    size_t length = strlen(expected);
    return strncmp(reader->text, expected, length) == 0 &&
           !reader->text[length + strspn(reader->text + length, " \n\r\t")];
}

static bool json_reader_read_kind(void *arg, struct json_reader *reader, const char *name)
{
    struct json_outline *outline = arg;
    for (size_t i = 0; i < kind_count; i++)
        if (strcmp(kinds[i]->name, name) == 0) {
            reader->starts[i] = ftello(reader->in);
            return json_reader_read_value(reader->in, NULL);
        }
    if (!outline->stranger)
        outline->stranger = li_strdup(name);
    return json_reader_read_value(reader->in, NULL);
}

static bool json_reader_read_part(void *arg, struct json_reader *reader, const char *name)
{
    struct json_outline *outline = arg;
    if (strcmp(name, "records") == 0)
        return json_reader_next_sign(reader->in) == '{' &&
               json_reader_each_member(reader, json_reader_read_kind, outline);
    if (!json_reader_take(reader, json_reader_read_value))
        return false;
    if (strcmp(name, "format") == 0)
        outline->ours = json_reader_text_is(reader, "\"liaise\"");
    if (strcmp(name, "version") == 0)
        outline->known = json_reader_text_is(reader, "1");
    return true;
}

enum li_err json_reader_refuse(const struct json_reader *reader, struct li_error *err)
{
    assert(reader);
    return li_fail(err, LI_REFUSED, "%s is not JSON.", reader->path);
}

static enum li_err json_reader_judge(
    const struct json_reader *reader, const struct json_outline *outline, struct li_error *err)
{
    if (!outline->ours)
        return li_fail(err, LI_REFUSED, "%s is not a liaise export.", reader->path);
    if (!outline->known)
        return li_fail(
            err, LI_REFUSED, "%s was written by another version of liaise.", reader->path);
    if (outline->stranger)
        return li_fail(err, LI_REFUSED,
            "%s has records of an unknown kind, \"%s\"; update liaise first.", reader->path,
            outline->stranger);
    return LI_OK;
}

static enum li_err json_reader_read_outline(struct json_reader *reader, struct li_error *err)
{
    struct json_outline outline = {0};
    int first = json_reader_next_sign(reader->in);
    bool sound;
    if (first == '{') {
        sound = json_reader_each_member(reader, json_reader_read_part, &outline);
    } else {
        ungetc(first, reader->in);
        sound = json_reader_read_value(reader->in, NULL);
    }
    enum li_err code = sound && json_reader_next_sign(reader->in) == EOF
                           ? json_reader_judge(reader, &outline, err)
                           : json_reader_refuse(reader, err);
    free(outline.stranger);
    return code;
}

/* A pipe is copied to a file, which can be read again. */
static FILE *json_reader_seekable(FILE *in)
{
    char part[65536];
    size_t count;
    if (!in || fseeko(in, 0, SEEK_SET) == 0)
        return in;
    FILE *copy = tmpfile();
    while (copy && (count = fread(part, 1, sizeof part, in)) > 0)
        fwrite(part, 1, count, copy);
    bool whole = copy && !ferror(in) && fseeko(copy, 0, SEEK_SET) == 0 && !ferror(copy);
    int failure = errno;
    fclose(in);
    if (copy && !whole)
        fclose(copy);
    errno = failure;
    return whole ? copy : NULL;
}

enum li_err json_reader_open(const char *path, struct json_reader **out, struct li_error *err)
{
    assert(path);
    *out = NULL;
    FILE *file = file_open(path, err), *in = json_reader_seekable(file);
    if (!file)
        return err->code;
    if (!in)
        return li_fail(err, LI_IO, "%s cannot be read: %s.", path, strerror(errno));
    struct json_reader *reader = li_calloc(1, sizeof *reader);
    reader->path = li_strdup(path);
    reader->in = in;
    reader->starts = li_calloc(kind_count, sizeof *reader->starts);
    reader->writer = li_text_open(&reader->text);
    enum li_err code = json_reader_read_outline(reader, err);
    if (!code)
        *out = reader;
    else
        json_reader_close(reader);
    return code;
}

void json_reader_close(struct json_reader *reader)
{
    if (!reader)
        return;
    fclose(reader->in);
    li_text_close(reader->writer);
    free(reader->text);
    free(reader->starts);
    free(reader->path);
    free(reader);
}

enum li_err json_reader_turn(
    struct json_reader *reader, const struct kind *kind, struct li_error *err)
{
    assert(kind);
    off_t start = 0;
    for (size_t i = 0; i < kind_count; i++)
        if (kinds[i] == kind)
            start = reader->starts[i];
    reader->begun = false;
    reader->none = start == 0;
    if (reader->none)
        return LI_OK;
    if (fseeko(reader->in, start, SEEK_SET) != 0)
        return li_fail(err, LI_IO, "%s cannot be read: %s.", reader->path, strerror(errno));
    return json_reader_next_sign(reader->in) == '[' ? LI_OK : json_reader_refuse(reader, err);
}

int json_reader_next(struct json_reader *reader, struct li_error *err)
{
    assert(reader);
    if (reader->none)
        return 0;
    int sign = json_reader_next_sign(reader->in);
    reader->none = sign == ']';
    if (reader->none)
        return 0;
    if (!reader->begun)
        ungetc(sign, reader->in);
    if ((reader->begun && sign != ',') || !json_reader_take(reader, json_reader_read_value)) {
        json_reader_refuse(reader, err);
        return -1;
    }
    reader->begun = true;
    return 1;
}

const char *json_reader_text(const struct json_reader *reader)
{
    assert(reader);
    return reader->text;
}
