/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The first use of each system call by each command in each mount namespace.
 * Every call of the machine asks, so what this CPU has answered before is kept
 * in bits: three loads, a hash and a comparison. Only what is new here asks the
 * map that all CPUs share. A set that gives way to another costs a second
 * question, not a second event.
 */
#pragma once
#include "once.bpf.h"

#define CALL_SETS 256
#define CALL_WORDS (2 * SYSCALLS / 64)

struct caller {
	__u64 comm[2];
	__u64 mntns; /* as call_set__namespace gives it */
};

struct call_set {
	struct caller who;	/* mntns 0: never used */
	__u64 bits[CALL_WORDS]; /* native, then 32-bit */
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1); /* the addon sets it: CALL_SETS */
	__type(key, __u32);
	__type(value, struct call_set);
} call_sets SEC(".maps");

static __always_inline struct call_set *call_set__of(const struct caller *who)
{
	__u64 hash = (who->comm[0] ^ (who->comm[1] << 7 | who->comm[1] >> 57) ^ who->mntns << 32) * 0x9e3779b97f4a7c15ULL;
	__u32 slot = hash >> 56;

	return bpf_map_lookup_elem(&call_sets, &slot);
}

/* Whether it is settled: reported now or before. Where the ring was full, the next use is the first again. */
static __noinline bool first_call__report(__u32 number, bool compat)
{
	struct once_key key = { .what = number | (__u64)compat << 32 };
	struct event *e;

	once__of_current(&key, EVENT_SYSCALL);
	if (!once__is_first(&key))
		return true;
	COUNT(EVENT_SYSCALL, seen);
	if (bpf_get_current_pid_tgid() >> 32 == settings.own_tgid || filter__drops_current(EVENT_SYSCALL)) {
		COUNT(EVENT_SYSCALL, filtered);
		return true;
	}
	e = event__reserve(EVENT_SYSCALL);
	if (!e) {
		bpf_map_delete_elem(&reported, &key);
		return false;
	}
	event__describe_current(e);
	e->number[0] = number;
	e->number[1] = compat;
	event__submit(e);
	return true;
}

/* The number of a mount namespace, told apart by epoch: in another one everything is asked again. */
static __always_inline __u64 call_set__namespace(__u32 mntns)
{
	return mntns | (__u64)filter.calls_epoch << 32;
}

/* Who calls, the cheapest way there is. Returns whether by the 32-bit table. */
static __always_inline bool caller__read_current(struct caller *who)
{
	struct task_struct *task;

	if (!task__is_known()) {
		who->mntns = call_set__namespace(READ_CURRENT(nsproxy, mnt_ns, ns.inum));
		bpf_get_current_comm(who->comm, sizeof(who->comm));
		return syscall__is_compat();
	}
	task = bpf_get_current_task_btf();
	who->mntns = call_set__namespace(task->nsproxy->mnt_ns->ns.inum);
	who->comm[0] = *(__u64 *)&task->comm[0];
	who->comm[1] = *(__u64 *)&task->comm[8];
	return task__is_compat(task);
}

/* Returns whether the call came by the 32-bit table, which has been found out on the way. */
static __always_inline bool first_call__note(__u32 number)
{
	const __u64 bit = 1ULL << (number & 63);
	struct call_set *set;
	struct caller who;
	bool compat = caller__read_current(&who);
	__u32 index = (number + (compat ? SYSCALLS : 0)) / 64;

	set = call_set__of(&who);
	if (!set)
		return compat;
	if (set->who.mntns != who.mntns || set->who.comm[0] != who.comm[0] || set->who.comm[1] != who.comm[1]) {
		__builtin_memset(set->bits, 0, sizeof(set->bits));
		set->who = who;
	}
	barrier_var(index); /* or the mask is folded into the division, where the verifier does not see it */
	index &= CALL_WORDS - 1;
	if (!(set->bits[index] & bit) && first_call__report(number, compat))
		set->bits[index] |= bit;
	return compat;
}
