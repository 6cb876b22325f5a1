/*
 * signature_memo.h: signatures that were verified before, so that they are not computed again.
 *
 * A team is judged several times in one sync, by the same signatures of the same acts.
 */
#ifndef LI_DATA_CRYPTO_SIGNATURE_MEMO_H
#define LI_DATA_CRYPTO_SIGNATURE_MEMO_H

#include "data/crypto/signature.h"

struct signature_memo;
struct signature_memo *signature_memo_new(void);
void signature_memo_free(struct signature_memo *memo); /* NULL is allowed */

/* As signature_verify; memo NULL: nothing is remembered. */
bool signature_memo_verify(struct signature_memo *memo, const struct signature_public *public,
    const char *tag, const void *bytes, size_t size, const struct signature *signature);

#endif
