/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Records about packets and connections: written into the ring itself, since these programs interrupt others. */
#pragma once
#include "filter_flow.bpf.h"
#include "owner.bpf.h"

/* A record whose payload has room for so many bytes. */
#define FLOW_RECORD(bytes)               \
	struct flow_record_##bytes {     \
		struct event event;      \
		struct flow flow;        \
		char payload[bytes];     \
	}

struct flow_record {
	struct event event;
	struct flow flow;
};

/* Counters of these types are shared with what interrupts us. */
#define COUNT_SHARED(type, member)                                             \
	do {                                                                   \
		struct event_counter *counter__ = counter_of(type);            \
		if (counter__)                                                 \
			__sync_fetch_and_add(&counter__->member, 1);           \
	} while (0)

static __always_inline void event__fill(struct event *e, __u32 type, const struct event *owner)
{
	if (owner)
		__builtin_memcpy(e, owner, sizeof(*e));
	else
		__builtin_memset(e, 0, sizeof(*e));
	e->type = type;
	e->boot_ns = bpf_ktime_get_boot_ns();
	e->text_bytes[0] = sizeof(struct flow);
	e->size = sizeof(struct event) + sizeof(struct flow);
}

/* False, and counted: it is our own, or the filter has no use for it. */
static __always_inline bool flow__concerns(__u32 type, const struct flow *flow, const struct event *owner)
{
	COUNT_SHARED(type, seen);
	if ((!owner || owner->pid != settings.own_tgid) && !filter__drops_flow(type, flow, owner))
		return true;
	COUNT_SHARED(type, filtered);
	return false;
}

static __always_inline void flow__send(__u32 type, const struct flow *flow, const struct event *owner)
{
	struct flow_record *record;

	if (!flow__concerns(type, flow, owner))
		return;
	record = bpf_ringbuf_reserve(&events, sizeof(*record), 0);
	if (!record) {
		COUNT_SHARED(type, lost_ring);
		return;
	}
	event__fill(&record->event, type, owner);
	__builtin_memcpy(&record->flow, flow, sizeof(*flow));
	COUNT_SHARED(type, sent);
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
	ring__call_for_reader();
}
