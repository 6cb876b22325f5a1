/*
 * hub_array.h: a list as a parameter of a statement: PostgreSQL's binary form of an array.
 *
 *     struct bytes list = {0};
 *     hub_array_begin(&list, HUB_BYTEA, 2);
 *     hub_array_add(&list, hub_value_id(&one));
 *     hub_array_add(&list, hub_value_id(&other)); // the parameter is {list.at, list.size}
 */
#ifndef LI_DATA_HUB_HUB_ARRAY_H
#define LI_DATA_HUB_HUB_ARRAY_H

#include "data/base/bytes.h"
#include "data/hub/hub_connection.h"

enum hub_type { HUB_BYTEA = 17, HUB_BIGINT = 20 };

/* count: how many items are then added, each of that type. */
void hub_array_begin(struct bytes *out, enum hub_type type, size_t count);
void hub_array_add(struct bytes *out, struct hub_value item);

#endif
