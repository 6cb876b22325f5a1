/*
 * told_heads.h: what each device said that it has, sealed for the way and saved here
 * (local_device_head).
 *
 * It says who lacks what, so that a withheld bundle shows and a mailed file holds only what is new
 * to whom it is for. Nothing rests on it.
 */
#ifndef LI_DATA_CARRIER_TOLD_HEADS_H
#define LI_DATA_CARRIER_TOLD_HEADS_H

#include "data/base/bytes.h"
#include "data/branch/heads.h"
#include "data/team/keys.h"

/* Adds the sealed bytes of a vector of a device to *out. LI_NONE: there is no team key here. */
enum li_err told_heads_seal(struct store *store, const struct id *team, const struct id *device,
    const struct heads *heads, struct bytes *out, struct li_error *err);
/* And back. LI_CORRUPT: it is none; LI_NONE: a key that is not here. The caller frees *out by
   heads_clear, whatever is returned. */
enum li_err told_heads_open(const void *bytes, size_t size, const struct id *team,
    const struct keys *keys, struct id *device, struct heads *out, struct li_error *err);

/* Saves that a device said it has the entries up to this one. Inside a transaction or outside. */
enum li_err told_heads_save(struct store *store, const struct id *device,
    const struct entry_name *head, struct li_error *err);
/* The caller frees *out by heads_clear, whatever is returned. */
enum li_err told_heads_load(
    struct store *store, const struct id *device, struct heads *out, struct li_error *err);

#endif
