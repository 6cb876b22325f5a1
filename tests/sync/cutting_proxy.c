/*
 * cutting_proxy.c: cutting_proxy PORT BYTES: passes connections on to that port of this computer,
 * one at a time, and breaks the first one after so many bytes, either way. Prints its own port,
 * then serves until its standard input ends; a number there is after how many bytes the next one
 * breaks.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static struct sockaddr_in proxy_address(int port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

/* Passes what is there on from one to the other, at most *left bytes. False: the end. */
static bool proxy_pass(int from, int to, long *left)
{
    char bytes[4096];
    ssize_t most = *left < (long)sizeof bytes ? (ssize_t)*left : (ssize_t)sizeof bytes;
    ssize_t count = read(from, bytes, (size_t)most);
    for (ssize_t done = 0, part; done < count; done += part)
        if ((part = write(to, bytes + done, (size_t)(count - done))) <= 0)
            return false;
    *left -= count;
    return count > 0 && *left > 0;
}

static void proxy_serve(int client, int port, long left)
{
    struct sockaddr_in address = proxy_address(port);
    int server = socket(AF_INET, SOCK_STREAM, 0);
    bool open = connect(server, (struct sockaddr *)&address, sizeof address) == 0;
    struct pollfd ends[] = {{.fd = client, .events = POLLIN}, {.fd = server, .events = POLLIN},
        {.fd = STDIN_FILENO, .events = POLLIN}};
    while (open && left > 0 && poll(ends, 3, -1) > 0) {
        if (ends[0].revents)
            open = proxy_pass(client, server, &left);
        if (open && ends[1].revents)
            open = proxy_pass(server, client, &left);
        if (ends[2].revents)
            open = false;
    }
    close(server);
    close(client);
}

/* False: the input ended. */
static bool proxy_read_number(long *number)
{
    char text[32];
    ssize_t size = read(STDIN_FILENO, text, sizeof text - 1);
    if (size <= 0)
        return false;
    text[size] = '\0';
    *number = atol(text);
    return true;
}

int main(int count, char **words)
{
    if (count != 3)
        return 2;
    int port = atoi(words[1]), listener = socket(AF_INET, SOCK_STREAM, 0);
    long left = atol(words[2]);
    struct sockaddr_in address = proxy_address(0);
    socklen_t size = sizeof address;
    if (bind(listener, (struct sockaddr *)&address, size) || listen(listener, 8) ||
        getsockname(listener, (struct sockaddr *)&address, &size))
        return 1;
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    struct pollfd ends[] = {
        {.fd = listener, .events = POLLIN}, {.fd = STDIN_FILENO, .events = POLLIN}};
    while (poll(ends, 2, -1) > 0) {
        if (ends[1].revents) {
            if (!proxy_read_number(&left))
                return 0;
            continue;
        }
        proxy_serve(accept(listener, NULL, NULL), port, left);
        left = 1L << 40; /* the next are left alone */
    }
    return 0;
}
