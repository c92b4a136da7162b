/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* For types of which only the first of a kind is an event: what has been reported. */
#pragma once
#include "filter.bpf.h"

/* Who did what: of each pair, the first one counts. */
struct once_key {
	__u64 comm[2];
	__u64 what; /* as the type words it */
	__u32 mntns;
	__u32 type; /* and the epoch of its namespace: whoever listens since then has not heard of it */
};

/* Least recently used first out: what gave way is reported again, and never forgotten. The addon sets the size. */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 1);
	__type(key, struct once_key);
	__type(value, __u8);
} reported SEC(".maps");

static __always_inline __u32 once__type(__u32 type, __u32 mntns)
{
	return type | filter__epoch(mntns) << 8;
}

static __always_inline void once__of_current(struct once_key *key, __u32 type)
{
	key->mntns = READ_CURRENT(nsproxy, mnt_ns, ns.inum);
	key->type = once__type(type, key->mntns);
	bpf_get_current_comm(key->comm, sizeof(key->comm));
}

/* Whether nobody reported it yet: true for one CPU only, however many ask at once. */
static __always_inline bool once__is_first(const struct once_key *key)
{
	const __u8 value = 1;

	return !bpf_map_lookup_elem(&reported, key) &&
	       bpf_map_update_elem(&reported, key, &value, BPF_NOEXIST) != -EEXIST;
}
