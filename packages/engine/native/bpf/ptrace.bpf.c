/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
#include "syscall.bpf.h"

/* The requests that take hold of another process or write to it; include/uapi/linux/ptrace.h. */
static __always_inline bool ptrace__is_hostile(__u64 request)
{
	switch (request) {
	case 4: /* POKETEXT */
	case 5: /* POKEDATA */
	case 13: /* SETREGS */
	case 16: /* ATTACH */
	case 0x4205: /* SETREGSET */
	case 0x4206: /* SEIZE */
		return true;
	default:
		return false;
	}
}

SEC("tp_btf/sys_exit")
int ptrace(__u64 *ctx)
{
	struct syscall call = syscall__of(ctx);
	__u64 request = SYSCALL_ARG(&call, 0);
	struct scratch *s;

	if (!ptrace__is_hostile(request))
		return 0;
	s = syscall__begin(&call, EVENT_PTRACE, true);
	if (!s)
		return 0;
	s->event.number[0] = request;
	s->event.number[1] = (__s32)SYSCALL_ARG(&call, 1);
	syscall__add_exe(s);
	FINISH(ctx, s, sys_exit);
}
