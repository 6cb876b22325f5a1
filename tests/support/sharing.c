/*
 * sharing.c: databases that share.
 */
#include "tests/support/sharing.h"
#include "data/database/replica_key.h"
#include "data/store/query.h"
#include "tests/support/check.h"

void sharing_mark(struct store *store, int64_t seq)
{
    struct li_error err = {0};
    bool keyed = false;
    assert_int_equal(replica_key_is_there(store, &keyed, &err), LI_OK);
    if (!keyed) {
        struct query *query = query_new(
            store, "INSERT INTO local_key (replica, seed) VALUES (?1, zeroblob(32))", &err);
        query_bind_id(query, 1, store_replica(store));
        assert_int_equal(query_finish(query, &err), LI_OK);
        query_free(query);
    }
    assert_int_equal(replica_key_set_shared(store, store_replica(store), seq, &err), LI_OK);
}
