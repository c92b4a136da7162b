/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does what takes a capability, under a command name that nobody had before: the first use in a system call is an event.
 */
#include "act.h"
#include "place.h"

#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

static void used(const char *capability, const char *call, long returned)
{
	act__begin("capabilities");
	act__error(returned);
	act__text("capName", capability);
	act__text("syscallName", call);
	act__end();
}

static void do_used(long i)
{
	char *path = place__format("owned-%ld", i);

	act__take_new_name(i);
	place__file(path);
	act__must(syscall(SYS_fchownat, AT_FDCWD, path, 1234, 1234, 0), "give the file away");
	act__must(syscall(SYS_fchownat, AT_FDCWD, path, 1235, 1235, 0), "give the file away again");
	used("CAP_CHOWN", "fchownat", 0);
	act__must(chroot("."), "stay in the root");
	used("CAP_SYS_CHROOT", "chroot", 0);
	act__must(syscall(SYS_setgroups, 0, NULL), "leave all groups");
	used("CAP_SETGID", "setgroups", 0);
	act__must(syscall(SYS_setpriority, PRIO_PROCESS, 0, -1), "come first");
	used("CAP_SYS_NICE", "setpriority", 0);
}

static void use(long i)
{
	act__in_child(do_used, i);
}

static void be_denied(long i)
{
	act__take_new_name(i);
	act__must(syscall(SYS_setresuid, 65534, 65534, 65534), "become nobody");
	used("CAP_SYS_CHROOT", "chroot", chroot("/"));
}

static void do_denied(long i)
{
	act__in_child(be_denied, i);
}

/* The kernel looks at CAP_SYS_ADMIN to see whether memory can be reserved. That is no use of it. */
static void reserve(long i)
{
	enum { SIZE = 64 << 20 };
	void *memory;

	act__take_new_name(i);
	memory = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED || mremap(memory, SIZE, 2 * SIZE, MREMAP_MAYMOVE) == MAP_FAILED)
		act__die("reserve memory");
	sbrk(1 << 20);
}

static void do_reserve(long i)
{
	act__silent_child("capabilities", reserve, i);
}

static const struct act acts[] = {
	{ "used", use, false },
	{ "denied", do_denied, false },
	{ "reserve", do_reserve, false },
	{ 0 },
};

int main(int argc, char **argv)
{
	return act__main(argc, argv, acts);
}
