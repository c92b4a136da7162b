/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Makes events at a steady rate and says how many in what time: {"act", "count", "elapsedNs"}. What the benchmark puts on a
 * collector.
 */
#include "act.h"
#include "place.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define OPENS_PER_SECOND 200000L
#define MIXED_OPENS_PER_SECOND 1000L
#define MIXED_OPENS_PER_PROCESS 30 /* 33 processes a second, each of which is forked, executes and ends */
#define FILES 10240		   /* more than are opened before a deduplication has forgotten the first */

static long long now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static char *path_of(long n)
{
	static char *paths[FILES];
	char **path = &paths[n % FILES];

	if (!*path) {
		*path = place__absolute(place__format("pace-%ld", n % FILES));
		place__file(*path);
	}
	return *path;
}

static void open_file(long n)
{
	close(act__must(syscall(SYS_openat, AT_FDCWD, path_of(n), O_RDONLY, 0), "open"));
}

static void run_process(void)
{
	pid_t child = act__must(fork(), "fork");

	if (!child) {
		execl("/proc/self/exe", "pace", (char *)NULL);
		_exit(127);
	}
	waitpid(child, NULL, 0);
}

/* Does `count` opens, `per_slice` of them each `slice_ns`: late ones are made up for. */
static void pace(long count, long per_slice, long long slice_ns, void (*after)(long n))
{
	long long began;

	for (long n = 0; n < FILES; n++)
		path_of(n);
	began = now_ns();
	for (long n = 0; n < count; n++) {
		const struct timespec due = {
			.tv_sec = (began + n / per_slice * slice_ns) / 1000000000LL,
			.tv_nsec = (began + n / per_slice * slice_ns) % 1000000000LL,
		};

		if (n % per_slice == 0)
			clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &due, NULL);
		open_file(n);
		if (after)
			after(n);
	}
	act__begin("open");
	act__number("count", count);
	act__number("elapsedNs", now_ns() - began);
	act__end();
}

static void do_opens(long i)
{
	if (!i)
		pace(act__count(), OPENS_PER_SECOND / 1000, 1000000, NULL);
}

static void run_process_now_and_then(long n)
{
	if (n % MIXED_OPENS_PER_PROCESS == 0)
		run_process();
}

/* The count is of the opens: 99 other events come with each thousand of them. */
static void do_mixed(long i)
{
	if (!i)
		pace(act__count(), 1, 1000000000LL / MIXED_OPENS_PER_SECOND, run_process_now_and_then);
}

static const struct act acts[] = { { "opens", do_opens, false }, { "mixed", do_mixed, true }, { 0 } };

int main(int argc, char **argv)
{
	/* The process that is run: a static program without arguments opens nothing. */
	return argc == 1 ? 0 : act__main(argc, argv, acts);
}
