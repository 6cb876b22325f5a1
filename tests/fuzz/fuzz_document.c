/*
 * fuzz_document.c: a JSON document is taken in whole or not at all, and taken in again it changes
 * nothing.
 */
#include "core/exchange/restore.h"
#include "core/format/json_reader.h"
#include "tests/fuzz/fuzz.h"
#include <string.h>

/* All records of a kind, as texts. */
static void reads_to_its_end(struct json_reader *document, const struct kind *kind, size_t size)
{
    struct li_error err = {0};
    size_t total = 0;
    int more = 0;
    enum li_err code = json_reader_turn(document, kind, &err);
    while (code == LI_OK && (more = json_reader_next(document, &err)) > 0) {
        size_t length = strlen(json_reader_text(document));
        total += length;
        HOLDS(length > 0 && total <= size);
    }
    if (code != LI_OK || more < 0)
        fuzz_told(&err);
}

static void is_taken_in(const char *path)
{
    struct li_error err = {0};
    int64_t added, changed;
    uint64_t before = fuzz_office_fresh();
    if (restore_export(fuzz_office(), path, false, &added, &changed, &err) != LI_OK) {
        fuzz_told(&err);
        HOLDS(fuzz_office_digest() == before);
        return;
    }
    HOLDS((added + changed > 0) == (fuzz_office_digest() != before));
    if (added + changed == 0)
        return;
    HOLDS(restore_export(fuzz_office(), path, false, &added, &changed, &err) == LI_OK);
    HOLDS(added == 0 && changed == 0);
    fuzz_office_renew();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct li_error err = {0};
    struct json_reader *document;
    const char *path = fuzz_file(data, size);
    if (json_reader_open(path, &document, &err) != LI_OK) {
        fuzz_told(&err);
        return 0;
    }
    for (size_t i = 0; i < kind_count; i++)
        reads_to_its_end(document, kinds[i], size);
    json_reader_close(document);
    is_taken_in(path);
    return 0;
}
