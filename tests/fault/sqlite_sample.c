/*
 * sqlite_sample.c: the sample data, opened by one of its people on its own day.
 */
#include "tests/fault/sqlite_sample.h"
#include "core/demo/demo.h"
#include "core/open.h"
#include "core/query/lookup.h"
#include "tests/support/check.h"

static struct context *sqlite_sample_context(struct place *place)
{
    struct context *context;
    struct context_options options = {.path = place->path,
        .mode = STORE_WRITE,
        .as = "Wren Abernethy-Sousa",
        .today = date_parse("2026-06-30")};
    if (context_open(&context, &options, &place->err))
        fail_msg("%s", place->err.message);
    return context;
}

void sqlite_sample_make(struct place *place)
{
    assert_int_equal(context_create(place->path, "Home", "Test", &place->err), LI_OK);
    struct context *context = sqlite_sample_context(place);
    if (demo_sample(context, &place->err))
        fail_msg("%s", place->err.message);
    context_close(context);
}

struct store *sqlite_sample_open(struct sqlite_trial *trial)
{
    trial->context = sqlite_sample_context(trial->place);
    return NULL;
}

void sqlite_sample_close(struct sqlite_trial *trial)
{
    context_close(trial->context);
    trial->context = NULL;
}

enum li_err sqlite_sample_find(struct sqlite_trial *trial, const struct kind *kind, const char *ref,
    struct id *out, struct li_error *err)
{
    struct candidates several = {0};
    enum li_err code = lookup(trial->context, kind, ref, out, &several, err);
    lookup_candidates_free(&several);
    return code;
}
