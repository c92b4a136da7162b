/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
#pragma once
#include "path.bpf.h"

static __always_inline void scratch__add_file(struct scratch *s, struct file *file)
{
	if (file)
		scratch__add_path(s, BPF_CORE_READ(file, f_path.mnt), BPF_CORE_READ(file, f_path.dentry));
	else
		scratch__add_no_path(s);
}

/* Kernel threads have none. */
static __always_inline void scratch__add_exe(struct scratch *s, struct task_struct *task)
{
	scratch__add_file(s, BPF_CORE_READ(task, mm, exe_file));
}

static __always_inline bool task__is_upper_layer(struct task_struct *task)
{
	struct inode *inode = BPF_CORE_READ(task, mm, exe_file, f_inode);

	return inode && inode__is_upper_layer(inode);
}

static __always_inline struct scratch *scratch__get(__u32 slot)
{
	return bpf_map_lookup_elem(&scratch, &slot);
}

#define READ_KNOWN(pointer, ...) ___arrow(pointer, ##__VA_ARGS__)
#define READ_ANY(pointer, ...) BPF_CORE_READ(pointer, ##__VA_ARGS__)

/*
 * The number of a process in its innermost pid namespace, level levels below
 * the initial one. Its struct pid is fetched as a plain number: before 5.11 the
 * verifier lets nobody add a variable to a pointer that it knows.
 */
static __always_inline __u32 task__number_at(struct task_struct *leader, unsigned int level)
{
	__u32 number = 0;
	__u64 pid = 0;

	bpf_core_read(&pid, sizeof(pid), &leader->thread_pid);
	bpf_probe_read_kernel(&number, sizeof(number),
			      (void *)(pid + bpf_core_field_offset(struct pid, numbers) +
				       level * bpf_core_type_size(struct upid) + bpf_core_field_offset(struct upid, nr)));
	return number;
}

/* Twice the same: for a task that the verifier knows, and for one that it does not. */
#define DEFINE_DESCRIBE(name, READ)                                                           \
	static __always_inline void name(struct event *e, struct task_struct *task)           \
	{                                                                                     \
		struct task_struct *leader = READ(task, group_leader);                        \
		struct task_struct *parent = READ(task, real_parent, group_leader);           \
		const struct cred *cred = READ(task, real_cred);                              \
		unsigned int level = READ(leader, thread_pid, level);                         \
                                                                                              \
		e->start_boot_ns = READ(leader, start_boottime);                              \
		e->mntns = READ(task, nsproxy, mnt_ns, ns.inum);                              \
		e->pid = READ(task, tgid);                                                    \
		e->tid = READ(task, pid);                                                     \
		e->ppid = READ(parent, tgid);                                                 \
		e->container_pid = level ? task__number_at(leader, level) : e->pid;           \
		e->uid = READ(cred, uid.val);                                                 \
		e->gid = READ(cred, gid.val);                                                 \
		bpf_core_read(&e->comm, sizeof(e->comm), &task->comm);                        \
		bpf_core_read(&e->pcomm, sizeof(e->pcomm), &parent->comm);                    \
	}

DEFINE_DESCRIBE(event__describe_known, READ_KNOWN)
DEFINE_DESCRIBE(event__describe_any, READ_ANY)

/* The scratch memory of the slot with an empty event, or NULL, counted. */
static __always_inline struct scratch *event__begin(__u32 slot, __u32 type)
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
	return s;
}

/* The same on this CPU, with everything about a task that the attach point handed over. */
static __always_inline struct scratch *event__begin_for(struct task_struct *task, __u32 type)
{
	struct scratch *s = event__begin(bpf_get_smp_processor_id(), type);

	if (s)
		event__describe_known(&s->event, task);
	return s;
}

static __always_inline void event__describe_current(struct event *e)
{
	if (task__is_known())
		event__describe_known(e, bpf_get_current_task_btf());
	else
		event__describe_any(e, (void *)bpf_get_current_task());
}

/*
 * No wake-up for each event: while events come, user space empties the ring on a timer, so that an event costs its maker no
 * context switch. The reader is woken when more waits than a timer lets come; or, where nothing happened for a while and
 * it sleeps without a timer, by the first event.
 */
static __always_inline void ring__call_for_reader(void)
{
	const __u64 call = 1;

	if (bpf_ringbuf_query(&events, BPF_RB_AVAIL_DATA) >= *(volatile __u32 *)&reader.woken_at &&
	    !bpf_ringbuf_query(&bell, BPF_RB_AVAIL_DATA))
		bpf_ringbuf_output(&bell, (void *)&call, sizeof(call), 0);
}

/*
 * An event without texts, in the ring itself: it needs no scratch memory, so
 * it may interrupt a program that does. NULL when the ring is full, counted.
 */
static __always_inline struct event *event__reserve(__u32 type)
{
	struct event *e = bpf_ringbuf_reserve(&events, sizeof(*e), 0);

	if (!e) {
		COUNT(type, lost_ring);
		return NULL;
	}
	__builtin_memset(e, 0, sizeof(*e));
	e->type = type;
	e->size = sizeof(*e);
	e->boot_ns = bpf_ktime_get_boot_ns();
	return e;
}

static __always_inline void event__submit(struct event *e)
{
	COUNT(e->type, sent);
	bpf_ringbuf_submit(e, BPF_RB_NO_WAKEUP);
	ring__call_for_reader();
}

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
	ring__call_for_reader();
	return 0;
}

/*
 * The program that ends every event of an attach point: walks the paths, calls
 * itself while there are more (33 times at most), sends. One for each attach
 * point, since a tail call stays within its own. The addon puts it into its
 * map once it is loaded: with its hook, or not at all.
 */
#define FINISH_PROGRAM(point, section, steps)                              \
	int finish_##point(void *ctx);                                     \
	struct {                                                           \
		__uint(type, BPF_MAP_TYPE_PROG_ARRAY);                     \
		__uint(max_entries, 1);                                    \
		__uint(key_size, sizeof(__u32));                           \
		__uint(value_size, sizeof(__u32));                         \
	} finish_##point##_map SEC(".maps");                               \
	SEC(section) int finish_##point(void *ctx)                         \
	{                                                                  \
		struct scratch *s = scratch__get(bpf_get_smp_processor_id()); \
                                                                           \
		if (!s)                                                    \
			return 0;                                          \
		if (scratch__walk(s, steps) == WALK_AGAIN) {                      \
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
