/*
 * changeset_write.h: writes changes as a changeset, as an SQLite session would record them.
 */
#ifndef LI_DATA_CHANGESET_CHANGESET_WRITE_H
#define LI_DATA_CHANGESET_CHANGESET_WRITE_H

#include "data/base/bytes.h"

struct sqlite3_value;
struct table_info;

/* {0} is empty. The owner frees bytes.at. */
struct changeset_write {
    struct bytes bytes;
    const struct table_info *table; /* of the last change */
};

/* Each of these is given as many values as the table has columns. */

/* Adds that a record with these values comes or goes. NULL means null. */
void changeset_write_addition(struct changeset_write *write, const struct table_info *table,
    struct sqlite3_value *const *values);
void changeset_write_removal(struct changeset_write *write, const struct table_info *table,
    struct sqlite3_value *const *values);

/* Adds what differs between the values of a record before and after. Nothing is added where nothing
   differs. The key must not differ. */
void changeset_write_setting(struct changeset_write *write, const struct table_info *table,
    struct sqlite3_value *const *before, struct sqlite3_value *const *after);

#endif
