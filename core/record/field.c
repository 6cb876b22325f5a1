/*
 * field.c: one field's value from what a person or a file wrote, and back to what a person reads.
 */
#include "core/base/number.h"
#include "core/base/text.h"
#include "core/query/lookup.h"
#include "core/record/record.h"
#include "data/base/memory.h"
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* What is being read, as NFC without surrounding blanks; never empty. */
struct reading {
    struct context *context;
    const struct field *field;
    const char *text;
    struct li_error *err;
};

typedef enum li_err (*reader)(const struct reading *reading, char **out);

/* "Label must be ..." */
static enum li_err field_must(const struct reading *reading, const char *be)
{
    return li_fail(reading->err, LI_REFUSED, "%s must be %s.", reading->field->label, be);
}

static enum li_err field_take(const struct reading *reading, char **out)
{
    *out = li_strdup(reading->text);
    return LI_OK;
}

/* C0 but for allowed ones, DEL, or (two bytes in UTF-8) C1. */
static bool field_holds_control(const char *text, const char *allowed)
{
    for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
        bool plain = (*at < 0x20 && !strchr(allowed, *at)) || *at == 0x7F;
        if (plain || (*at == 0xC2 && at[1] >= 0x80 && at[1] < 0xA0))
            return true;
    }
    return false;
}

static enum li_err field_read_code(const struct reading *reading, char **out)
{
    if (!text_is_word(reading->text))
        return field_must(reading, "one word of letters, digits and symbols, without spaces");
    bool upper = reading->field->flags & FIELD_UPPER;
    *out = upper ? text_upper(reading->text) : li_strdup(reading->text);
    return LI_OK;
}

static enum li_err field_refuse_choice(const struct reading *reading)
{
    size_t count = 0;
    char *list = NULL;
    FILE *out = li_text_open(&list);
    for (; reading->field->choices[count]; count++)
        fprintf(out, "%s%s", count ? ", " : "", reading->field->choices[count]);
    li_text_close(out);
    const char *nearest = text_nearest(reading->text, reading->field->choices, count);
    enum li_err code =
        li_fail(reading->err, LI_REFUSED, "%s must be one of %s%s%s%s.", reading->field->label,
            list, nearest ? "; did you mean " : "", nearest ? nearest : "", nearest ? "?" : "");
    free(list);
    /* A question ends the sentence. */
    char *end = reading->err ? strstr(reading->err->message, "?.") : NULL;
    if (end)
        end[1] = '\0';
    return code;
}

static enum li_err field_read_choice(const struct reading *reading, char **out)
{
    for (const char *const *choice = reading->field->choices; *choice; choice++)
        if (strcasecmp(*choice, reading->text) == 0) {
            *out = li_strdup(*choice);
            return LI_OK;
        }
    return field_refuse_choice(reading);
}

static enum li_err field_read_ref(const struct reading *reading, char **out)
{
    struct id id;
    char text[ID_TEXT_SIZE];
    const struct kind *kind = kind_find(reading->field->ref);
    enum li_err code = lookup(reading->context, kind, reading->text, &id, NULL, reading->err);
    if (!code)
        *out = li_strdup(id_text(&id, text));
    return code;
}

static enum li_err field_read_day(const struct reading *reading, char **out)
{
    day_t day, today = reading->context->today;
    char text[DAY_TEXT_SIZE];
    enum li_err code = date_read(reading->text, today, &day, reading->err);
    if (code)
        return code;
    if (reading->field->flags & FIELD_NOT_FUTURE && day > today)
        return li_fail(reading->err, LI_REFUSED, "%s can't be in the future (today is %s).",
            reading->field->label, date_text(today, text));
    *out = li_strdup(date_text(day, text));
    return LI_OK;
}

/* A larger number no longer stands for itself exactly; a smaller one would be written with an
   exponent, which nobody types and nothing here reads. */
static const double field_number_most = 999999999999999, number_least = 0.0001;

static enum li_err field_read_number(const struct reading *reading, char **out)
{
    const struct field *field = reading->field;
    bool share = field->flags & FIELD_PERCENT;
    double number = number_read(reading->text, share);
    char text[32], least[32], most[32];
    if (isnan(number) && !share && !isnan(number_read(reading->text, true)))
        return field_must(reading, "a plain number without %");
    if (isnan(number))
        return field_must(reading, "a number such as 1200, 1,200, 1.5k or 12.5");
    if (fabs(number) > field_number_most)
        return field_must(reading, "a number of at most 15 digits");
    if (number != 0 && fabs(number) < number_least)
        return field_must(reading, "0, or at least 0.0001 above or below it");
    if (field->least < field->most && (number < field->least || number > field->most))
        return li_fail(reading->err, LI_REFUSED, "%s must be between %s and %s.", field->label,
            number_text(field->least, least), number_text(field->most, most));
    *out = li_strdup(number_text(number, text));
    return LI_OK;
}

static enum li_err field_read_count(const struct reading *reading, char **out)
{
    double number = number_read(reading->text, false);
    if (isnan(number) || number != floor(number))
        return field_must(reading, "a whole number such as 12, 1,200 or 1.5k");
    return field_read_number(reading, out);
}

static enum li_err field_read_yesno(const struct reading *reading, char **out)
{
    static const char *const words[] = {"no", "yes", "n", "y", "false", "true", "0", "1"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcasecmp(reading->text, words[i]) == 0) {
            *out = li_strdup(i % 2 ? "1" : "0");
            return LI_OK;
        }
    return field_must(reading, "yes or no");
}

/* "a , b,,c" becomes "a, b, c". */
static enum li_err field_read_tags(const struct reading *reading, char **out)
{
    const char *between = "";
    char *copy = li_strdup(reading->text), *rest = NULL;
    FILE *tags = li_text_open(out);
    for (char *tag = strtok_r(copy, ",", &rest); tag; tag = strtok_r(NULL, ",", &rest)) {
        char *word = text_normal(tag);
        if (word && *word) {
            fprintf(tags, "%s%s", between, word);
            between = ", ";
        }
        free(word);
    }
    li_text_close(tags);
    free(copy);
    return LI_OK;
}

static enum li_err field_read_email(const struct reading *reading, char **out)
{
    const char *at = strchr(reading->text, '@');
    bool sound = at && at > reading->text && at[1] && !strchr(at + 1, '@') &&
                 !strpbrk(reading->text, " ,;<>");
    return sound ? field_take(reading, out)
                 : field_must(reading, "one email address such as office@example.org");
}

static enum li_err field_read_phone(const struct reading *reading, char **out)
{
    const char *text = reading->text;
    bool sound = strpbrk(text, "0123456789") && !text[strspn(text, "0123456789 +()-./")];
    return sound ? field_take(reading, out)
                 : field_must(reading, "a phone number such as +64 4 978 1280");
}

/* The tz database names a file a zone: only names that stay below its folder are looked for. */
static enum li_err field_read_zone(const struct reading *reading, char **out)
{
    static const char zones[] = "/usr/share/zoneinfo";
    static const char safe[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/_+-";
    const char *text = reading->text;
    bool named =
        isalpha((unsigned char)*text) && !text[strspn(text, safe)] && text[strlen(text) - 1] != '/';
    if (named && access(zones, R_OK) == 0) {
        char *path = li_format("%s/%s", zones, text);
        named = access(path, R_OK) == 0;
        free(path);
    }
    return named ? field_take(reading, out)
                 : field_must(reading, "a time zone such as Europe/Prague");
}

static const reader field_readers[FIELD_TYPE_COUNT] = {
    [FIELD_TEXT] = field_take,
    [FIELD_LONG] = field_take,
    [FIELD_CODE] = field_read_code,
    [FIELD_CHOICE] = field_read_choice,
    [FIELD_REF] = field_read_ref,
    [FIELD_DAY] = field_read_day,
    [FIELD_NUMBER] = field_read_number,
    [FIELD_COUNT] = field_read_count,
    [FIELD_YESNO] = field_read_yesno,
    [FIELD_TAGS] = field_read_tags,
    [FIELD_LINK] = field_take,
    [FIELD_EMAIL] = field_read_email,
    [FIELD_PHONE] = field_read_phone,
    [FIELD_ZONE] = field_read_zone,
};

static enum li_err field_read_text(const struct reading *reading, char **out)
{
    bool lines = reading->field->type == FIELD_LONG;
    if (!lines && strchr(reading->text, '\n'))
        return field_must(reading, "one line");
    if (field_holds_control(reading->text, lines ? "\n\t" : ""))
        return field_must(reading, "text without control characters");
    return field_readers[reading->field->type](reading, out);
}

enum li_err field_read(struct context *context, const struct field *field, const char *typed,
    char **canonical, struct li_error *err)
{
    *canonical = NULL;
    if (!typed)
        return LI_OK;
    char *text = text_normal(typed);
    if (!text)
        return li_fail(err, LI_REFUSED, "%s is not valid UTF-8 text.", field->label);
    struct reading reading = {context, field, text, err};
    enum li_err code = *text ? field_read_text(&reading, canonical) : LI_OK;
    free(text);
    if (*canonical && !**canonical) {
        free(*canonical);
        *canonical = NULL;
    }
    return code;
}

char *field_show(struct context *context, const struct field *field, const char *canonical)
{
    struct id id;
    if (!canonical)
        return li_strdup("");
    if (field->type == FIELD_YESNO)
        return li_strdup(strcmp(canonical, "1") == 0 ? "yes" : "no");
    if (field->flags & FIELD_PERCENT)
        return li_format("%d%%", number_percent(strtod(canonical, NULL)));
    char *title = field->type == FIELD_REF && id_parse(canonical, &id)
                      ? record_title(context, kind_find(field->ref), &id)
                      : NULL;
    return title ? title : li_strdup(canonical);
}
