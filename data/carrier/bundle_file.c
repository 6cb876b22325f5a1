/*
 * bundle_file.c: writes and reads a file of bundles.
 *
 * What holds between calls:
 *
 * 1. draft is open only while writing is set: from the first push or tell until close.
 */
#include "data/carrier/bundle_file.h"
#include "data/base/disk.h"
#include "data/base/file.h"
#include "data/base/memory.h"
#include "data/carrier/told_heads.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const char bundle_file_start[] = "liaise bundles 1\n";
enum { BUNDLE_FILE_BUNDLE = 'B', BUNDLE_FILE_HEADS = 'H', BUNDLE_FILE_END = 'E' };
enum { BUNDLE_FILE_LENGTH = 8 };

/* The state of an open carrier. The file is opened only when something is read or written. */
struct bundle_file {
    struct file_draft draft;
    bool writing;
};

static enum li_err bundle_file_open(struct carrier *carrier, struct li_error *err)
{
    assert(carrier && carrier->place && err);
    (void)err;
    carrier->state = li_calloc(1, sizeof(struct bundle_file));
    return LI_OK;
}

static void bundle_file_close(struct carrier *carrier)
{
    struct bundle_file *file = carrier->state;
    if (file && file->writing)
        file_draft_free(&file->draft);
    free(file);
    carrier->state = NULL;
}

/* --- writing ---------------------------------------------------------------------------------- */

static enum li_err bundle_file_fail(const struct carrier *carrier, struct li_error *err)
{
    return disk_fail("written", carrier->place, err);
}

static enum li_err bundle_file_begin(struct carrier *carrier, struct li_error *err)
{
    struct bundle_file *file = carrier->state;
    if (file->writing)
        return LI_OK;
    file->writing = true;
    enum li_err code = file_draft_open(&file->draft, carrier->place, err);
    if (!code && fputs(bundle_file_start, file->draft.out) < 0)
        code = bundle_file_fail(carrier, err);
    return code;
}

static enum li_err bundle_file_add(
    struct carrier *carrier, int letter, const void *bytes, size_t size, struct li_error *err)
{
    struct bundle_file *file = carrier->state;
    enum li_err code = bundle_file_begin(carrier, err);
    if (code)
        return code;
    unsigned char length[BUNDLE_FILE_LENGTH];
    for (int i = 0; i < BUNDLE_FILE_LENGTH; i++)
        length[i] = (unsigned char)((uint64_t)size >> (8 * (BUNDLE_FILE_LENGTH - 1 - i)));
    FILE *out = file->draft.out;
    bool written = fputc(letter, out) != EOF && fwrite(length, sizeof length, 1, out) == 1 &&
                   (size == 0 || fwrite(bytes, size, 1, out) == 1);
    return written ? LI_OK : bundle_file_fail(carrier, err);
}

static enum li_err bundle_file_push(struct carrier *carrier, const struct bundle_header *header,
    const void *bytes, size_t size, struct li_error *err)
{
    (void)header;
    return bundle_file_add(carrier, BUNDLE_FILE_BUNDLE, bytes, size, err);
}

static enum li_err bundle_file_tell(
    struct carrier *carrier, const struct heads *have, struct li_error *err)
{
    struct bundle_file *file = carrier->state;
    struct bytes bytes = {0};
    enum li_err code = told_heads_seal(carrier, have, &bytes, err);
    if (!code)
        code = bundle_file_add(carrier, BUNDLE_FILE_HEADS, bytes.at, bytes.size, err);
    if (!code)
        code = bundle_file_add(carrier, BUNDLE_FILE_END, NULL, 0, err);
    if (!code)
        code = file_draft_close(&file->draft, err);
    if (!code)
        code = file_draft_publish(&file->draft, err);
    free(bytes.at);
    return code;
}

/* --- reading ---------------------------------------------------------------------------------- */

/* A file being read. give_bundle or give_told is NULL: that kind of record is not wanted. */
struct bundle_file_reader {
    struct carrier *carrier;
    FILE *in;
    struct keys keys;
    carrier_give_bundle give_bundle;
    carrier_give_told give_told;
    void *arg;
    int bundles; /* so far */
};

static enum li_err bundle_file_give_told(
    struct bundle_file_reader *reader, const struct bytes *bytes, struct li_error *err)
{
    struct id device;
    struct heads heads;
    struct li_error ignored;
    enum li_err code = LI_OK;
    if (!told_heads_open(bytes->at, bytes->size, &reader->carrier->team, &reader->keys, &device,
            &heads, &ignored))
        code = reader->give_told(reader->arg, &device, &heads, err);
    heads_clear(&heads);
    return code;
}

static enum li_err bundle_file_give_bundle(
    struct bundle_file_reader *reader, const struct bytes *bytes, struct li_error *err)
{
    char *name = li_format("%s, bundle %d", reader->carrier->place, ++reader->bundles);
    enum li_err code = reader->give_bundle(reader->arg, name, bytes->at, bytes->size, err);
    free(name);
    return code;
}

static enum li_err bundle_file_is_cut(const struct bundle_file_reader *reader, struct li_error *err)
{
    const char *place = reader->carrier->place;
    if (ferror(reader->in))
        return disk_fail("read", place, err);
    return li_fail(err, LI_REFUSED,
        "%s is incomplete: it was cut short in transit; ask for it again. What came before the cut "
        "was imported.",
        place);
}

/* Reads the bytes of a record in steps, so that a false length takes no memory. */
static bool bundle_file_read(FILE *in, uint64_t size, struct bytes *out)
{
    char step[16384];
    while (size > 0) {
        size_t count = fread(step, 1, size < sizeof step ? (size_t)size : sizeof step, in);
        if (count == 0)
            return false;
        bytes_add(out, step, count);
        size -= count;
    }
    return true;
}

/* *letter: what the record was; BUNDLE_FILE_END ends the file. */
static enum li_err bundle_file_next(
    struct bundle_file_reader *reader, int *letter, struct li_error *err)
{
    unsigned char length[BUNDLE_FILE_LENGTH];
    struct bytes bytes = {0};
    uint64_t size = 0;
    *letter = fgetc(reader->in);
    if (*letter == EOF || fread(length, sizeof length, 1, reader->in) != 1)
        return bundle_file_is_cut(reader, err);
    for (int i = 0; i < BUNDLE_FILE_LENGTH; i++)
        size = size << 8 | length[i];
    enum li_err code = LI_OK;
    if (size > BUNDLE_SIZE_MOST)
        code = li_fail(err, LI_REFUSED,
            "%s is damaged; ask for it again. What came before the damage was imported.",
            reader->carrier->place);
    else if (!bundle_file_read(reader->in, size, &bytes))
        code = bundle_file_is_cut(reader, err);
    else if (*letter == BUNDLE_FILE_HEADS && reader->give_told)
        code = bundle_file_give_told(reader, &bytes, err);
    else if (*letter == BUNDLE_FILE_BUNDLE && reader->give_bundle)
        code = bundle_file_give_bundle(reader, &bytes, err);
    free(bytes.at);
    return code;
}

static enum li_err bundle_file_read_single(
    struct bundle_file_reader *reader, const char *start, size_t count, struct li_error *err)
{
    struct bytes bytes = {0};
    struct bundle_header header;
    struct li_error ignored;
    bytes_add(&bytes, start, count);
    bundle_file_read(reader->in, BUNDLE_SIZE_MOST, &bytes);
    enum li_err code = LI_OK;
    if (bundle_header_read(bytes.at, bytes.size, &header, &ignored))
        code = li_fail(err, LI_REFUSED,
            "%s contains no bundles; `liaise sync export FILE` makes such a file.",
            reader->carrier->place);
    else if (reader->give_bundle)
        code = bundle_file_give_bundle(reader, &bytes, err);
    free(bytes.at);
    return code;
}

static enum li_err bundle_file_read_all(struct bundle_file_reader *reader, struct li_error *err)
{
    char start[sizeof bundle_file_start - 1];
    size_t count = fread(start, 1, sizeof start, reader->in);
    if (count != sizeof start || memcmp(start, bundle_file_start, sizeof start) != 0)
        return bundle_file_read_single(reader, start, count, err);
    int letter = 0;
    enum li_err code = LI_OK;
    while (!code && letter != BUNDLE_FILE_END)
        code = bundle_file_next(reader, &letter, err);
    return code;
}

static enum li_err bundle_file_read_from(struct bundle_file_reader *reader, struct li_error *err)
{
    reader->in = file_open(reader->carrier->place, err);
    if (!reader->in)
        return err->code;
    enum li_err code = keys_load(reader->carrier->store, &reader->keys, err);
    if (!code)
        code = bundle_file_read_all(reader, err);
    keys_clear(&reader->keys);
    fclose(reader->in);
    return code;
}

static enum li_err bundle_file_pull(struct carrier *carrier, const struct heads *have,
    carrier_give_bundle give, void *arg, struct li_error *err)
{
    (void)have; /* skipping what is known costs little */
    struct bundle_file_reader reader = {.carrier = carrier, .give_bundle = give, .arg = arg};
    return bundle_file_read_from(&reader, err);
}

/* What the writer of the file has. */
static enum li_err bundle_file_told(
    struct carrier *carrier, carrier_give_told give, void *arg, struct li_error *err)
{
    struct bundle_file_reader reader = {.carrier = carrier, .give_told = give, .arg = arg};
    return bundle_file_read_from(&reader, err);
}

const struct carrier_class bundle_file_class = {
    .name = "file",
    .open = bundle_file_open,
    .close = bundle_file_close,
    .told = bundle_file_told,
    .pull = bundle_file_pull,
    .push = bundle_file_push,
    .tell = bundle_file_tell,
};
