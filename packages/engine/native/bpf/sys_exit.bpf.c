/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The one program every system call passes at its end; see docs/adr/0001. It
 * runs for every call of the machine, so it decides by one load and hands the
 * few that matter on.
 */
#include "syscall.bpf.h"
#include "first_call.bpf.h"

/* A type that is switched off has no handler. */
struct syscall_handlers syscalls SEC(".data.syscalls");

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, HANDLERS);
	__uint(key_size, sizeof(__u32));
	__array(values, int(void *));
} handlers SEC(".maps") = {
	.values = {
		[HANDLER_OPEN] = (void *)&open,
		[HANDLER_OPENAT] = (void *)&openat,
		[HANDLER_OPENAT2] = (void *)&openat2,
		[HANDLER_CREAT] = (void *)&creat,
		[HANDLER_OPEN_BY_HANDLE_AT] = (void *)&open_by_handle_at,
		[HANDLER_SYMLINK] = (void *)&symlink,
		[HANDLER_SYMLINKAT] = (void *)&symlinkat,
		[HANDLER_LINK] = (void *)&link,
		[HANDLER_LINKAT] = (void *)&linkat,
		[HANDLER_PTRACE] = (void *)&ptrace,
		[HANDLER_UNSHARE] = (void *)&unshare,
		[HANDLER_BPF] = (void *)&bpf,
		[HANDLER_INIT_MODULE] = (void *)&init_module,
		[HANDLER_FINIT_MODULE] = (void *)&finit_module,
		[HANDLER_ACCEPT] = (void *)&accept,
	},
};

static __always_inline bool handler__opens(__u32 handler)
{
	return handler >= HANDLER_OPEN && handler <= HANDLER_OPEN_BY_HANDLE_AT;
}

/* Decided before anything else is done for an open: of all events these are the most, and few of them matter. */
static __always_inline bool open__is_dropped(__s64 ret, struct task_struct *task, const bool typed)
{
	struct event_counter *counter;

	if (!open__is_unasked(ret, task, typed))
		return false;
	counter = counter_of(EVENT_OPEN);
	if (counter) {
		counter->seen++;
		counter->filtered++;
	}
	return true;
}

static __always_inline int sys_exit__handle(__u64 *ctx, const bool typed)
{
	__u64 number = syscall__number((struct pt_regs *)ctx[0]);
	struct task_struct *task = NULL;
	bool compat = false;
	__u32 handler;

	if (number >= SYSCALLS)
		return 0;
	if (WANTED(EVENT_SYSCALL))
		compat = first_call__note(number);
	if (!syscalls.native[number] && !syscalls.compat[number])
		return 0;
	if (typed)
		task = bpf_get_current_task_btf();
	if (!WANTED(EVENT_SYSCALL))
		compat = typed ? task__is_compat(task) : syscall__is_compat();
	handler = compat ? syscalls.compat[number] : syscalls.native[number];
	if (!handler || (handler__opens(handler) && filter.is_set && open__is_dropped(ctx[1], task, typed)))
		return 0;
	bpf_tail_call(ctx, &handlers, handler);
	return 0;
}

SEC("tp_btf/sys_exit")
int sys_exit(__u64 *ctx)
{
	return sys_exit__handle(ctx, false);
}

/* For kernels since 6.2: see typed.bpf.h. */
SEC("tp_btf/sys_exit")
int sys_exit_typed(__u64 *ctx)
{
	return sys_exit__handle(ctx, true);
}
