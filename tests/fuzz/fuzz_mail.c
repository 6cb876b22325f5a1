/*
 * fuzz_mail.c: bytes taken for a file of bundles: each record is given as far as the file is whole,
 * and what is wrong with the rest is told in a sentence. It is read twice, for bundles and for what
 * devices have; both find the same end.
 */
#include "data/base/memory.h"
#include "data/carrier/bundle_file.h"
#include "data/journal/scratch.h"
#include "tests/fuzz/fuzz.h"
#include <string.h>

static const struct id fuzz_team = {{1}}, fuzz_key = {{2}};

/* What fuzz_bundle.c seals with, so that the bundles of its corpus open. */
static struct store *mail_store(void)
{
    static struct store *store;
    static const struct seal_key key = {{3}};
    struct li_error err = {0};
    if (!store)
        HOLDS(!scratch_open(&store, NULL, NULL, &err) && !keys_save(store, &fuzz_key, &key, &err));
    return store;
}

/* A carrier_give_bundle. */
static enum li_err mail_bundle(
    void *arg, const char *name, const void *bytes, size_t size, struct li_error *err)
{
    struct li_error why = {0};
    struct keys keys;
    HOLDS(*name && (bytes || size == 0) && !keys_load(mail_store(), &keys, err));
    struct bundle *bundle = bundle_open(bytes, size, &fuzz_team, &keys, &why);
    if (!bundle)
        fuzz_told(&why);
    bundle_close(bundle);
    keys_clear(&keys);
    ++*(size_t *)arg;
    return LI_OK;
}

/* A carrier_give_told. */
static enum li_err mail_told(
    void *arg, const struct id *device, struct heads *heads, struct li_error *err)
{
    (void)err;
    HOLDS(device);
    for (size_t i = 0; i < heads->count; i++)
        HOLDS(heads->items[i].seq >= 0);
    ++*(size_t *)arg;
    return LI_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct heads none;
    size_t bundles = 0, vectors = 0;
    struct li_error pulled = {0}, headed = {0};
    struct carrier carrier = {.class = &bundle_file_class,
        .name = "mail",
        .place = fuzz_file(data, size),
        .store = mail_store(),
        .team = fuzz_team};
    HOLDS(!bundle_file_class.open(&carrier, &pulled));
    enum li_err pull = bundle_file_class.pull(&carrier, &none, mail_bundle, &bundles, &pulled);
    enum li_err told = bundle_file_class.told(&carrier, mail_told, &vectors, &headed);
    bundle_file_class.close(&carrier);
    HOLDS(pull == told);
    if (pull)
        fuzz_told(&pulled);
    HOLDS(!pull || strcmp(pulled.message, headed.message) == 0);
    HOLDS(bundles <= size);
    return 0;
}
