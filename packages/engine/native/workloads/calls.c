/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Makes system calls under a command name that nobody had before: the first use of each is an event, the next is none.
 */
#include "act.h"

#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

static void called(const char *name)
{
	act__begin("syscall");
	act__text("syscallName", name);
	act__end();
}

/* What follows is the same call again, whatever its arguments and its outcome. */
static void do_first(long i)
{
	act__take_new_name(i);
	syscall(SYS_sched_get_priority_max, SCHED_FIFO);
	syscall(SYS_sched_get_priority_max, SCHED_FIFO);
	syscall(SYS_sched_get_priority_max, -1);
	called("sched_get_priority_max");
}

static void do_failing(long i)
{
	act__take_new_name(i);
	syscall(SYS_close, -1);
	called("close");
	syscall(SYS_add_key, NULL, NULL, NULL, 0, 0);
	called("add_key");
}

static void call_in_child(long i)
{
	(void)i;
	syscall(SYS_sched_get_priority_min, SCHED_FIFO);
}

static void call_and_say(long i)
{
	call_in_child(i);
	called("sched_get_priority_min");
}

/* Another process of the same name. The second child does nothing that the first has not done. */
static void do_again(long i)
{
	act__take_new_name(i);
	act__in_child(call_and_say, i);
	act__silent_child("syscall", call_in_child, i);
}

static void call_elsewhere(long i)
{
	act__must(unshare(CLONE_NEWNS), "unshare");
	call_and_say(i);
}

/* The same name in two mount namespaces. */
static void do_namespaces(long i)
{
	act__take_new_name(i);
	act__in_child(call_and_say, i);
	act__in_child(call_elsewhere, i);
}

static const struct act acts[] = {
	{ "first", do_first, false },
	{ "failing", do_failing, false },
	{ "again", do_again, false },
	{ "namespaces", do_namespaces, false },
	{ 0 },
};

int main(int argc, char **argv)
{
	return act__main(argc, argv, acts);
}
