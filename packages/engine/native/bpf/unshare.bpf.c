/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
#include "syscall.bpf.h"

SEC("tp_btf/sys_exit")
int unshare(__u64 *ctx)
{
	struct syscall call = syscall__of(ctx);
	struct scratch *s = syscall__begin(&call, EVENT_UNSHARE, true);

	if (!s)
		return 0;
	s->event.number[0] = SYSCALL_ARG(&call, 0);
	syscall__add_exe(s);
	FINISH(ctx, s, sys_exit);
}
