/*
 * database_file.h: a database as a file: created, judged before it is opened, put in its place.
 */
#ifndef LI_DATA_DATABASE_DATABASE_FILE_H
#define LI_DATA_DATABASE_DATABASE_FILE_H

#include "data/base/error.h"
#include "data/store/store.h"

enum { DATABASE_FILE_APPLICATION = 0x4C494149 /* "LIAI", its application_id */ };

/* Refuses, each with its own message, what must not be opened in that mode: a file that is missing,
   damaged, not ours, newer than this program, or read-only (no write permission bit counts, for
   root too). Nothing is touched. *immutable: the folder cannot be written either, so that SQLite
   must be told to leave locks and logs alone. */
enum li_err database_file_judge(
    const char *path, enum store_mode mode, bool *immutable, struct li_error *err);

/* Creates an empty file, 0600, in a folder that is created 0700 where it is missing. */
enum li_err database_file_create(const char *path, struct li_error *err);
/* The same under a temporary name beside path (disk.h), which the caller frees. */
enum li_err database_file_create_beside(const char *path, char **out, struct li_error *err);

/* Refuses a path where a file is, or where a lost database left its log: SQLite would take that for
   the new one's. */
enum li_err database_file_is_free(const char *path, struct li_error *err);

/* For a database made beside path, where nothing is yet: *part, for the caller to free, is the name
   to make it under; once it is closed, put gives it its place, durably. */
enum li_err database_file_reserve(const char *path, char **part, struct li_error *err);
enum li_err database_file_put(const char *part, const char *path, struct li_error *err);

/* Removes the file, its log and its journal. */
void database_file_remove(const char *path);
bool database_file_exists(const char *path, const char *suffix);

enum li_err database_file_refuse_newer(const char *path, int version, struct li_error *err);
enum li_err database_file_refuse_foreign(const char *path, struct li_error *err);

#endif
