/*
 * field.c: a parser for each type of field.
 */
#include "core/record/field.h"
#include "core/base/date_typed.h"
#include "core/base/name.h"
#include "core/base/number.h"
#include "core/base/text.h"
#include "core/query/lookup.h"
#include "core/record/record_load.h"
#include "core/schema/choice_word.h"
#include "data/base/memory.h"
#include <assert.h>
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* What is being parsed, as NFC without surrounding blanks; never empty. */
struct field_parsing {
    struct context *context;
    const struct field *field;
    const char *text;
    struct li_error *err;
};

typedef enum li_err (*field_parser)(const struct field_parsing *parsing, char **out);

/* "Label must be ..." */
static enum li_err field_must(const struct field_parsing *parsing, const char *be)
{
    return li_fail(parsing->err, LI_REFUSED, "%s must be %s.", parsing->field->label, be);
}

static enum li_err field_take(const struct field_parsing *parsing, char **out)
{
    *out = li_strdup(parsing->text);
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

static enum li_err field_parse_code(const struct field_parsing *parsing, char **out)
{
    if (!text_is_word(parsing->text))
        return field_must(parsing, "one word of letters, digits and symbols, without spaces");
    bool upper = parsing->field->flags & FIELD_UPPER;
    *out = upper ? text_upper(parsing->text) : li_strdup(parsing->text);
    return LI_OK;
}

static enum li_err field_refuse_choice(const struct field_parsing *parsing)
{
    char word[CHOICE_WORD_SIZE], *list = choice_list(parsing->field->choices);
    const char *nearest = choice_nearest(parsing->field->choices, parsing->text, word);
    enum li_err code =
        nearest ? li_fail(parsing->err, LI_REFUSED, "%s must be one of %s; did you mean %s?",
                      parsing->field->label, list, nearest)
                : li_fail(parsing->err, LI_REFUSED, "%s must be one of %s.", parsing->field->label,
                      list);
    free(list);
    return code;
}

static enum li_err field_parse_choice(const struct field_parsing *parsing, char **out)
{
    int choice = choice_find_typed(parsing->field->choices, parsing->text);
    if (choice < 0)
        return field_refuse_choice(parsing);
    *out = li_strdup(parsing->field->choices[choice]);
    return LI_OK;
}

static enum li_err field_parse_ref(const struct field_parsing *parsing, char **out)
{
    struct id id;
    char text[ID_TEXT_SIZE];
    const struct kind *kind = kind_find(parsing->field->ref);
    enum li_err code = lookup(parsing->context, kind, parsing->text, &id, NULL, parsing->err);
    if (!code)
        *out = li_strdup(id_text(&id, text));
    return code;
}

static enum li_err field_parse_day(const struct field_parsing *parsing, char **out)
{
    day_t day, today = parsing->context->today;
    char text[DAY_TEXT_SIZE], shown[DATE_SHOWN_SIZE];
    enum li_err code =
        date_typed_parse(parsing->text, today, context_dates(parsing->context), &day, parsing->err);
    if (code)
        return code;
    if (parsing->field->flags & FIELD_NOT_FUTURE && day > today)
        return li_fail(parsing->err, LI_REFUSED, "%s can't be in the future (today is %s).",
            parsing->field->label, date_show(today, context_dates(parsing->context), shown));
    *out = li_strdup(date_text(day, text));
    return LI_OK;
}

/* A larger number no longer stands for itself exactly; a smaller one would be written with an
   exponent, which people do not type and nothing here parses. */
static const double field_number_most = 999999999999999, number_least = 0.0001;

static enum li_err field_parse_number(const struct field_parsing *parsing, char **out)
{
    const struct field *field = parsing->field;
    bool share = field->flags & FIELD_PERCENT;
    double number = number_parse(parsing->text, share);
    char text[32], least[32], most[32];
    if (isnan(number) && !share && !isnan(number_parse(parsing->text, true)))
        return field_must(parsing, "a plain number without %");
    if (isnan(number))
        return field_must(parsing, "a number such as 1200, 1,200, 1.5k or 12.5");
    if (fabs(number) > field_number_most)
        return field_must(parsing, "a number of at most 15 digits");
    if (number != 0 && fabs(number) < number_least)
        return field_must(parsing, "0, or at least 0.0001 above or below it");
    if (field->least < field->most && (number < field->least || number > field->most))
        return li_fail(parsing->err, LI_REFUSED, "%s must be between %s and %s.", field->label,
            number_text(field->least, least), number_text(field->most, most));
    *out = li_strdup(number_text(number, text));
    return LI_OK;
}

static enum li_err field_parse_count(const struct field_parsing *parsing, char **out)
{
    double number = number_parse(parsing->text, false);
    if (isnan(number) || number != floor(number))
        return field_must(parsing, "a whole number such as 12, 1,200 or 1.5k");
    return field_parse_number(parsing, out);
}

static enum li_err field_parse_yesno(const struct field_parsing *parsing, char **out)
{
    int yes = name_yes_no(parsing->text);
    if (yes < 0)
        return field_must(parsing, "yes or no");
    *out = li_strdup(yes ? "1" : "0");
    return LI_OK;
}

/* "a , b,,c" becomes "a, b, c". */
static enum li_err field_parse_tags(const struct field_parsing *parsing, char **out)
{
    const char *between = "";
    char *copy = li_strdup(parsing->text), *rest = NULL;
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

static enum li_err field_parse_email(const struct field_parsing *parsing, char **out)
{
    const char *at = strchr(parsing->text, '@');
    bool sound = at && at > parsing->text && at[1] && !strchr(at + 1, '@') &&
                 !strpbrk(parsing->text, " ,;<>");
    return sound ? field_take(parsing, out)
                 : field_must(parsing, "one email address such as office@example.org");
}

static enum li_err field_parse_phone(const struct field_parsing *parsing, char **out)
{
    const char *text = parsing->text;
    bool sound = strpbrk(text, "0123456789") && !text[strspn(text, "0123456789 +()-./")];
    return sound ? field_take(parsing, out)
                 : field_must(parsing, "a phone number such as +64 4 978 1280");
}

/* The tz database names a file a zone: only names that stay below its folder are looked for. */
static enum li_err field_parse_zone(const struct field_parsing *parsing, char **out)
{
    static const char zones[] = "/usr/share/zoneinfo";
    static const char safe[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/_+-";
    const char *text = parsing->text;
    bool named =
        isalpha((unsigned char)*text) && !text[strspn(text, safe)] && text[strlen(text) - 1] != '/';
    if (named && access(zones, R_OK) == 0) {
        char *path = li_format("%s/%s", zones, text);
        named = access(path, R_OK) == 0;
        free(path);
    }
    return named ? field_take(parsing, out)
                 : field_must(parsing, "a time zone such as Europe/Prague");
}

static const field_parser field_parsers[FIELD_TYPE_COUNT] = {
    [FIELD_TEXT] = field_take,
    [FIELD_LONG] = field_take,
    [FIELD_CODE] = field_parse_code,
    [FIELD_CHOICE] = field_parse_choice,
    [FIELD_REF] = field_parse_ref,
    [FIELD_DAY] = field_parse_day,
    [FIELD_NUMBER] = field_parse_number,
    [FIELD_COUNT] = field_parse_count,
    [FIELD_YESNO] = field_parse_yesno,
    [FIELD_TAGS] = field_parse_tags,
    [FIELD_LINK] = field_take,
    [FIELD_EMAIL] = field_parse_email,
    [FIELD_PHONE] = field_parse_phone,
    [FIELD_ZONE] = field_parse_zone,
};

static enum li_err field_parse_text(const struct field_parsing *parsing, char **out)
{
    bool lines = parsing->field->type == FIELD_LONG;
    if (!lines && strchr(parsing->text, '\n'))
        return field_must(parsing, "one line");
    if (field_holds_control(parsing->text, lines ? "\n\t" : ""))
        return field_must(parsing, "text without control characters");
    return field_parsers[parsing->field->type](parsing, out);
}

enum li_err field_parse(struct context *context, const struct field *field, const char *typed,
    char **canonical, struct li_error *err)
{
    assert(context && field && canonical && !field->sql);
    *canonical = NULL;
    if (!typed)
        return LI_OK;
    char *text = text_normal(typed);
    if (!text)
        return li_fail(err, LI_REFUSED, "%s is not valid UTF-8 text.", field->label);
    struct field_parsing parsing = {context, field, text, err};
    enum li_err code = *text ? field_parse_text(&parsing, canonical) : LI_OK;
    free(text);
    if (*canonical && !**canonical) {
        free(*canonical);
        *canonical = NULL;
    }
    return code;
}

char *field_show(struct context *context, const struct field *field, const char *canonical)
{
    assert(context && field);
    struct id id;
    if (!canonical)
        return li_strdup("");
    if (field->type == FIELD_YESNO)
        return li_strdup(strcmp(canonical, "1") == 0 ? "yes" : "no");
    if (field->flags & FIELD_PERCENT)
        return li_format("%d%%", number_percent(strtod(canonical, NULL)));
    if (field->type == FIELD_CHOICE) {
        char word[CHOICE_WORD_SIZE];
        return li_strdup(choice_word(canonical, word));
    }
    char *title = field->type == FIELD_REF && id_parse(canonical, &id)
                      ? record_title(context, kind_find(field->ref), &id)
                      : NULL;
    return title ? title : li_strdup(canonical);
}
