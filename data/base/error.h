/*
 * error.h: how a failure travels from where it happened to the person who can correct it.
 *
 * Every function that can fail returns an enum li_err and fills a struct li_error with one plain
 * sentence: what happened, to which record or line, and what to do. No trailing newline. Callers
 * inside the program pass err, never NULL, and test `if (code)`.
 */

#ifndef LI_DATA_BASE_ERROR_H
#define LI_DATA_BASE_ERROR_H

enum li_err {
    LI_OK = 0,
    LI_REFUSED,     /* the input breaks a rule: a person can correct it */
    LI_USAGE,       /* the command or query is worded wrongly */
    LI_NONE,        /* a name matches no record */
    LI_SEVERAL,     /* a name matches several records */
    LI_BUSY,        /* another program holds the database; trying again may help */
    LI_OLDER,       /* the database needs an update that reading alone cannot make */
    LI_INTERRUPTED, /* stopped on purpose */
    LI_IO,          /* disk, file or permission */
    LI_CORRUPT,     /* the database is damaged or not ours */
};

struct li_error {
    enum li_err code;
    char message[512];
};

/* Fills *err (NULL is allowed) and returns code, so that `return li_fail(err, ...)` reads well.
   A message too long for its field is cut after a whole UTF-8 character. */
enum li_err li_fail(struct li_error *err, enum li_err code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
