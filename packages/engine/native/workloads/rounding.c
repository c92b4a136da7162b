/* SPDX-License-Identifier: Apache-2.0 */
/* Changes the rounding mode of the SSE unit, as RandomX does and as other programs do. It mines nothing. */
#include "act.h"

#include <unistd.h>

#ifdef __x86_64__

#include <xmmintrin.h>

enum { SWITCHES = 64 };

/* Each sleep lets the task leave the CPU while the mode holds. */
static void round_by(const unsigned int *modes, int count)
{
	for (int n = 0; n < SWITCHES; n++) {
		_MM_SET_ROUNDING_MODE(modes[n % count]);
		usleep(1000);
	}
	_MM_SET_ROUNDING_MODE(_MM_ROUND_NEAREST);
}

static void mine(long i)
{
	static const unsigned int modes[] = { _MM_ROUND_UP, _MM_ROUND_NEAREST, _MM_ROUND_TOWARD_ZERO, _MM_ROUND_DOWN };

	(void)i;
	round_by(modes, 4);
	act__begin("randomx");
	act__end();
}

static void do_mine(long i)
{
	act__in_child(mine, i);
}

static void take_intervals(long i)
{
	static const unsigned int modes[] = { _MM_ROUND_UP, _MM_ROUND_DOWN };

	(void)i;
	round_by(modes, 2);
}

static void do_intervals(long i)
{
	act__silent_child("randomx", take_intervals, i);
}

static void cut_off(long i)
{
	static const unsigned int modes[] = { _MM_ROUND_TOWARD_ZERO };

	(void)i;
	round_by(modes, 1);
}

static void do_truncate(long i)
{
	act__silent_child("randomx", cut_off, i);
}

static const struct act acts[] = {
	{ "mine", do_mine, false },
	{ "intervals", do_intervals, false },
	{ "truncate", do_truncate, false },
	{ 0 },
};

#else

static void skip(long i)
{
	(void)i;
	act__skip("not x86-64");
}

static const struct act acts[] = {
	{ "mine", skip, false },
	{ "intervals", skip, false },
	{ "truncate", skip, false },
	{ 0 },
};

#endif

int main(int argc, char **argv)
{
	return act__main(argc, argv, acts);
}
