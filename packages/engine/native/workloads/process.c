/* SPDX-License-Identifier: Apache-2.0 */
/* Forks and ends processes. The parent says of a child what only it knows; fork lines name the child as `pid`. */
#include "act.h"

#include <linux/sched.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void forked(pid_t child, pid_t ppid)
{
	act__begin_as("fork", child, ppid);
	act__text("comm", "process");
	act__end();
}

/* Waits for the child and says how it ended. */
static void ended(pid_t child)
{
	int status;

	act__must(waitpid(child, &status, __WALL), "wait for a child");
	act__begin_as("exit", child, getpid());
	act__text("comm", "process");
	if (WIFSIGNALED(status))
		act__number("signal", WTERMSIG(status));
	else
		act__number("exitCode", WEXITSTATUS(status));
	act__end();
}

static void do_fork(long i)
{
	pid_t child = act__must(fork(), "fork");

	if (!child)
		_exit(i & 0xff);
	forked(child, getpid());
	ended(child);
}

static void do_vfork(long i)
{
	pid_t child = act__must(vfork(), "fork");

	(void)i;
	if (!child)
		_exit(3);
	forked(child, getpid());
	ended(child);
}

static void do_clone3(long i)
{
	struct clone_args args = { .exit_signal = SIGCHLD };
	pid_t child = act__must(syscall(SYS_clone3, &args, sizeof(args)), "clone");

	(void)i;
	if (!child)
		_exit(4);
	forked(child, getpid());
	ended(child);
}

/* The new process is a sibling of the one that made it: its parent is the grandparent, who waits for it. */
static void do_clone_parent(long i)
{
	pid_t *made = mmap(NULL, sizeof(*made), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	pid_t child = act__must(fork(), "fork");

	(void)i;
	if (!child) {
		pid_t sibling = act__must(syscall(SYS_clone, CLONE_PARENT | SIGCHLD, NULL, NULL, NULL, NULL), "clone");

		if (!sibling)
			_exit(5);
		*made = sibling;
		_exit(6);
	}
	forked(child, getpid());
	ended(child);
	forked(*made, getpid());
	ended(*made);
	munmap(made, sizeof(*made));
}

static void do_exit_codes(long i)
{
	static const int codes[] = { 0, 1, 127, 255, 0x1ff };
	pid_t child = act__must(fork(), "fork");

	if (!child)
		_exit(codes[i % 5]);
	ended(child);
}

static void do_killed(long i)
{
	static const int signals[] = { SIGKILL, SIGTERM, SIGSEGV };
	const struct rlimit no_core = { 0, 0 };
	pid_t child = act__must(fork(), "fork");

	if (!child) {
		setrlimit(RLIMIT_CORE, &no_core);
		raise(signals[i % 3]);
		_exit(99);
	}
	ended(child);
}

static void *exit_group(void *unused)
{
	(void)unused;
	syscall(SYS_exit_group, 7);
	return NULL;
}

/* The whole process ends at the word of a thread that is not its leader. */
static void do_exit_by_thread(long i)
{
	pid_t child = act__must(fork(), "fork");
	pthread_t thread;

	(void)i;
	if (!child) {
		pthread_create(&thread, NULL, exit_group, NULL);
		for (;;)
			pause();
	}
	ended(child);
}

static void *exit_later(void *unused)
{
	(void)unused;
	usleep(50000);
	syscall(SYS_exit_group, 8);
	return NULL;
}

static void *end_later(void *unused)
{
	(void)unused;
	usleep(50000);
	syscall(SYS_exit, 9);
	return NULL;
}

/* The leader ends first and stays a zombie: the process ends once, with its last thread. */
static void end_leader(void *(*last)(void *))
{
	pid_t child = act__must(fork(), "fork");
	pthread_t thread;

	if (!child) {
		pthread_create(&thread, NULL, last, NULL);
		syscall(SYS_exit, 10);
	}
	ended(child);
}

static void do_leader_first(long i)
{
	(void)i;
	end_leader(exit_later);
	end_leader(end_later);
}

static void *do_nothing(void *unused)
{
	return unused;
}

static void start_threads(long i)
{
	pthread_t thread;

	(void)i;
	for (int n = 0; n < 20; n++) {
		if (pthread_create(&thread, NULL, do_nothing, NULL) || pthread_join(thread, NULL))
			act__die("run a thread");
	}
}

/*
 * Threads are no processes. The child that makes them forks nothing: no fork event has it as parent, and the only one
 * that has it as `pid` is its own.
 */
static void do_threads(long i)
{
	pid_t child = act__must(fork(), "fork");

	if (!child) {
		start_threads(i);
		_exit(11);
	}
	forked(child, getpid());
	ended(child);
}

static const struct act acts[] = {
	{ "fork", do_fork, false },
	{ "vfork", do_vfork, false },
	{ "clone3", do_clone3, false },
	{ "clone-parent", do_clone_parent, false },
	{ "exit-codes", do_exit_codes, false },
	{ "killed", do_killed, false },
	{ "exit-by-thread", do_exit_by_thread, false },
	{ "leader-first", do_leader_first, false },
	{ "threads", do_threads, false },
	{ 0 },
};

int main(int argc, char **argv)
{
	return act__main(argc, argv, acts);
}
