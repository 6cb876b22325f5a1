/*
 * fuzz_settings.c: whatever a settings file says, each setting ends up with a value it may have,
 * and the same values written down are read without a mistake.
 */
#include "core/context/settings.h"
#include "data/base/memory.h"
#include "tests/fuzz/fuzz.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_choice(const struct setting_spec *spec, const char *text)
{
    for (size_t i = 0; spec->choices[i]; i++)
        if (strcmp(spec->choices[i], text) == 0)
            return true;
    return false;
}

static void is_allowed(const struct settings *settings, enum setting setting)
{
    const struct setting_spec *spec = &setting_specs[setting];
    const char *text = setting_text(settings, setting);
    double number = setting_number(settings, setting);
    HOLDS(text);
    HOLDS(spec->type != SETTING_CHOICE || is_choice(spec, text));
    HOLDS(spec->type != SETTING_SWITCH || strcmp(text, "true") == 0 || strcmp(text, "false") == 0);
    HOLDS(spec->type != SETTING_NUMBER || (number >= spec->least && number <= spec->most));
}

static void write_text(const char *text, FILE *out)
{
    putc('"', out);
    for (; *text; text++)
        if ((unsigned char)*text < ' ' || strchr("\"\\", *text))
            fprintf(out, "\\x%02x", (unsigned char)*text);
        else
            putc(*text, out);
    putc('"', out);
}

static char *written(const struct settings *settings, size_t *size)
{
    char *text = NULL;
    FILE *out = li_text_open(&text);
    for (int i = 0; i < SETTING_COUNT; i++) {
        enum setting_type type = setting_specs[i].type;
        const char *value = setting_text(settings, (enum setting)i);
        fprintf(out, "%s = ", setting_specs[i].name);
        if (type == SETTING_NUMBER || type == SETTING_SWITCH)
            fputs(value, out);
        else
            write_text(value, out);
        fputs(";\n", out);
    }
    *size = li_text_close(out);
    return text;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct settings settings, again;
    size_t length;
    settings_read(&settings, fuzz_file(data, size), true);
    for (int i = 0; i < SETTING_COUNT; i++)
        is_allowed(&settings, (enum setting)i);
    for (size_t i = 0; i < settings.mistake_count; i++)
        HOLDS(strlen(settings.mistakes[i]) > 10);
    char *text = written(&settings, &length);
    settings_read(&again, fuzz_file(text, length), true);
    HOLDS(again.mistake_count == 0);
    for (int i = 0; i < SETTING_COUNT; i++)
        HOLDS(strcmp(setting_text(&settings, (enum setting)i),
                  setting_text(&again, (enum setting)i)) == 0);
    settings_free(&again);
    settings_free(&settings);
    free(text);
    return 0;
}
