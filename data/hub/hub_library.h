/*
 * hub_library.h: libpq, loaded when a hub is first used (data/base/optional_library.h).
 */
#ifndef LI_DATA_HUB_HUB_LIBRARY_H
#define LI_DATA_HUB_HUB_LIBRARY_H

#include "data/base/optional_library.h"
#include <libpq-fe.h>

/* clang-format off */
#define HUB_LIBRARY(S) \
    S(PQclear) \
    S(PQconnectdbParams) \
    S(PQconnectionNeedsPassword) \
    S(PQconninfoFree) \
    S(PQconninfoParse) \
    S(PQconsumeInput) \
    S(PQerrorMessage) \
    S(PQfinish) \
    S(PQflush) \
    S(PQgetResult) \
    S(PQgetisnull) \
    S(PQgetlength) \
    S(PQgetvalue) \
    S(PQisBusy) \
    S(PQresultErrorField) \
    S(PQresultStatus) \
    S(PQsendQueryParams) \
    S(PQsetNoticeProcessor) \
    S(PQsetSingleRowMode) \
    S(PQsetnonblocking) \
    S(PQsocket) \
    S(PQstatus)
/* clang-format on */
struct hub_library {
    HUB_LIBRARY(OPTIONAL_LIBRARY_POINTER)
};

/* LI_REFUSED: it is not installed. Loaded once, for as long as the program runs. */
enum li_err hub_library_load(const struct hub_library **out, struct li_error *err);
#endif
