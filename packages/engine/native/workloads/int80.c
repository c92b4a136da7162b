/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A 64-bit program that calls the kernel through its 32-bit gate: other system call numbers, other registers. A sensor
 * that hooks the 64-bit table only never sees these calls.
 */
#include "act.h"
#include "module_image.h"
#include "opened.h"
#include "place.h"

#include <fcntl.h>
#include <linux/bpf.h>
#include <linux/openat2.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __x86_64__

/* arch/x86/entry/syscalls/syscall_32.tbl */
enum {
	I386_OPEN = 5,
	I386_CREAT = 8,
	I386_LINK = 9,
	I386_EXECVE = 11,
	I386_PTRACE = 26,
	I386_SYMLINK = 83,
	I386_SCHED_GET_PRIORITY_MAX = 159,
	I386_INIT_MODULE = 128,
	I386_OPENAT = 295,
	I386_LINKAT = 303,
	I386_SYMLINKAT = 304,
	I386_UNSHARE = 310,
	I386_FINIT_MODULE = 350,
	I386_BPF = 357,
	I386_OPENAT2 = 437,
};

/* Memory below 4 GiB: a 32-bit register has to hold its address. Bytes are never given back. */
static void *low(const void *bytes, size_t size)
{
	enum { SIZE = 1 << 20 };
	static char *next, *end;
	void *copy;

	if (!next) {
		next = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
		if (next == MAP_FAILED)
			act__die("map memory below 4 GiB");
		end = next + SIZE;
	}
	if ((size_t)(end - next) < size + 16) {
		errno = ENOMEM;
		act__die("copy below 4 GiB");
	}
	copy = memcpy(next, bytes, size);
	next += (size + 15) & ~15UL;
	return copy;
}

static const char *low_text(const char *text)
{
	return low(text, strlen(text) + 1);
}

/* Arguments go in as the low halves of ebx, ecx, edx, esi, edi. Sets errno and returns -1 as syscall(2) does. */
static long int80(long number, uint64_t a, uint64_t b, uint64_t c, uint64_t d, uint64_t e)
{
	long returned;

	__asm__ volatile("int $0x80"
			 : "=a"(returned)
			 : "0"(number), "b"(a), "c"(b), "d"(c), "S"(d), "D"(e)
			 : "memory", "cc", "r8", "r9", "r10", "r11");
	returned = (int)returned;
	if (returned >= 0 || returned < -4095)
		return returned;
	errno = -returned;
	return -1;
}

#define INT80(number, a, b, c, d, e) \
	int80(number, (uintptr_t)(a), (uintptr_t)(b), (uintptr_t)(c), (uintptr_t)(d), (uintptr_t)(e))

/* The raw 32-bit value of AT_FDCWD: as a 64-bit register it is not negative. */
#define CURRENT_FOLDER 0xffffff9cUL

static void do_open(long i)
{
	const char *path = low_text(place__absolute(place__format("open-%ld", i)));
	struct open_how how = { .flags = O_RDONLY | O_CLOEXEC };

	place__file(path);
	opened__say(act__must(INT80(I386_OPEN, path, O_RDONLY, 0, 0, 0), "open"), path, O_RDONLY);
	opened__say(act__must(INT80(I386_CREAT, path, 0644, 0, 0, 0), "create"), path, O_CREAT | O_WRONLY | O_TRUNC);
	opened__say(act__must(INT80(I386_OPENAT, CURRENT_FOLDER, low_text(place__format("open-%ld", i)), O_RDWR, 0, 0),
			      "open"), path, O_RDWR);
	opened__say(act__must(INT80(I386_OPENAT2, CURRENT_FOLDER, path, low(&how, sizeof(how)), sizeof(how), 0), "open"),
		    path, O_RDONLY | O_CLOEXEC);
	path = low_text(place__absolute("missing"));
	opened__say(INT80(I386_OPENAT, CURRENT_FOLDER, path, O_RDONLY, 0, 0), path, O_RDONLY);
}

static void linked(const char *event_type, long returned, const char *old_path, const char *new_path)
{
	act__begin(event_type);
	act__error(returned);
	act__text("oldPath", old_path);
	act__text("newPath", new_path);
	act__end();
}

static void do_symlink(long i)
{
	const char *target = low_text("/rulelib/target");
	const char *path = low_text(place__absolute(place__format("symlink-%ld", i)));
	const char *second = low_text(place__absolute(place__format("symlinkat-%ld", i)));

	linked("symlink", act__must(INT80(I386_SYMLINK, target, path, 0, 0, 0), "make a symbolic link"), target, path);
	linked("symlink", act__must(INT80(I386_SYMLINKAT, target, CURRENT_FOLDER, low_text(strrchr(second, '/') + 1), 0, 0),
				    "make a symbolic link"), target, second);
}

static void do_link(long i)
{
	const char *from = low_text(place__absolute("link-from"));
	const char *path = low_text(place__absolute(place__format("link-%ld", i)));
	const char *second = low_text(place__absolute(place__format("linkat-%ld", i)));

	place__file(from);
	linked("hardlink", act__must(INT80(I386_LINK, from, path, 0, 0, 0), "make a hard link"), from, path);
	linked("hardlink", act__must(INT80(I386_LINKAT, CURRENT_FOLDER, low_text("link-from"), CURRENT_FOLDER, second, 0),
				     "make a hard link"), from, second);
}

static void do_ptrace(long i)
{
	static long word;
	pid_t target = act__must(fork(), "fork");
	long returned;

	(void)i;
	if (!target) {
		for (;;)
			pause();
	}
	returned = act__must(INT80(I386_PTRACE, PTRACE_ATTACH, target, 0, 0, 0), "attach");
	act__begin("ptrace");
	act__number("ptraceRequest", PTRACE_ATTACH);
	act__number("targetPid", target);
	act__end();
	waitpid(target, NULL, 0);
	returned = INT80(I386_PTRACE, PTRACE_POKEDATA, target, &word, 1, 0);
	act__begin("ptrace");
	act__error(returned);
	act__number("ptraceRequest", PTRACE_POKEDATA);
	act__number("targetPid", target);
	act__end();
	kill(target, SIGKILL);
	waitpid(target, NULL, 0);
}

static void leave(long i)
{
	(void)i;
	act__must(INT80(I386_UNSHARE, CLONE_NEWNS, 0, 0, 0, 0), "unshare");
	act__begin("unshare");
	act__number("unshareFlags", CLONE_NEWNS);
	act__end();
}

static void do_unshare(long i)
{
	act__in_child(leave, i);
}

static void do_bpf(long i)
{
	const union bpf_attr map = { .map_type = BPF_MAP_TYPE_ARRAY, .key_size = 4, .value_size = 8, .max_entries = 1 };
	const union bpf_attr program = { .prog_type = BPF_PROG_TYPE_SOCKET_FILTER };
	long returned = act__must(INT80(I386_BPF, BPF_MAP_CREATE, low(&map, sizeof(map)), 72, 0, 0), "create a map");

	(void)i;
	act__begin("bpf");
	act__number("cmd", BPF_MAP_CREATE);
	act__number("attrSize", 72);
	act__end();
	close(returned);
	returned = INT80(I386_BPF, BPF_PROG_LOAD, low(&program, sizeof(program)), 48, 0, 0);
	act__begin("bpf");
	act__error(returned);
	act__number("cmd", BPF_PROG_LOAD);
	act__number("attrSize", 48);
	act__end();
}

static void tried(const char *call, long returned, const char *module)
{
	act__begin("kmod");
	act__error(returned);
	act__text("syscallName", call);
	act__text("module", module);
	act__end();
}

static void do_kmod(long i)
{
	const void *image = low(&module_image, sizeof(module_image));
	char *path = place__absolute(place__format("module-%ld.ko", i));
	int file = act__must(open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644), "make the module's file");

	tried("init_module", INT80(I386_INIT_MODULE, image, sizeof(module_image), low_text(""), 0, 0), "rulelib_probe");
	tried("finit_module", INT80(I386_FINIT_MODULE, file, low_text(""), 0, 0, 0), path);
	close(file);
}

static void do_call(long i)
{
	prctl(PR_SET_NAME, place__format("%d-%ld", getpid() % 100000, i));
	INT80(I386_SCHED_GET_PRIORITY_MAX, SCHED_FIFO, 0, 0, 0, 0);
	act__begin("syscall");
	act__text("syscallName", "sched_get_priority_max");
	act__end();
	/* By its native number it is another use, of the same name. */
	syscall(SYS_sched_get_priority_max, SCHED_FIFO);
	act__begin("syscall");
	act__text("syscallName", "sched_get_priority_max");
	act__end();
}

/* The argument vectors hold 32-bit pointers; the image that comes out is this program, 64-bit again. */
static void become(long i)
{
	const char *path = low_text(realpath("/proc/self/exe", NULL));
	const uint32_t args[] = { (uintptr_t)low_text("by int 0x80"), (uintptr_t)low_text(place__format("%ld", i)), 0 };
	const uint32_t variables[] = { (uintptr_t)low_text(place__format("RULELIB_ACT=%s", act__name())), 0 };

	INT80(I386_EXECVE, path, low(args, sizeof(args)), low(variables, sizeof(variables)), 0, 0);
	act__die("execute itself");
}

static void do_exec(long i)
{
	act__in_child(become, i);
}

static const struct act acts[] = {
	{ "open", do_open, false },	  { "symlink", do_symlink, false }, { "link", do_link, false },
	{ "ptrace", do_ptrace, false },	  { "unshare", do_unshare, false }, { "bpf", do_bpf, false },
	{ "kmod", do_kmod, false },	  { "exec", do_exec, false },	    { "call", do_call, false },
	{ 0 },
};

static void no_gate(int signal)
{
	static const char line[] = "{\"skipped\":\"no 32-bit system calls in this kernel\"}\n";

	(void)signal;
	_exit(write(1, line, sizeof(line) - 1) == sizeof(line) - 1 ? 0 : 2);
}

/* A kernel without the gate raises SIGSEGV, or answers ENOSYS. */
static void probe_gate(void)
{
	enum { I386_GETPID = 20 };

	signal(SIGSEGV, no_gate);
	if (INT80(I386_GETPID, 0, 0, 0, 0, 0) != getpid())
		no_gate(0);
	signal(SIGSEGV, SIG_DFL);
}

#else

static const struct act acts[] = { { 0 } };

static void probe_gate(void)
{
	puts("{\"skipped\":\"not x86-64\"}");
	exit(0);
}

#endif

int main(int argc, char **argv)
{
	if (getenv("RULELIB_ACT")) {
		act__begin("exec");
		act__list("args", argv);
		act__end();
		return 0;
	}
	probe_gate();
	return act__main(argc, argv, acts);
}
