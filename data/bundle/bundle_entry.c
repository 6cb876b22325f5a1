/*
 * bundle_entry.c: writes and reads the fields of an entry, in order.
 */
#include "data/bundle/bundle_entry.h"
#include <assert.h>
#include <stdlib.h>

enum { BUNDLE_ENTRY_TEXT_MOST = 1 << 20 };

static void bundle_entry_add_hash(struct bytes *out, const struct hash *hash)
{
    encoding_add_bytes(
        out, hash_is_zero(hash) ? NULL : hash->byte, hash_is_zero(hash) ? 0 : HASH_SIZE);
}

void bundle_entry_encode(const struct entry *entry, struct bytes *out)
{
    assert(entry && entry->changeset && out);
    bool grouped = !id_is_nil(&entry->group);
    encoding_add_int(out, entry->sort);
    encoding_add_int(out, (int64_t)entry->hlc);
    encoding_add_text(out, entry->at);
    encoding_add_int(out, entry->schema);
    encoding_add_text(out, entry->author);
    encoding_add_text(out, entry->behalf);
    encoding_add_text(out, entry->label);
    encoding_add_bytes(out, grouped ? entry->group.byte : NULL, grouped ? ID_SIZE : 0);
    encoding_add_int(out, entry->last);
    bundle_entry_add_hash(out, &entry->reverts);
    bundle_entry_add_hash(out, &entry->stands_for);
    encoding_add_bytes(out, entry->changeset, entry->changeset_size);
}

bool bundle_entry_read(struct encoding_reader *reader, struct entry *out)
{
    assert(reader && out);
    *out = (struct entry){0};
    int64_t sort = encoding_read_int(reader);
    out->hlc = (uint64_t)encoding_read_int(reader);
    out->at = encoding_read_text(reader, BUNDLE_ENTRY_TEXT_MOST);
    out->schema = encoding_read_int(reader);
    out->author = encoding_read_text(reader, BUNDLE_ENTRY_TEXT_MOST);
    out->behalf = encoding_read_text(reader, BUNDLE_ENTRY_TEXT_MOST);
    out->label = encoding_read_text(reader, BUNDLE_ENTRY_TEXT_MOST);
    encoding_read_optional(reader, out->group.byte, ID_SIZE);
    int64_t last = encoding_read_int(reader);
    encoding_read_optional(reader, out->reverts.byte, HASH_SIZE);
    encoding_read_optional(reader, out->stands_for.byte, HASH_SIZE);
    out->changeset = (void *)encoding_read_bytes(reader, &out->changeset_size);
    out->sort = sort == ENTRY_TEAM ? ENTRY_TEAM : ENTRY_RECORDS;
    out->last = last != 0;
    out->effect = out->changeset;
    out->effect_size = out->changeset_size;
    out->state = ENTRY_WAITING;
    return !reader->damaged && out->at && out->author && out->label && out->changeset &&
           (sort == ENTRY_RECORDS || sort == ENTRY_TEAM) && (last == 0 || last == 1);
}

void bundle_entry_clear(struct entry *entry)
{
    assert(entry);
    free(entry->at);
    free(entry->author);
    free(entry->behalf);
    free(entry->label);
    *entry = (struct entry){0};
}
