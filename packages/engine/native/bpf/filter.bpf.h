/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The filter as the programs ask it. Whatever they cannot tell is sent. */
#pragma once
#include "task.bpf.h"
#include "filter.h"
#include "typed.bpf.h"

struct filter_state filter SEC(".data.filter");

/* By mount namespace: FILTER_NAMESPACE. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, FILTER_NAMESPACES);
	__type(key, __u32);
	__type(value, __u64);
} filter_namespaces SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, FILTER_CONDITIONS);
	__type(key, struct filter_value_key);
	__type(value, __u32);
} filter_values SEC(".maps");

/* What holds for an event, read once. */
struct filter_verdict {
	__u32 slot;
	__u32 class;
	__u32 action;
	__u32 kinds;
};

/* What is known of a namespace, as FILTER_NAMESPACE. */
static __always_inline __u64 filter__namespace(__u32 mntns)
{
	__u64 value = *(volatile __u64 *)&filter.common;
	const __u64 *entry;

	if (value >> 32 == mntns && value)
		return value;
	entry = bpf_map_lookup_elem(&filter_namespaces, &mntns);
	value = entry ? *(volatile __u64 *)entry : 0;
	return value && value >> 32 == mntns ? value : FILTER_NAMESPACE(mntns, filter.unknown_epoch, 0);
}

static __always_inline __u32 filter__epoch(__u32 mntns)
{
	return filter__namespace(mntns) >> 8;
}

/*
 * The slot first: see filter.c, which relies on it. entered: user space may judge the process by where it comes from, so
 * that the class of the namespace says nothing.
 */
static __always_inline void filter__ask(struct filter_verdict *v, __u32 type, __u32 mntns, bool entered)
{
	v->slot = *(volatile __u32 *)&filter.active & (FILTER_SLOTS - 1);
	v->class = entered ? 0 : filter__namespace(mntns) & (FILTER_CLASSES - 1);
	v->action = filter.slots[v->slot].action[v->class][type & (FILTER_TYPES - 1)];
	v->kinds = filter.slots[v->slot].kinds[type & (FILTER_TYPES - 1)];
}

static __always_inline bool filter__mask_has(const __u32 *mask, __u32 class)
{
	return mask && *mask >> class & 1;
}

static __always_inline bool filter__has_value(const struct filter_verdict *v, struct filter_head head, const __u64 *value)
{
	struct filter_value_key key = { .bits = 8 * (sizeof(key) - sizeof(key.bits)), .head = head };

	if (!(v->kinds & 1 << head.kind))
		return false;
	__builtin_memcpy(key.value, value, sizeof(key.value));
	return filter__mask_has(bpf_map_lookup_elem(&filter_values, &key), v->class);
}

static __always_inline bool filter__has_comm(const struct filter_verdict *v, __u32 type, const __u64 *comm)
{
	return filter__has_value(v, (struct filter_head){ v->slot, type, FILTER_COMM, 0 }, comm);
}

/* Where a process acts. */
struct filter_process {
	__u32 mntns;
	bool entered;
};

static __always_inline struct filter_process filter_process__of_current(void)
{
	return (struct filter_process){ READ_CURRENT(nsproxy, mnt_ns, ns.inum), current__has_entered(NULL, false) };
}

/* Whether the event is not to be sent, as far as its process tells. */
static __always_inline bool filter__drops(__u32 type, const struct filter_process *process, const __u64 *comm)
{
	struct filter_verdict v;

	if (!filter.is_set)
		return false;
	filter__ask(&v, type, process->mntns, process->entered);
	if (v.action != FILTER_TEST)
		return v.action == FILTER_DROP;
	return !filter__has_comm(&v, type, comm) && !(v.kinds & ~(1 << FILTER_COMM));
}

/* The same of the running task. */
static __always_inline bool filter__drops_current(__u32 type)
{
	struct filter_process process;
	__u64 comm[2];

	if (!filter.is_set)
		return false;
	process = filter_process__of_current();
	bpf_get_current_comm(comm, sizeof(comm));
	return filter__drops(type, &process, comm);
}

/* The same of one that calls bpf(2). */
static __always_inline bool filter__drops_command(__u32 command)
{
	const __u64 value[2] = { command };
	struct filter_process process;
	struct filter_verdict v;
	__u64 comm[2];

	if (!filter.is_set)
		return false;
	process = filter_process__of_current();
	filter__ask(&v, EVENT_BPF, process.mntns, process.entered);
	if (v.action != FILTER_TEST)
		return v.action == FILTER_DROP;
	bpf_get_current_comm(comm, sizeof(comm));
	return !filter__has_comm(&v, EVENT_BPF, comm) &&
	       !filter__has_value(&v, (struct filter_head){ v.slot, EVENT_BPF, FILTER_COMMAND, 0 }, value);
}

static __always_inline bool filter__lacks_current_comm(const struct filter_verdict *v, __u32 type)
{
	__u64 comm[2];

	if (!(v->kinds & 1 << FILTER_COMM))
		return true;
	bpf_get_current_comm(comm, sizeof(comm));
	return !filter__has_comm(v, type, comm);
}
