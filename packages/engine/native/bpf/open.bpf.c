/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
#include "syscall.bpf.h"

#define O_WRONLY 01
#define O_CREAT 0100
#define O_TRUNC 01000

struct open_call {
	__s32 dirfd;
	__u64 path;  /* user address; 0 where the call has none */
	__u64 flags;
};

/*
 * A file that was opened is named by what was opened, not by what was asked
 * for: symbolic links, .., and names changed in between do not matter. Only a
 * failed call is left with the name it gave.
 */
static __always_inline int open__handle(__u64 *ctx, struct syscall *call, struct open_call *open)
{
	struct scratch *s = syscall__begin(call, EVENT_OPEN, false);

	if (!s)
		return 0;
	s->event.number[0] = open->flags;
	if (call->ret < 0) {
		scratch__add_user_string(s, open->path);
		syscall__add_base(s, open->dirfd, scratch__first_byte(s, 0));
	} else {
		scratch__close_text(s, 0);
		scratch__add_file(s, syscall__file(call->ret));
	}
	FINISH(ctx, s, sys_exit);
}

SEC("tp_btf/sys_exit")
int open(__u64 *ctx)
{
	struct syscall call = syscall__of(ctx);
	struct open_call open = { AT_FDCWD, SYSCALL_ARG(&call, 0), (__u32)SYSCALL_ARG(&call, 1) };

	return open__handle(ctx, &call, &open);
}

SEC("tp_btf/sys_exit")
int openat(__u64 *ctx)
{
	struct syscall call = syscall__of(ctx);
	struct open_call open = { SYSCALL_ARG(&call, 0), SYSCALL_ARG(&call, 1), (__u32)SYSCALL_ARG(&call, 2) };

	return open__handle(ctx, &call, &open);
}

SEC("tp_btf/sys_exit")
int openat2(__u64 *ctx)
{
	struct syscall call = syscall__of(ctx);
	struct open_call open = { SYSCALL_ARG(&call, 0), SYSCALL_ARG(&call, 1), 0 };

	/* struct open_how begins with its flags. */
	bpf_probe_read_user(&open.flags, sizeof(open.flags), (void *)SYSCALL_ARG(&call, 2));
	return open__handle(ctx, &call, &open);
}

SEC("tp_btf/sys_exit")
int creat(__u64 *ctx)
{
	struct syscall call = syscall__of(ctx);
	struct open_call open = { AT_FDCWD, SYSCALL_ARG(&call, 0), O_CREAT | O_WRONLY | O_TRUNC };

	return open__handle(ctx, &call, &open);
}

SEC("tp_btf/sys_exit")
int open_by_handle_at(__u64 *ctx)
{
	struct syscall call = syscall__of(ctx);
	struct open_call open = { SYSCALL_ARG(&call, 0), 0, (__u32)SYSCALL_ARG(&call, 2) };

	return open__handle(ctx, &call, &open);
}
