/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
#pragma once
#include "path.bpf.h"

static __always_inline struct path *task__exe_path(struct task_struct *task)
{
	struct file *file = BPF_CORE_READ(task, mm, exe_file);

	return file ? __builtin_preserve_access_index(&file->f_path) : NULL;
}

static __always_inline bool task__is_upper_layer(struct task_struct *task)
{
	struct inode *inode = BPF_CORE_READ(task, mm, exe_file, f_inode);

	return inode && inode__is_upper_layer(inode);
}

static __always_inline struct file *task__file(struct task_struct *task, __s32 fd)
{
	struct fdtable *table = BPF_CORE_READ(task, files, fdt);
	struct file **files = BPF_CORE_READ(table, fd), *file = NULL;

	if (fd < 0 || (__u32)fd >= BPF_CORE_READ(table, max_fds))
		return NULL;
	bpf_probe_read_kernel(&file, sizeof(file), files + fd);
	return file;
}

/* Thread group id in the innermost pid namespace of the process. */
static __always_inline __u32 task__container_pid(struct task_struct *task)
{
	struct pid *pid = BPF_CORE_READ(task, group_leader, thread_pid);
	unsigned int level = BPF_CORE_READ(pid, level);
	int nr = 0;

	bpf_core_read(&nr, sizeof(nr),
		      (struct upid *)((char *)pid + bpf_core_field_offset(struct pid, numbers) +
				      level * bpf_core_type_size(struct upid)));
	return nr;
}

static __always_inline struct scratch *scratch__get(__u32 slot)
{
	return bpf_map_lookup_elem(&scratch, &slot);
}

static __always_inline void event__describe_task(struct event *e, struct task_struct *task)
{
	struct task_struct *parent = BPF_CORE_READ(task, real_parent, group_leader);

	e->start_boot_ns = BPF_CORE_READ(task, group_leader, start_boottime);
	e->mntns = BPF_CORE_READ(task, nsproxy, mnt_ns, ns.inum);
	e->pid = BPF_CORE_READ(task, tgid);
	e->tid = BPF_CORE_READ(task, pid);
	e->ppid = BPF_CORE_READ(parent, tgid);
	e->container_pid = task__container_pid(task);
	e->uid = BPF_CORE_READ(task, real_cred, uid.val);
	e->gid = BPF_CORE_READ(task, real_cred, gid.val);
	BPF_CORE_READ_STR_INTO(&e->comm, task, comm);
	BPF_CORE_READ_STR_INTO(&e->pcomm, parent, comm);
}

/* The scratch memory of the slot with everything about the task filled in, or NULL, counted. */
static __always_inline struct scratch *event__begin_in(__u32 slot, struct task_struct *task, __u32 type)
{
	struct scratch *s = scratch__get(slot);

	if (!s) {
		COUNT(type, lost_scratch);
		return NULL;
	}
	__builtin_memset(&s->event, 0, sizeof(s->event));
	s->text_used = s->texts = s->job = s->job_count = s->detached = 0;
	s->path_start = PATH_BYTES;
	s->event.type = type;
	s->event.boot_ns = bpf_ktime_get_boot_ns();
	event__describe_task(&s->event, task);
	return s;
}

static __always_inline struct scratch *event__begin(struct task_struct *task, __u32 type)
{
	return event__begin_in(bpf_get_smp_processor_id(), task, type);
}

/* No wake-up: user space empties the ring on a timer, so an event costs its maker no context switch. */
static __always_inline int event__send(struct scratch *s)
{
	__u32 used = s->text_used, type = s->event.type;
	struct event_counter *counter = counter_of(type);

	if (!counter)
		return 0;
	if (used > TEXT_BYTES)
		used = TEXT_BYTES;
	s->event.size = sizeof(s->event) + used;
	if (s->event.cut)
		counter->cut++;
	if (bpf_ringbuf_output(&events, s, sizeof(s->event) + used, BPF_RB_NO_WAKEUP))
		counter->lost_ring++;
	else
		counter->sent++;
	return 0;
}

/*
 * The program that ends every event of an attach point: walks the paths, calls
 * itself while there are more (33 times at most), sends. One for each attach
 * point, since a tail call stays within its own.
 */
#define FINISH_PROGRAM(point, section)                                     \
	int finish_##point(void *ctx);                                     \
	struct {                                                           \
		__uint(type, BPF_MAP_TYPE_PROG_ARRAY);                     \
		__uint(max_entries, 1);                                    \
		__uint(key_size, sizeof(__u32));                           \
		__array(values, int(void *));                              \
	} finish_##point##_map SEC(".maps") = {                            \
		.values = { [0] = (void *)&finish_##point },               \
	};                                                                 \
	SEC(section) int finish_##point(void *ctx)                         \
	{                                                                  \
		struct scratch *s = scratch__get(bpf_get_smp_processor_id()); \
                                                                           \
		if (!s)                                                    \
			return 0;                                          \
		if (scratch__walk(s) == WALK_AGAIN) {                      \
			bpf_tail_call(ctx, &finish_##point##_map, 0);      \
			s->event.cut |= 1 << (s->texts & 7);               \
		}                                                          \
		return event__send(s);                                     \
	}

/* Ends a handler. When the call is refused, which it never is, the event goes without its paths, marked. */
#define FINISH(ctx, s, point)                                              \
	do {                                                               \
		bpf_tail_call(ctx, &finish_##point##_map, 0);              \
		(s)->event.cut |= 1;                                       \
		return event__send(s);                                     \
	} while (0)
