/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The filter for what packets and connections are about. */
#pragma once
#include "filter.bpf.h"

/* The destination as rules read it: ours, of connections and requests that come in; of all others the other side. */
static __always_inline bool flow__comes_to_us(__u32 type, const struct flow *flow)
{
	return !flow->outgoing && (type == EVENT_NETWORK || type == EVENT_HTTP);
}

static __always_inline bool filter__has_port(const struct filter_verdict *v, __u32 type, const struct flow *flow)
{
	const __u16 port = flow__comes_to_us(type, flow) ? flow->local_port : flow->remote_port;
	const __u64 value[2] = { bpf_htons(port) };

	return filter__has_value(v, (struct filter_head){ v->slot, type, FILTER_PORT, 0 }, value);
}

/* dstAddr of a connection is the other side's, whoever begins; dstIp goes with the port. */
static __always_inline bool filter__has_address(const struct filter_verdict *v, __u32 type, const struct flow *flow)
{
	const bool is_ours = type != EVENT_NETWORK && flow__comes_to_us(type, flow);
	__u64 value[2];

	__builtin_memcpy(value, is_ours ? flow->local : flow->remote, sizeof(value));
	return filter__has_value(v, (struct filter_head){ v->slot, type, FILTER_ADDRESS, 0 }, value);
}

static __always_inline bool filter__has_direction(const struct filter_verdict *v, __u32 type, const struct flow *flow)
{
	const __u64 value[2] = { flow->outgoing };

	return filter__has_value(v, (struct filter_head){ v->slot, type, FILTER_DIRECTION, 0 }, value);
}

/* A flow that nobody is known to own is of an unknown namespace, and of no command. */
static __noinline bool filter__drops_flow(__u32 type, const struct flow *flow, const struct event *owner)
{
	struct filter_verdict v;
	__u64 comm[2] = {};

	if (!filter.is_set || !flow)
		return false;
	if (owner)
		__builtin_memcpy(comm, owner->comm, sizeof(comm));
	filter__ask(&v, type, owner ? owner->mntns : 0, owner && owner->entered);
	if (v.action != FILTER_TEST)
		return v.action == FILTER_DROP;
	return !filter__has_comm(&v, type, comm) && !filter__has_port(&v, type, flow) &&
	       !filter__has_address(&v, type, flow) && !filter__has_direction(&v, type, flow);
}
