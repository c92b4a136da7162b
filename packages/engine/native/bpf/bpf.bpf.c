/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
#include "syscall.bpf.h"

SEC("tp_btf/sys_exit")
int bpf(__u64 *ctx)
{
	struct syscall call = syscall__of(ctx);
	struct scratch *s = syscall__begin(&call, EVENT_BPF, true);

	if (!s)
		return 0;
	s->event.number[0] = (__u32)SYSCALL_ARG(&call, 0);
	s->event.number[1] = (__u32)SYSCALL_ARG(&call, 2);
	syscall__add_exe(s);
	FINISH(ctx, s, sys_exit);
}
