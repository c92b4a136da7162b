/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
#include "syscall.bpf.h"

SEC("tp_btf/sys_exit")
int bpf(__u64 *ctx)
{
	struct syscall call = syscall__of(ctx);
	__u32 command = SYSCALL_ARG(&call, 0);
	struct scratch *s;

	/* Whoever keeps maps calls it all the time. */
	if (filter__drops_command(command)) {
		COUNT(EVENT_BPF, seen);
		COUNT(EVENT_BPF, filtered);
		return 0;
	}
	s = syscall__begin(&call, EVENT_BPF, true);
	if (!s)
		return 0;
	s->event.number[0] = command;
	s->event.number[1] = (__u32)SYSCALL_ARG(&call, 2);
	syscall__add_exe(s);
	FINISH(ctx, s, sys_exit);
}
