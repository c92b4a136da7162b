/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
#include "cgroup.bpf.h"

FINISH_PROGRAM(exec, "tp_btf/sched_process_exec", WALK_STEPS)

/* Strings of the new process, one behind the other in its memory. */
static __always_inline void exec__add_vector(struct scratch *s, __u64 start, __u64 end)
{
	__u64 bytes = end - start;
	__u32 used = s->text_used;

	if (bytes > VECTOR_BYTES) {
		bytes = VECTOR_BYTES;
		s->event.cut |= 1 << (s->texts & 7);
	}
	if (used > VECTOR_BYTES || bpf_probe_read_user(&s->text[used], bytes, (void *)start)) {
		bytes = 0;
		s->event.cut |= 1 << (s->texts & 7);
	}
	scratch__close_text(s, bytes);
}

static __always_inline void exec__add_tty(struct event *e, struct task_struct *task)
{
	struct tty_struct *tty = BPF_CORE_READ(task, signal, tty);

	if (!tty)
		return;
	e->flags |= EVENT_HAS_TTY;
	e->number[0] = BPF_CORE_READ(tty, driver, major);
	e->number[1] = BPF_CORE_READ(tty, driver, minor_start) + BPF_CORE_READ(tty, index);
}

SEC("tp_btf/sched_process_exec")
int exec(__u64 *ctx)
{
	struct task_struct *task = (void *)ctx[0];
	struct fs_struct *fs = BPF_CORE_READ(task, fs);
	struct scratch *s;

	COUNT(EVENT_EXEC, seen);
	s = event__begin_for(task, EVENT_EXEC);
	if (!s)
		return 0;
	if (task__is_upper_layer(task))
		s->event.flags |= EVENT_UPPER_LAYER;
	if (task__is_upper_layer(BPF_CORE_READ(task, real_parent)))
		s->event.flags |= EVENT_PARENT_UPPER_LAYER;
	exec__add_tty(&s->event, task);
	exec__add_vector(s, BPF_CORE_READ(task, mm, arg_start), BPF_CORE_READ(task, mm, arg_end));
	exec__add_vector(s, BPF_CORE_READ(task, mm, env_start), BPF_CORE_READ(task, mm, env_end));
	scratch__add_cgroups(s, task);
	scratch__add_exe(s, task);
	scratch__add_path(s, BPF_CORE_READ(fs, pwd.mnt), BPF_CORE_READ(fs, pwd.dentry));
	FINISH(ctx, s, exec);
}
