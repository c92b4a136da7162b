/* SPDX-License-Identifier: Apache-2.0 */
/* Opens and closes N times, as fast as it can, then says how often: {"act", "eventType", "pid", "count", "path", "elapsedNs"}. */
#include "act.h"
#include "place.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static long long now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000LL + now.tv_nsec;
}

/* `paths` are opened in turn; an act's first call does all N of them. */
static void flood(char *const *paths, long path_count, bool fails)
{
	long long began = now_ns(), elapsed;

	for (long n = 0; n < act__count(); n++) {
		long fd = syscall(SYS_openat, AT_FDCWD, paths[n % path_count], O_RDONLY, 0);

		if (fd >= 0)
			close(fd);
		else if (!fails)
			act__die("open");
	}
	elapsed = now_ns() - began;
	act__begin("open");
	act__number("count", act__count());
	act__text("path", paths[0]);
	act__number("elapsedNs", elapsed);
	act__end();
}

static void do_one(long i)
{
	char *path = place__absolute("flood");

	if (i)
		return;
	place__file(path);
	flood(&path, 1, false);
}

/* Every path of its own: <path>-<n>; the line names the first. */
static void do_distinct(long i)
{
	char **paths = calloc(act__count(), sizeof(*paths));

	if (i)
		return;
	for (long n = 0; n < act__count(); n++) {
		paths[n] = place__absolute(place__format("flood-%ld", n));
		place__file(paths[n]);
	}
	flood(paths, act__count(), false);
}

static void do_missing(long i)
{
	char *path = place__absolute("flood-missing");

	if (!i)
		flood(&path, 1, true);
}

static const struct act acts[] = {
	{ "one", do_one, false },
	{ "distinct", do_distinct, false },
	{ "missing", do_missing, false },
	{ 0 },
};

int main(int argc, char **argv)
{
	return act__main(argc, argv, acts);
}
