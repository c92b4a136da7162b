/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
#include "syscall.bpf.h"

struct link_call {
	__s32 old_dirfd;
	__s32 new_dirfd;
	__u64 old_path; /* user addresses */
	__u64 new_path;
	__u32 flags;
};

static __always_inline int hardlink__handle(__u64 *ctx, struct syscall *call, struct link_call *link)
{
	struct scratch *s = syscall__begin(call, EVENT_HARDLINK, false);

	if (!s)
		return 0;
	s->event.number[0] = link->flags;
	scratch__add_user_string(s, link->old_path);
	scratch__add_user_string(s, link->new_path);
	syscall__add_exe(s);
	syscall__add_base(s, link->old_dirfd, scratch__first_byte(s, 0));
	syscall__add_base(s, link->new_dirfd, scratch__first_byte(s, 1));
	FINISH(ctx, s, sys_exit);
}

SEC("tp_btf/sys_exit")
int link(__u64 *ctx)
{
	struct syscall call = syscall__of(ctx);
	struct link_call link = { AT_FDCWD, AT_FDCWD, SYSCALL_ARG(&call, 0), SYSCALL_ARG(&call, 1), 0 };

	return hardlink__handle(ctx, &call, &link);
}

SEC("tp_btf/sys_exit")
int linkat(__u64 *ctx)
{
	struct syscall call = syscall__of(ctx);
	struct link_call link = { SYSCALL_ARG(&call, 0), SYSCALL_ARG(&call, 2), SYSCALL_ARG(&call, 1),
				  SYSCALL_ARG(&call, 3), SYSCALL_ARG(&call, 4) };

	return hardlink__handle(ctx, &call, &link);
}
