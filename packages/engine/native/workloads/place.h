/* SPDX-License-Identifier: Apache-2.0 */
#ifndef RULELIB_PLACE_H
#define RULELIB_PLACE_H

#include <stddef.h>
#include <sys/types.h>

/* The working folder. Memory that is never freed, here and below: workloads are short-lived. */
char *place__folder(void);

/* Absolute path of `name` in the working folder. */
char *place__absolute(const char *name);

/* printf into memory. */
char *place__format(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* An empty regular file, made with mknod(2): no event of type open. A file that is there already stays. */
void place__file(const char *name);

/* A copy of the running program, executable. */
void place__copy_of_self(const char *name);

/*
 * Folders below the working folder, so deep that the absolute path of `last` in the deepest has exactly `bytes` bytes
 * (without the final 0). `run` gets a descriptor of the deepest folder and the absolute path; then the folders go again.
 */
void place__deep(size_t bytes, const char *last, void (*run)(int folder, const char *last, const char *path));

#endif
