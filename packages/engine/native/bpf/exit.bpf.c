/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
#include "task.bpf.h"

#define SIGNAL_GROUP_EXIT 0x04 /* include/linux/sched/signal.h */

/* The end of a process: its last thread's, since the leader may go first. */
SEC("tp_btf/sched_process_exit")
int exit(__u64 *ctx)
{
	struct task_struct *task = (void *)ctx[0];
	struct signal_struct *signal = BPF_CORE_READ(task, signal);
	struct scratch *s;
	int code;

	if (BPF_CORE_READ(signal, live.counter) != 0)
		return 0;
	COUNT(EVENT_EXIT, seen);
	s = event__begin_for(task, EVENT_EXIT);
	if (!s)
		return 0;
	/* Up to 5.18 the parent is told the leader's code where each thread ended by itself; since, that is the group's. */
	code = BPF_CORE_READ(signal, flags) & SIGNAL_GROUP_EXIT ? BPF_CORE_READ(signal, group_exit_code) :
								  BPF_CORE_READ(task, group_leader, exit_code);
	s->event.number[0] = (code >> 8) & 0xff;
	s->event.number[1] = code & 0x7f;
	return event__send(s);
}
