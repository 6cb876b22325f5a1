/*
 * field_name.c: the names by which a person may call a field.
 */
#include "core/schema/field_name.h"
#include "core/base/text.h"
#include <assert.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Labels of earlier versions that are neither the field's name nor its label now: files written
   with them still import. */
static const struct {
    const char *kind, *field, *label;
} field_earlier_labels[] = {
    {"activity", "follow_up_done_on", "followed up on"},
    {"affiliate", "health_reasons", "why"},
    {"agreement", "renewal_lead", "lead days"},
    {"agreement", "our_signatories", "ours signed"},
    {"agreement", "their_signatories", "theirs signed"},
    {"agreement", "document_sha256", "sha-256"},
    {"goal", "fraction", "done"},
    {"resource", "link_sha256", "sha-256"},
};
enum { EARLIER_LABELS = sizeof field_earlier_labels / sizeof *field_earlier_labels };

/* Folded, with blanks for underscores. The caller frees it. */
static char *field_name_fold(const char *typed)
{
    char *folded = text_fold(typed);
    for (char *at = folded; *at; at++)
        if (*at == '_')
            *at = ' ';
    return folded;
}

static bool field_name_is(const char *name, const char *folded)
{
    char *other = field_name_fold(name);
    bool same = strcmp(other, folded) == 0;
    free(other);
    return same;
}

static bool field_name_was(const struct kind *kind, const struct field *field, const char *folded)
{
    for (int i = 0; i < EARLIER_LABELS; i++)
        if (strcmp(field_earlier_labels[i].kind, kind->name) == 0 &&
            strcmp(field_earlier_labels[i].field, field->name) == 0 &&
            strcmp(field_earlier_labels[i].label, folded) == 0)
            return true;
    return false;
}

static int field_name_find_folded(const struct kind *kind, const char *folded)
{
    for (int i = 0; i < kind->field_count; i++)
        if (field_name_is(kind->fields[i].name, folded))
            return i;
    for (int i = 0; i < kind->field_count; i++)
        if (field_name_is(kind->fields[i].label, folded))
            return i;
    for (int i = 0; i < kind->field_count; i++)
        if (field_name_was(kind, &kind->fields[i], folded))
            return i;
    return -1;
}

int field_name_find(const struct kind *kind, const char *typed)
{
    assert(kind && typed);
    for (int i = 0; i < kind->field_count; i++) /* as programs write it, and most people */
        if (strcmp(kind->fields[i].name, typed) == 0)
            return i;
    char *folded = field_name_fold(typed);
    int field = field_name_find_folded(kind, folded);
    free(folded);
    return field;
}

const char *field_name_within(const char *label, char out[FIELD_LABEL_SIZE])
{
    assert(label && strlen(label) < FIELD_LABEL_SIZE);
    memcpy(out, label, strlen(label) + 1);
    if (!isupper((unsigned char)out[1]))
        out[0] = (char)tolower((unsigned char)out[0]);
    return out;
}
