/*
 * demo.c: the sample of data/sample as one change.
 */
#include "core/demo/demo.h"
#include "core/demo/seed.h"
#include "data/journal/journal.h"
#include <assert.h>

static enum li_err demo_write_sample(struct store *store, void *arg, struct li_error *err)
{
    (void)store;
    return seed_folder(arg, "sample", err);
}

enum li_err demo_sample(struct context *context, struct li_error *err)
{
    assert(context);
    store_set_author(context->store, LI_ITSELF);
    enum li_err code =
        journal_write(context->store, "Add sample data", demo_write_sample, context, NULL, err);
    store_set_author(context->store, context->as);
    return code;
}
