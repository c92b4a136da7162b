/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Packets have no process. Who owns a socket is noted when it is made, connected, listened on or accepted, and looked up
 * when a packet passes it. Sockets go by the kernel's address, which all programs of all versions can read; an owner is
 * kept as the event that it will be.
 */
#pragma once
#include "task.bpf.h"
#include "typed.bpf.h"

#define AF_INET 2
#define AF_INET6 10
#define IPPROTO_TCP 6
#define IPPROTO_UDP 17

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 1); /* the addon sets it */
	__type(key, __u64);     /* struct sock */
	__type(value, struct event);
} owners SEC(".maps");

struct listener_key {
	__u32 netns;
	__u32 port;
};

/* Who listens: a connection that comes in belongs to nobody until it is accepted. */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 1); /* the addon sets it */
	__type(key, struct listener_key);
	__type(value, struct event);
} listeners SEC(".maps");

static __always_inline struct listener_key listener_key__of(struct sock *sk)
{
	return (struct listener_key){ BPF_CORE_READ(sk, __sk_common.skc_net.net, ns.inum),
				      BPF_CORE_READ(sk, __sk_common.skc_num) };
}

/* A task that the verifier does not know; kernel threads that work for a process count as it. */
static __always_inline void owner__describe(struct event *owner, struct task_struct *task)
{
	__builtin_memset(owner, 0, sizeof(*owner));
	if (BPF_CORE_READ(task, flags) & PF_IO_WORKER)
		task = BPF_CORE_READ(task, group_leader);
	event__describe_any(owner, task);
	owner->entered = task__has_entered(task);
}

static __always_inline void owner__note(struct sock *sk, const struct event *owner, __u64 flags)
{
	const __u64 key = (__u64)sk;

	bpf_map_update_elem(&owners, &key, owner, flags);
}

static __always_inline void owner__note_listener(struct sock *sk, const struct event *owner)
{
	const struct listener_key key = listener_key__of(sk);

	bpf_map_update_elem(&listeners, &key, owner, 0);
}

/* Whether a process has it, not the kernel itself. */
static __always_inline bool sock__is_of_user(struct sock *sk)
{
	return BPF_CORE_READ(sk, sk_socket, file) != NULL;
}
