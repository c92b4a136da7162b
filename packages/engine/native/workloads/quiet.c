/* SPDX-License-Identifier: Apache-2.0 */
/* Times what no rule looks for: {"act", "count", "psPerCall": picoseconds}. The benchmark runs it with and without a collector. */
#include "act.h"
#include "place.h"

#include <fcntl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static long long now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000LL + now.tv_nsec;
}

/* One unmeasured tenth first: caches, branch predictors and clock frequency settle. */
static void measure(void (*call)(void))
{
	long long began, elapsed;

	for (long n = 0; n < act__count() / 10; n++)
		call();
	began = now_ns();
	for (long n = 0; n < act__count(); n++)
		call();
	elapsed = now_ns() - began;
	act__begin("none");
	act__number("count", act__count());
	act__number("psPerCall", elapsed * 1000 / act__count());
	act__end();
}

static void call_getppid(void)
{
	syscall(SYS_getppid);
}

static void do_getppid(long i)
{
	if (!i)
		measure(call_getppid);
}

static void call_open(void)
{
	long fd = syscall(SYS_openat, AT_FDCWD, "quiet-file", O_RDONLY, 0);

	syscall(SYS_close, fd);
}

static void do_open(long i)
{
	if (i)
		return;
	place__file("quiet-file");
	measure(call_open);
}

static const struct act acts[] = { { "getppid", do_getppid, false }, { "open", do_open, false }, { 0 } };

int main(int argc, char **argv)
{
	return act__main(argc, argv, acts);
}
