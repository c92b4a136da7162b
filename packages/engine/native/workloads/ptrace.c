/* SPDX-License-Identifier: Apache-2.0 */
/* Takes hold of a child by ptrace(2) and writes to it; reads and PTRACE_TRACEME must raise nothing. */
#include "act.h"

#include <elf.h>
#include <signal.h>
#include <stdint.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

static long word = 0x1234; /* at the same address in parent and child */

static long traced(long request, pid_t target, void *address, void *data)
{
	long returned = syscall(SYS_ptrace, request, target, address, data);

	act__begin("ptrace");
	act__error(returned);
	act__number("ptraceRequest", request);
	act__number("targetPid", target);
	act__end();
	return returned;
}

static pid_t start_target(void)
{
	pid_t target = act__must(fork(), "fork");

	if (!target) {
		for (;;)
			pause();
	}
	return target;
}

static void end_target(pid_t target)
{
	kill(target, SIGKILL);
	waitpid(target, NULL, 0);
}

static void do_attach(long i)
{
	pid_t target = start_target();

	(void)i;
	act__must(traced(PTRACE_ATTACH, target, NULL, NULL), "attach");
	waitpid(target, NULL, 0);
	end_target(target);
}

static void do_seize(long i)
{
	pid_t target = start_target();

	(void)i;
	act__must(traced(PTRACE_SEIZE, target, NULL, NULL), "seize");
	end_target(target);
}

static void do_write(long i)
{
	pid_t target = start_target();
	struct user_regs_struct registers;
	struct iovec set = { &registers, sizeof(registers) };

	(void)i;
	act__must(traced(PTRACE_ATTACH, target, NULL, NULL), "attach");
	waitpid(target, NULL, 0);
	act__must(traced(PTRACE_POKETEXT, target, &word, (void *)0x5678L), "write text");
	act__must(traced(PTRACE_POKEDATA, target, &word, (void *)0x9abcL), "write data");
	act__must(ptrace(PTRACE_GETREGSET, target, NT_PRSTATUS, &set), "read registers");
#ifdef PT_SETREGS
	act__must(traced(PTRACE_SETREGS, target, NULL, &registers), "write registers");
#endif
	act__must(traced(PTRACE_SETREGSET, target, (void *)(uintptr_t)NT_PRSTATUS, &set), "write registers");
	end_target(target);
}

/* An attempt counts. */
static void do_failing(long i)
{
	(void)i;
	traced(PTRACE_ATTACH, 0x3fffffff, NULL, NULL);
	traced(PTRACE_POKEDATA, getppid(), &word, NULL);
}

static void let_be_traced(long i)
{
	long value;

	(void)i;
	act__must(ptrace(PTRACE_TRACEME, 0, NULL, NULL), "be traced");
	/* Not stopped, and the reader is no tracer: each of these fails, and none of them takes hold or writes. */
	syscall(SYS_ptrace, PTRACE_PEEKTEXT, getppid(), &word, &value);
	syscall(SYS_ptrace, PTRACE_PEEKDATA, getppid(), &word, &value);
	syscall(SYS_ptrace, PTRACE_CONT, getppid(), NULL, NULL);
	syscall(SYS_ptrace, PTRACE_DETACH, getppid(), NULL, NULL);
}

static void do_read(long i)
{
	act__silent_child("ptrace", let_be_traced, i);
}

static const struct act acts[] = {
	{ "attach", do_attach, false },	  { "seize", do_seize, false }, { "write", do_write, false },
	{ "failing", do_failing, false }, { "read", do_read, false },	{ 0 },
};

int main(int argc, char **argv)
{
	return act__main(argc, argv, acts);
}
