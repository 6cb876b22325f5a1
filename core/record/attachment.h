/*
 * attachment.h: the file that a link names: its path, its digest, and whether it has changed.
 */
#ifndef LI_CORE_RECORD_ATTACHMENT_H
#define LI_CORE_RECORD_ATTACHMENT_H

#include "core/record/record.h"

enum { DIGEST_TEXT_SIZE = 65 };

/* The path that a link means: file:///..., ~/..., or a path as it is. The caller frees it; NULL: it
   is no path but an address, such as https://example.org. */
char *attachment_path(const char *link);

/* The SHA-256 of a file in hexadecimal. LI_IO: it cannot be read. LI_REFUSED: it is the open
   database's own. */
enum li_err attachment_digest(const char *path, char out[DIGEST_TEXT_SIZE], struct li_error *err);

enum attachment {
    ATTACHMENT_ELSEWHERE, /* an address: nothing to compare */
    ATTACHMENT_MISSING,   /* there is no such file */
    ATTACHMENT_UNREAD,    /* it cannot be read */
    ATTACHMENT_UNKEPT,    /* a file without a recorded digest */
    ATTACHMENT_LARGE,     /* larger than what may be compared now */
    ATTACHMENT_SAME,
    ATTACHMENT_OWN, /* it is the open database's own, and must not be read */
    ATTACHMENT_CHANGED,
};

/* Compares the file with the recorded digest (NULL: none) unless it is larger than that many bytes
   (0: whatever its size). Reading a megabyte takes some milliseconds. */
enum attachment attachment_compare(const char *link, const char *digest, int64_t most);
/* "changed since it was recorded": what follows "The document is". NULL: nothing to say. */
const char *attachment_words(enum attachment attachment);

/* The field with the digest of what a link names, NAME_sha256; -1: the kind has none.
 */
int attachment_digest_field(const struct kind *kind, int link);

/* For kind->before_write: a link that changed to a file gets its full path and its digest, unless
   that was given too; a link to anything else gets none, and one to the open database is refused.
 */
enum li_err attachment_before_write(
    struct store *store, struct record *record, struct li_error *err);

#endif
