/*
 * hub_address.h: the address of a hub:
 * postgresql://LOGIN:PASSWORD@HOST:PORT,HOST2/DATABASE?sslmode=...
 */
#ifndef LI_DATA_HUB_HUB_ADDRESS_H
#define LI_DATA_HUB_HUB_ADDRESS_H

#include <stdbool.h>

/* Whether text begins like one. */
bool hub_address_is(const char *text);

/* The address without its password, which no message, list or invitation may show; with another
   login, if login is not NULL. The caller frees it. */
char *hub_address_offer(const char *address, const char *login);

#endif
