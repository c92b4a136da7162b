/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the programs behind the one raw sys_exit program share. */
#pragma once
#include "filter.bpf.h"

#define AT_FDCWD (-100)

FINISH_PROGRAM(sys_exit, "tp_btf/sys_exit", WALK_STEPS)

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
	struct event_counter *counter = counter_of(type);
	struct scratch *s;

	if (!counter)
		return NULL;
	counter->seen++;
	if (bpf_get_current_pid_tgid() >> 32 == settings.own_tgid || (call->ret < 0 && !attempt_counts && !settings.send_failed)) {
		counter->filtered++;
		return NULL;
	}
	/* Opens were asked about before they came here. */
	if (type != EVENT_OPEN && filter__drops_current(type)) {
		counter->filtered++;
		return NULL;
	}
	s = event__begin(bpf_get_smp_processor_id(), type);
	if (!s)
		return NULL;
	if (call->ret < 0)
		s->event.error = -call->ret;
	event__describe_current(&s->event);
	return s;
}

/* The file behind a descriptor of the running task, or NULL. */
static __always_inline struct file *syscall__file(__s32 fd)
{
	struct file **files = READ_CURRENT(files, fdt, fd), *file = NULL;

	if (fd >= 0 && (__u32)fd < READ_CURRENT(files, fdt, max_fds))
		bpf_probe_read_kernel(&file, sizeof(file), files + fd);
	return file;
}

static __always_inline void syscall__add_exe(struct scratch *s)
{
	struct file *exe = READ_CURRENT(mm, exe_file);
	struct inode *inode = READ_CURRENT(mm, exe_file, f_inode);

	if (inode && inode__is_upper_layer(inode))
		s->event.flags |= EVENT_UPPER_LAYER;
	scratch__add_file(s, exe);
}

/* The folder a path name starts from: the root for an absolute one, else the descriptor's or the working directory. */
static __always_inline void syscall__add_base(struct scratch *s, __s32 dirfd, char first)
{
	if (first == '/')
		scratch__add_path(s, READ_CURRENT(fs, root.mnt), READ_CURRENT(fs, root.dentry));
	else if (dirfd == AT_FDCWD)
		scratch__add_path(s, READ_CURRENT(fs, pwd.mnt), READ_CURRENT(fs, pwd.dentry));
	else
		scratch__add_file(s, syscall__file(dirfd));
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
