/* SPDX-License-Identifier: Apache-2.0 */
#ifndef RULELIB_IMAGE_H
#define RULELIB_IMAGE_H

#include "act.h"

/*
 * A program that executes itself. The image that comes out says what it is, since only it knows: which act it is, stands
 * in the environment variable RULELIB_ACT, so that the arguments are free.
 */

/* What execveat(2) is called with. */
struct image {
	int folder;
	const char *path;
	char **args;
	char **variables; /* beyond RULELIB_ACT and PATH; at most 5; may be NULL */
	int flags;
};

/* main() of such a program. */
int image__main(int argc, char **argv, const struct act *acts);

char *image__self(void); /* path of this program */

void image__execute(const struct image *image);				     /* returns where it fails */
void image__become(const struct image *image) __attribute__((noreturn));
void image__become_path(const char *path, char **args) __attribute__((noreturn)); /* by execve(2) */

#endif
