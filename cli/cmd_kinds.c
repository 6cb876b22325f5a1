/*
 * cmd_kinds.c: lists the record kinds, or the fields of one.
 */
#include "cli/answer_output.h"
#include "cli/command.h"
#include "core/base/number.h"
#include "core/health/goal_health.h"
#include "data/base/memory.h"
#include <stdlib.h>

static const struct option_spec kinds_options[] = {
    COMMAND_OPTION_FORMAT,
};

static void kinds_add_kinds(struct output_rows *rows)
{
    for (size_t i = 0; i < kind_count; i++) {
        char *fields = NULL;
        FILE *out = li_text_open(&fields);
        for (int field = 0; field < kinds[i]->field_count; field++)
            fprintf(out, "%s%s", field > 0 ? "," : "", kinds[i]->fields[field].name);
        li_text_close(out);
        const char *cells[] = {kinds[i]->name, kinds[i]->plural, kinds[i]->help, fields};
        output_rows_add(rows, cells);
        free(fields);
    }
}

static void kinds_write_names(const char *const *names, const char *between, FILE *out)
{
    for (const char *const *name = names; *name; name++)
        fprintf(out, "%s %s", name == names ? "" : between, *name);
    fputs("; ", out);
}

/* A limit that is there only to keep numbers exact means nothing to a person. */
static void kinds_write_range(const struct field *field, FILE *out)
{
    static const double exact = 1e15;
    char least[32], most[32];
    number_text(field->least, least);
    if (field->most < exact)
        fprintf(out, "%s to %s; ", least, number_text(field->most, most));
    else
        fprintf(out, "%s or more; ", least);
}

/* "required; one of ours, theirs, both". The caller frees it; NULL: no rule. */
static char *kinds_rules_text(const struct field *field)
{
    char *text = NULL;
    FILE *out = li_text_open(&text);
    if (field->sql)
        fputs("calculated; can't be entered; ", out);
    if (field->flags & FIELD_REQUIRED)
        fputs("required; ", out);
    if (field->flags & FIELD_NOT_FUTURE)
        fputs("not in the future; ", out);
    if (field->ref)
        fprintf(out, "links to a record of kind %s; ", field->ref);
    if (field->choices) {
        fputs("one of", out);
        kinds_write_names(field->choices, ",", out);
    }
    if (field->when) {
        fprintf(out, "applies when %s is", field->when);
        kinds_write_names(field->when_is, " or", out);
    }
    if (field->least < field->most)
        kinds_write_range(field, out);
    size_t size = li_text_close(out);
    if (size < 2) {
        free(text);
        return NULL;
    }
    text[size - 2] = '\0';
    return text;
}

static void kinds_add_fields(struct output_rows *rows, const struct kind *kind)
{
    for (int i = 0; i < kind->field_count; i++) {
        const struct field *field = &kind->fields[i];
        char *rules = kinds_rules_text(field);
        const char *cells[] = {field->name, field->label, field_type_name(field->type),
            field->initial, rules, field->help};
        output_rows_add(rows, cells);
        free(rules);
    }
}

static enum li_err kinds_run(const struct invocation *line, struct li_error *err)
{
    static const char *const kind_names[] = {"kind", "plural", "help", "fields"};
    static const char *const field_names[] = {"field", "label", "type", "initial", "rules", "help"};
    const struct answer_output answer = {.out = stdout};
    const struct output_style style = answer_output_style(&answer);
    const char *format_name = command_option_or(line, "format", "table");
    const struct format *format;
    const struct kind *kind = NULL;
    enum li_err code = output_format_parse(format_name, &format, err);
    if (!code && line->word_count > 0)
        code = kind_parse(line->words[0], &kind, err);
    if (code)
        return code;
    struct output_rows *rows = kind ? output_rows_new(format, &style, field_names,
                                          sizeof field_names / sizeof *field_names, stdout)
                                    : output_rows_new(format, &style, kind_names,
                                          sizeof kind_names / sizeof *kind_names, stdout);
    if (kind)
        kinds_add_fields(rows, kind);
    else
        kinds_add_kinds(rows);
    return output_rows_end(rows, err);
}

const struct command command_kinds = {
    .name = "kinds",
    .arguments = "[KIND]",
    .help = "List the record kinds, or the fields of one kind with their rules.",
    COMMAND_OPTIONS(kinds_options),
    .most = 1,
    .reads = true,
    .run = kinds_run,
};
