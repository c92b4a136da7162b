/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
#include "cgroup.bpf.h"

FINISH_PROGRAM(fork, "tp_btf/sched_process_fork", WALK_STEPS)

/* A new process, seen as itself: pid is the child's, ppid its parent's. Threads are no events. */
SEC("tp_btf/sched_process_fork")
int fork(__u64 *ctx)
{
	struct task_struct *child = (void *)ctx[1];
	struct scratch *s;

	if (BPF_CORE_READ(child, pid) != BPF_CORE_READ(child, tgid))
		return 0;
	COUNT(EVENT_FORK, seen);
	s = event__begin_for(child, EVENT_FORK);
	if (!s)
		return 0;
	scratch__add_cgroups(s, child);
	scratch__add_exe(s, child);
	FINISH(ctx, s, fork);
}
