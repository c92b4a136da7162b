/* SPDX-License-Identifier: Apache-2.0 */
/* Calls what a seccomp filter denies: the attempt shows only at the exit of the system call, with EPERM. */
#include "act.h"
#include "module_image.h"
#include "place.h"

#include <fcntl.h>
#include <linux/bpf.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <unistd.h>

#define DENY(number) \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (number), 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)

static void install_filter(void)
{
	struct sock_filter steps[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		DENY(SYS_bpf),
		DENY(SYS_ptrace),
		DENY(SYS_unshare),
		DENY(SYS_symlinkat),
		DENY(SYS_linkat),
		DENY(SYS_init_module),
		DENY(SYS_openat2),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog filter = { sizeof(steps) / sizeof(*steps), steps };

	act__must(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "give up new privileges");
	act__must(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0), "install a filter");
}

static void begin(const char *event_type, long returned)
{
	if (returned != -1 || errno != EPERM)
		act__die("be denied");
	act__begin(event_type);
	act__error(returned);
}

static void be_denied(long i)
{
	char *from = place__absolute("from"), *to = place__absolute(place__format("denied-%ld", i));
	union bpf_attr attributes = { .prog_type = BPF_PROG_TYPE_SOCKET_FILTER };

	place__file(from);
	install_filter();
	begin("bpf", syscall(SYS_bpf, BPF_PROG_LOAD, &attributes, 48));
	act__number("cmd", BPF_PROG_LOAD);
	act__number("attrSize", 48);
	act__end();
	begin("ptrace", syscall(SYS_ptrace, PTRACE_ATTACH, getppid(), NULL, NULL));
	act__number("ptraceRequest", PTRACE_ATTACH);
	act__number("targetPid", getppid());
	act__end();
	begin("unshare", syscall(SYS_unshare, CLONE_NEWNS));
	act__number("unshareFlags", CLONE_NEWNS);
	act__end();
	begin("symlink", syscall(SYS_symlinkat, "/rulelib/target", AT_FDCWD, to));
	act__text("oldPath", "/rulelib/target");
	act__text("newPath", to);
	act__end();
	begin("hardlink", syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0));
	act__text("oldPath", from);
	act__text("newPath", to);
	act__end();
	begin("kmod", syscall(SYS_init_module, &module_image, sizeof(module_image), ""));
	act__text("syscallName", "init_module");
	act__text("module", "rulelib_probe");
	act__end();
}

static void do_denied(long i)
{
	act__in_child(be_denied, i);
}

static const struct act acts[] = { { "denied", do_denied, false }, { 0 } };

int main(int argc, char **argv)
{
	return act__main(argc, argv, acts);
}
