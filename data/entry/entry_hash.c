/*
 * entry_hash.c: hashes the fields of an entry in order.
 */
#include "data/entry/entry_hash.h"
#include <assert.h>

static void entry_hash_id(struct hasher *hasher, const struct id *id)
{
    hash_add_bytes(hasher, id_is_nil(id) ? NULL : id->byte, ID_SIZE);
}

static void entry_hash_hash(struct hasher *hasher, const struct hash *hash)
{
    hash_add_bytes(hasher, hash_is_zero(hash) ? NULL : hash->byte, HASH_SIZE);
}

struct hash entry_hash(const struct entry *entry)
{
    assert(entry);
    struct hasher hasher;
    hash_begin(&hasher);
    hash_add_text(&hasher, "liaise entry 2");
    hash_add_int(&hasher, entry->sort);
    hash_add_bytes(&hasher, entry->name.replica.byte, ID_SIZE);
    hash_add_int(&hasher, entry->name.seq);
    hash_add_int(&hasher, (int64_t)entry->hlc);
    hash_add_text(&hasher, entry->at);
    hash_add_int(&hasher, entry->schema);
    hash_add_text(&hasher, entry->author);
    hash_add_text(&hasher, entry->behalf);
    hash_add_text(&hasher, entry->label);
    entry_hash_id(&hasher, &entry->group);
    hash_add_int(&hasher, entry->last);
    entry_hash_hash(&hasher, &entry->reverts);
    entry_hash_hash(&hasher, &entry->stands_for);
    hash_add_bytes(&hasher, entry->changeset ? entry->changeset : "", entry->changeset_size);
    hash_add_bytes(&hasher, entry->before.byte, HASH_SIZE);
    return hash_end(&hasher);
}
