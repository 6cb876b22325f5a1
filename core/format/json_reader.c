/*
 * json_reader.c: a JSON document cut into the texts of its records.
 *
 * Only its outline is followed here: strings, and brackets by their number. What stands between
 * two commas is JSON or not for SQLite to say, which reads the texts one by one.
 */
#include "core/format/json_reader.h"
#include "data/base/file.h"
#include "data/base/memory.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct json_reader {
    char *path;
    FILE *in;
    off_t *starts; /* of each kind's records; 0: it has none */
    bool begun;    /* a record of the kind at hand has been read */
    bool none;     /* there is no other */
    char *text;    /* what was read last */
    FILE *writer;  /* to it */
};

/* The next character that is no blank; EOF. */
static int json_next_sign(FILE *in)
{
    int sign;
    do
        sign = getc_unlocked(in);
    while (sign == ' ' || sign == '\n' || sign == '\r' || sign == '\t');
    return sign;
}

/* Whether there is such a character: a NUL is none, since the texts handed on end in one. */
static bool json_is_sign(int sign)
{
    return sign != EOF && sign != '\0';
}

/* The rest of a string after its first quote. out NULL: passed over. */
static bool json_read_string(FILE *in, FILE *out)
{
    bool escaped = false;
    for (int sign; json_is_sign(sign = getc_unlocked(in));) {
        if (out)
            putc_unlocked(sign, out);
        if (sign == '"' && !escaped)
            return true;
        escaped = sign == '\\' && !escaped;
    }
    return false;
}

/* A value up to the comma or bracket that ends it, which stays to be read. */
static bool json_read_value(FILE *in, FILE *out)
{
    int depth = 0, sign = json_next_sign(in);
    bool any = false;
    for (; json_is_sign(sign); sign = getc_unlocked(in)) {
        bool opens = sign == '{' || sign == '[', closes = sign == '}' || sign == ']';
        if (depth == 0 && (closes || sign == ','))
            break;
        if (out)
            putc_unlocked(sign, out);
        if (sign == '"' && !json_read_string(in, out))
            return false;
        depth += opens - closes;
        any = true;
    }
    ungetc(sign, in);
    return any && depth == 0 && sign != '\0';
}

/* The text at hand becomes what read takes from the file. */
static bool json_take(struct json_reader *document, bool (*read)(FILE *in, FILE *out))
{
    rewind(document->writer);
    bool taken = read(document->in, document->writer);
    putc_unlocked('\0', document->writer);
    fflush(document->writer);
    return taken;
}

/* What is called name, before its value. False ends the reading. */
typedef bool (*member_fn)(void *arg, struct json_reader *document, const char *name);

/* After an object's first bracket: each member's name to visit, which reads its value. */
static bool json_each_member(struct json_reader *document, member_fn visit, void *arg)
{
    int sign = json_next_sign(document->in);
    if (sign == '}')
        return true;
    for (;; sign = json_next_sign(document->in)) {
        if (sign != '"' || !json_take(document, json_read_string) ||
            json_next_sign(document->in) != ':')
            return false;
        char *name = li_strndup(document->text, strlen(document->text) - 1); /* without its quote */
        bool sound = visit(arg, document, name);
        free(name);
        if (!sound)
            return false;
        sign = json_next_sign(document->in);
        if (sign == '}')
            return true;
        if (sign != ',')
            return false;
    }
}

/* What the outline says of the whole. */
struct outline {
    bool ours, known; /* format and version are as export writes them */
    char *stranger;   /* a kind unknown here */
};

/* But for blanks after it. */
static bool json_text_is(const struct json_reader *document, const char *expected)
{
    size_t length = strlen(expected);
    return strncmp(document->text, expected, length) == 0 &&
           !document->text[length + strspn(document->text + length, " \n\r\t")];
}

static bool json_read_kind(void *arg, struct json_reader *document, const char *name)
{
    struct outline *outline = arg;
    for (size_t i = 0; i < kind_count; i++)
        if (strcmp(kinds[i]->name, name) == 0) {
            document->starts[i] = ftello(document->in);
            return json_read_value(document->in, NULL);
        }
    if (!outline->stranger)
        outline->stranger = li_strdup(name);
    return json_read_value(document->in, NULL);
}

static bool json_read_part(void *arg, struct json_reader *document, const char *name)
{
    struct outline *outline = arg;
    if (strcmp(name, "records") == 0)
        return json_next_sign(document->in) == '{' &&
               json_each_member(document, json_read_kind, outline);
    if (!json_take(document, json_read_value))
        return false;
    if (strcmp(name, "format") == 0)
        outline->ours = json_text_is(document, "\"liaise\"");
    if (strcmp(name, "version") == 0)
        outline->known = json_text_is(document, "1");
    return true;
}

enum li_err json_reader_refuse(const struct json_reader *document, struct li_error *err)
{
    return li_fail(err, LI_REFUSED, "%s is not JSON.", document->path);
}

static enum li_err json_judge(
    const struct json_reader *document, const struct outline *outline, struct li_error *err)
{
    if (!outline->ours)
        return li_fail(err, LI_REFUSED, "%s is not a liaise export.", document->path);
    if (!outline->known)
        return li_fail(
            err, LI_REFUSED, "%s was written by another version of liaise.", document->path);
    if (outline->stranger)
        return li_fail(err, LI_REFUSED,
            "%s has records of an unknown kind, \"%s\"; update liaise first.", document->path,
            outline->stranger);
    return LI_OK;
}

static enum li_err json_read_outline(struct json_reader *document, struct li_error *err)
{
    struct outline outline = {0};
    int first = json_next_sign(document->in);
    bool sound;
    if (first == '{') {
        sound = json_each_member(document, json_read_part, &outline);
    } else {
        ungetc(first, document->in);
        sound = json_read_value(document->in, NULL);
    }
    enum li_err code = sound && json_next_sign(document->in) == EOF
                           ? json_judge(document, &outline, err)
                           : json_reader_refuse(document, err);
    free(outline.stranger);
    return code;
}

/* What comes through a pipe is put where it can be read again. */
static FILE *json_seekable(FILE *in)
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
    *out = NULL;
    FILE *file = file_open(path, err), *in = json_seekable(file);
    if (!file)
        return err->code;
    if (!in)
        return li_fail(err, LI_IO, "%s cannot be read: %s.", path, strerror(errno));
    struct json_reader *document = li_calloc(1, sizeof *document);
    document->path = li_strdup(path);
    document->in = in;
    document->starts = li_calloc(kind_count, sizeof *document->starts);
    document->writer = li_text_open(&document->text);
    enum li_err code = json_read_outline(document, err);
    if (code == LI_OK)
        *out = document;
    else
        json_reader_close(document);
    return code;
}

void json_reader_close(struct json_reader *document)
{
    if (!document)
        return;
    fclose(document->in);
    li_text_close(document->writer);
    free(document->text);
    free(document->starts);
    free(document->path);
    free(document);
}

enum li_err json_reader_turn(
    struct json_reader *document, const struct kind *kind, struct li_error *err)
{
    off_t start = 0;
    for (size_t i = 0; i < kind_count; i++)
        if (kinds[i] == kind)
            start = document->starts[i];
    document->begun = false;
    document->none = start == 0;
    if (document->none)
        return LI_OK;
    if (fseeko(document->in, start, SEEK_SET) != 0)
        return li_fail(err, LI_IO, "%s cannot be read: %s.", document->path, strerror(errno));
    return json_next_sign(document->in) == '[' ? LI_OK : json_reader_refuse(document, err);
}

int json_reader_next(struct json_reader *document, struct li_error *err)
{
    if (document->none)
        return 0;
    int sign = json_next_sign(document->in);
    document->none = sign == ']';
    if (document->none)
        return 0;
    if (!document->begun)
        ungetc(sign, document->in);
    if ((document->begun && sign != ',') || !json_take(document, json_read_value)) {
        json_reader_refuse(document, err);
        return -1;
    }
    document->begun = true;
    return 1;
}

const char *json_reader_text(const struct json_reader *document)
{
    return document->text;
}
