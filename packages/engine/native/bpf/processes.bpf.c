/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
#include "task.bpf.h"

/* Every process there is, read once through the iterator: seeds the process tree, and tells pid 1's mount namespace. */
SEC("iter/task")
int processes(struct bpf_iter__task *ctx)
{
	struct task_struct *task = ctx->task;
	struct scratch *s;
	__u32 used;

	if (!task || task->pid != task->tgid)
		return 0;
	COUNT(EVENT_PROCFS, seen);
	s = event__begin(settings.cpus, EVENT_PROCFS);
	if (!s)
		return 0;
	event__describe_known(&s->event, task);
	scratch__add_exe(s, task);
	scratch__add_path(s, BPF_CORE_READ(task, fs, pwd.mnt), BPF_CORE_READ(task, fs, pwd.dentry));
	if (scratch__walk(s, WALK_STEPS) == WALK_AGAIN) {
		s->event.cut |= 1;
		COUNT(EVENT_PROCFS, cut);
	}
	used = s->text_used;
	if (used > TEXT_BYTES)
		used = TEXT_BYTES;
	s->event.size = sizeof(s->event) + used;
	/* Padded to 8, as the addon pads what comes from the ring. */
	if (bpf_seq_write(ctx->meta->seq, s, (sizeof(s->event) + used + 7) & ~7))
		COUNT(EVENT_PROCFS, lost_ring);
	else
		COUNT(EVENT_PROCFS, sent);
	return 0;
}
