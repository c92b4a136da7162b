/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Connections on which an HTTP request or an SSH banner was seen. A request may come in pieces: from its first bytes on,
 * what follows in its direction is sent, up to a bound, until the other side answers. User space puts it together.
 */
#pragma once
#include "flow.bpf.h"

/* Of one request: 16 KiB of head and 4 KiB of body. */
#define REQUEST_BYTES (20 * 1024)

struct stream {
	struct flow flow;
	__u32 next_seq; /* what ends before it was sent before */
	__u32 left;     /* bytes of the request that may still be sent; 0: it is over */
	__u32 saw_ssh;  /* boolean */
};

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 1); /* the addon sets it */
	__type(key, __u64);     /* struct sock */
	__type(value, struct stream);
} streams SEC(".maps");

/* Tells user space that nothing follows: the request was answered, or its connection is closed. */
static __always_inline void stream__finish(struct stream *stream)
{
	struct flow flow;

	if (!stream->left)
		return;
	stream->left = 0;
	__builtin_memcpy(&flow, &stream->flow, sizeof(flow));
	flow.seq = stream->next_seq;
	flow.payload_bytes = 0;
	flow.is_end = 1;
	flow__send(EVENT_HTTP, &flow, bpf_map_lookup_elem(&owners, &flow.socket));
}

static __always_inline void stream__end(__u64 socket)
{
	struct stream *stream;

	if (!WANTED(EVENT_HTTP) && !WANTED(EVENT_SSH))
		return;
	stream = bpf_map_lookup_elem(&streams, &socket);
	if (!stream)
		return;
	stream__finish(stream);
	bpf_map_delete_elem(&streams, &socket);
}
