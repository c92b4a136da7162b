/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
#include "filter_path.bpf.h"
#include "syscall.bpf.h"

#define O_WRONLY 01
#define O_CREAT 0100
#define O_TRUNC 01000

static __always_inline struct file *task__opened(struct task_struct *task, __s32 fd, const bool typed)
{
	struct file **files = READ_TYPED(typed, task, files, fdt, fd);

	if (!typed)
		return syscall__file(fd);
	return (__u32)fd < READ_TYPED(typed, task, files, fdt, max_fds) ? (struct file *)memory__load((__u64)(files + fd)) : NULL;
}

/*
 * Whether the filter has no use for it. A failed one has no path of its own that could be compared.
 * task: the running one, where typed.
 */
static __always_inline bool open__is_unasked(__s64 ret, struct task_struct *task, const bool typed)
{
	struct filter_file opened = { .own = READ_TYPED(typed, task, nsproxy, mnt_ns) };
	struct filter_verdict v;

	filter__ask(&v, EVENT_OPEN, READ_TYPED(typed, task, nsproxy, mnt_ns, ns.inum), current__has_entered(task, typed));
	if (v.action != FILTER_TEST)
		return v.action == FILTER_DROP;
	if (!filter__lacks_current_comm(&v, EVENT_OPEN))
		return false;
	if (!(v.kinds & 1 << FILTER_PATH))
		return true;
	if (ret < 0)
		return false;
	opened.file = task__opened(task, ret, typed);
	return filter__lacks_path(&v, &opened, typed);
}

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
