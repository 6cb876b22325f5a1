/*
 * wire.c: the functions through which all bundles pass.
 */
#include "tests/sync/wire.h"
#include "data/bundle/bundle.h"
#include "data/carrier/folder_disk.h"
#include "data/carrier/folder_push.h"
#include "tests/sync/dice.h"
#include <string.h>

struct wire wire;

enum li_err __real_folder_disk_read(
    const char *folder, const char *name, size_t most, struct bytes *out, struct li_error *err);
enum li_err __wrap_folder_disk_read(
    const char *folder, const char *name, size_t most, struct bytes *out, struct li_error *err);
enum li_err __real_folder_disk_write(
    const char *folder, const char *name, const void *bytes, size_t size, struct li_error *err);
enum li_err __wrap_folder_disk_write(
    const char *folder, const char *name, const void *bytes, size_t size, struct li_error *err);
struct bundle *__real_bundle_open(const void *bytes, size_t size, const struct id *team,
    const struct keys *keys, struct li_error *err);
struct bundle *__wrap_bundle_open(const void *bytes, size_t size, const struct id *team,
    const struct keys *keys, struct li_error *err);
enum li_err __real_folder_push(struct carrier *carrier, const struct bundle_header *header,
    const void *bytes, size_t size, struct li_error *err);
enum li_err __wrap_folder_push(struct carrier *carrier, const struct bundle_header *header,
    const void *bytes, size_t size, struct li_error *err);
int __wrap_fsync(int descriptor);

enum li_err __wrap_folder_disk_read(
    const char *folder, const char *name, size_t most, struct bytes *out, struct li_error *err)
{
    size_t before = out->size;
    enum li_err code = __real_folder_disk_read(folder, name, most, out, err);
    if (strstr(name, ".heads"))
        wire.heads += out->size - before;
    return code;
}

enum li_err __wrap_folder_disk_write(
    const char *folder, const char *name, const void *bytes, size_t size, struct li_error *err)
{
    *(strstr(name, ".heads") ? &wire.heads : &wire.written) += size;
    dice_set_aside(true); /* its temporary name */
    enum li_err code = __real_folder_disk_write(folder, name, bytes, size, err);
    dice_set_aside(false);
    return code;
}

struct bundle *__wrap_bundle_open(const void *bytes, size_t size, const struct id *team,
    const struct keys *keys, struct li_error *err)
{
    wire.read += size;
    return __real_bundle_open(bytes, size, team, keys, err);
}

enum li_err __wrap_folder_push(struct carrier *carrier, const struct bundle_header *header,
    const void *bytes, size_t size, struct li_error *err)
{
    wire.pushed += size;
    wire.entries += (size_t)(header->last - header->first + 1);
    return __real_folder_push(carrier, header, bytes, size, err);
}

int __wrap_fsync(int descriptor)
{
    (void)descriptor;
    return 0;
}
