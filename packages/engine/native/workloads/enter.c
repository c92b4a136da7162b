/* SPDX-License-Identifier: Apache-2.0 */
/* Comes into the mount namespace that NAMESPACE in the environment leads to, and acts there without executing anything. */
#include "act.h"
#include "opened.h"
#include "place.h"

#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>

static void do_open(long i)
{
	char *path = place__absolute(place__format("entered-%ld", i));
	const char *namespace = getenv("NAMESPACE");
	int fd = act__must(open(namespace ? namespace : "", O_RDONLY | O_CLOEXEC), "open the namespace");

	act__must(setns(fd, CLONE_NEWNS), "enter the namespace");
	place__file(path);
	opened__at(AT_FDCWD, path, O_RDONLY, path);
}

static const struct act acts[] = { { "open", do_open, true }, { 0 } };

int main(int argc, char **argv)
{
	return act__main(argc, argv, acts);
}
