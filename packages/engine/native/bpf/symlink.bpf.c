/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
#include "syscall.bpf.h"

static __always_inline int symlink__handle(__u64 *ctx, struct syscall *call, __s32 dirfd, __u64 link)
{
	struct scratch *s = syscall__begin(call, EVENT_SYMLINK, false);

	if (!s)
		return 0;
	scratch__add_user_string(s, SYSCALL_ARG(call, 0));
	scratch__add_user_string(s, link);
	syscall__add_exe(s);
	syscall__add_base(s, dirfd, scratch__first_byte(s, 1));
	FINISH(ctx, s, sys_exit);
}

SEC("tp_btf/sys_exit")
int symlink(__u64 *ctx)
{
	struct syscall call = syscall__of(ctx);

	return symlink__handle(ctx, &call, AT_FDCWD, SYSCALL_ARG(&call, 1));
}

SEC("tp_btf/sys_exit")
int symlinkat(__u64 *ctx)
{
	struct syscall call = syscall__of(ctx);

	return symlink__handle(ctx, &call, SYSCALL_ARG(&call, 1), SYSCALL_ARG(&call, 2));
}
