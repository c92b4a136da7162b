/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the programs behind the one raw sys_exit program share. */
#pragma once
#include "task.bpf.h"

#define AT_FDCWD (-100)

FINISH_PROGRAM(sys_exit, "tp_btf/sys_exit")

struct syscall {
	struct pt_regs *regs;
	long ret;
	bool compat;
};

static __always_inline struct syscall syscall__of(__u64 *ctx)
{
	return (struct syscall){ .regs = (void *)ctx[0], .ret = ctx[1], .compat = syscall__is_compat() };
}

#define SYSCALL_ARG(call, index) syscall__arg((call)->regs, index, (call)->compat)

/*
 * Begins the event of a system call; NULL when it is filtered: our own, or one
 * that failed, when a failed one did nothing and nobody asked for those.
 */
static __always_inline struct scratch *syscall__begin(struct syscall *call, __u32 type, bool attempt_counts)
{
	struct task_struct *task = (void *)bpf_get_current_task();
	struct event_counter *counter = counter_of(type);
	struct scratch *s;

	if (!counter)
		return NULL;
	counter->seen++;
	if (bpf_get_current_pid_tgid() >> 32 == settings.own_tgid || (call->ret < 0 && !attempt_counts && !settings.send_failed)) {
		counter->filtered++;
		return NULL;
	}
	s = event__begin(task, type);
	if (s && call->ret < 0)
		s->event.error = -call->ret;
	return s;
}

static __always_inline void syscall__add_exe(struct scratch *s)
{
	struct task_struct *task = (void *)bpf_get_current_task();

	if (task__is_upper_layer(task))
		s->event.flags |= EVENT_UPPER_LAYER;
	scratch__add_path(s, task__exe_path(task));
}

/* The folder a path name starts from: the root for an absolute one, else the descriptor's or the working directory. */
static __always_inline void syscall__add_base(struct scratch *s, __s32 dirfd, char first)
{
	struct task_struct *task = (void *)bpf_get_current_task();
	struct fs_struct *fs = BPF_CORE_READ(task, fs);
	struct file *file;

	if (first == '/') {
		scratch__add_path(s, __builtin_preserve_access_index(&fs->root));
	} else if (dirfd == AT_FDCWD) {
		scratch__add_path(s, __builtin_preserve_access_index(&fs->pwd));
	} else {
		file = task__file(task, dirfd);
		scratch__add_path(s, file ? __builtin_preserve_access_index(&file->f_path) : NULL);
	}
}

/* First byte of the text that was added last; 0 when it is empty. */
static __always_inline char scratch__first_byte(struct scratch *s, __u32 slot)
{
	__u32 start = 0;

	if (slot >= EVENT_TEXTS || !s->event.text_bytes[slot])
		return 0;
	for (__u32 i = 0; i < slot; i++)
		start += s->event.text_bytes[i];
	return start < TEXT_BYTES ? s->text[start] : 0;
}
