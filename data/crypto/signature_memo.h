/*
 * signature_memo.h: signatures that were verified before, so that they are not computed again.
 *
 * A team is judged several times in one sync, and again in the next, by the same signatures of the
 * same acts.
 */
#ifndef LI_DATA_CRYPTO_SIGNATURE_MEMO_H
#define LI_DATA_CRYPTO_SIGNATURE_MEMO_H

#include "data/crypto/signature.h"

struct signature_memo;
struct signature_memo *signature_memo_new(void);
void signature_memo_free(struct signature_memo *memo); /* NULL is allowed */

/* How many signatures it has, and all of them as text, for the caller to free. A text that this
   database itself saved is added to a memo again: other programs of the same database need not
   verify them once more. Where it is not such a text, the rest of it is left out. */
size_t signature_memo_count(const struct signature_memo *memo);
char *signature_memo_text(const struct signature_memo *memo);
void signature_memo_add_text(struct signature_memo *memo, const char *text);

/* As signature_verify; memo NULL: nothing is remembered. */
bool signature_memo_verify(struct signature_memo *memo, const struct signature_public *public,
    const char *tag, const void *bytes, size_t size, const struct signature *signature);

#endif
