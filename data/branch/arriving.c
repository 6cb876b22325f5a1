/*
 * arriving.c: the mark is a fact (data/database/fact.h).
 */
#include "data/branch/arriving.h"
#include "data/database/fact.h"
#include "data/store/transaction.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const char arriving_fact[] = "arriving";

static const char arriving_yes[] = "1", arriving_no[] = "0";

static enum li_err arriving_save(struct store *store, const char *value, struct li_error *err)
{
    enum li_err code = transaction_begin(store, err);
    if (!code)
        code = fact_save(store, arriving_fact, value, err);
    if (!code)
        code = transaction_commit(store, err);
    transaction_rollback(store);
    return code;
}

enum li_err arriving_begin(struct store *store, struct li_error *err)
{
    assert(store && err);
    return arriving_save(store, arriving_yes, err);
}

enum li_err arriving_end(struct store *store, struct li_error *err)
{
    assert(store && err);
    return arriving_save(store, arriving_no, err);
}

enum li_err arriving_load(struct store *store, bool *arriving, struct li_error *err)
{
    assert(store && arriving && err);
    char *value;
    enum li_err code = fact_load(store, arriving_fact, &value, err);
    *arriving = value && strcmp(value, arriving_yes) == 0;
    free(value);
    return code;
}
