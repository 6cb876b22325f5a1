/*
 * hub_address.c: finds the login and the secrets in an address.
 */
#include "data/hub/hub_address.h"
#include "data/base/bytes.h"
#include "data/base/memory.h"
#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

bool hub_address_is(const char *text)
{
    assert(text);
    return strncasecmp(text, "postgresql://", 13) == 0 || strncasecmp(text, "postgres://", 11) == 0;
}

/* Whether a parameter is a secret, or a login that is to be replaced. */
static bool hub_address_drops(const char *parameter, const char *login)
{
    return strncasecmp(parameter, "password=", 9) == 0 ||
           strncasecmp(parameter, "sslpassword=", 12) == 0 ||
           (login && strncasecmp(parameter, "user=", 5) == 0);
}

/* Adds what follows the question mark, parameter by parameter. */
static void hub_address_add_parameters(const char *at, const char *login, struct bytes *out)
{
    const char *mark = "?";
    while (*at) {
        size_t size = strcspn(at, "&");
        if (!hub_address_drops(at, login)) {
            bytes_add_text(out, mark);
            bytes_add(out, at, size);
            mark = "&";
        }
        at += size;
        at += *at == '&';
    }
}

/* Adds a login, percent-encoded. */
static void hub_address_add_login(const char *login, struct bytes *out)
{
    for (; *login; login++) {
        char encoded[4] = {*login};
        if (!isalnum((unsigned char)*login) && !strchr("-._~", *login))
            snprintf(encoded, sizeof encoded, "%%%02X", (unsigned)(unsigned char)*login);
        bytes_add_text(out, encoded);
    }
}

char *hub_address_offer(const char *address, const char *login)
{
    assert(address);
    struct bytes out = {0};
    const char *scheme = strstr(address, "://");
    const char *own = scheme ? scheme + 3 : address;
    /* A password may contain an @ that is not encoded, so it ends at the last one. */
    const char *at = strrchr(own, '@'), *host = at ? at + 1 : own;
    size_t own_size = at ? strcspn(own, ":@") : 0, plain = strcspn(host, "?");
    bytes_add(&out, address, (size_t)(own - address));
    if (login)
        hub_address_add_login(login, &out);
    else
        bytes_add(&out, own, own_size);
    if (login || at)
        bytes_add_text(&out, "@");
    bytes_add(&out, host, plain);
    if (host[plain] == '?')
        hub_address_add_parameters(host + plain + 1, login, &out);
    bytes_add(&out, "", 1);
    return out.at;
}
