/*
 * subject.h: a program in a pseudo-terminal whose answers are timed.
 */
#ifndef LI_TESTS_BENCH_SUBJECT_H
#define LI_TESTS_BENCH_SUBJECT_H

#include <stdbool.h>
#include <stddef.h>

/* To the list of affiliates. */
#define KEYS_AFFILIATES "2"

struct terminal;

struct subject {
    const char *const *argv;
    struct terminal *terminal;
};

struct answer_output {
    double ms; /* from the key to the last byte of the answer to it */
    size_t bytes;
};

double subject_start(struct subject *subject); /* ms until all lines hold something */
void subject_leave(struct subject *subject);
void subject_settle(struct subject *subject); /* until nothing is written any more */
void subject_rest(
    struct subject *subject); /* until it has nothing to do in the background either */
struct answer_output subject_key(struct subject *subject, const char *keys);

/* Types keys; ms until the screen, as lines, satisfies holds. */
double subject_until(struct subject *subject, const char *keys,
    bool (*holds)(const char *screen, const void *arg), const void *arg);

/* A number of /proc/PID/status. */
double subject_status(const struct subject *subject, const char *name);

#endif
