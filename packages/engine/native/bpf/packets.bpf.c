/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Every packet of every socket, in whatever network namespace: the programs hang on the root of the cgroups. They let
 * all of them pass. Most are looked at for their ports and their first bytes, and left alone.
 */
#include "streams.bpf.h"

#define ETH_P_IP 0x0800
#define ETH_P_IPV6 0x86dd
#define FRAGMENT_OFFSET 0x1fff
#define EXTENSIONS 6 /* headers of IPv6 between its own and that of the transport, at most */
#define DNS_PORT 53
#define MDNS_PORT 5353
#define DNS_HEADER_BYTES 12

struct packet {
	struct flow flow;
	__u32 payload_at;
};

struct ipv4_header {
	__u8 version_and_words;
	__u8 service;
	__be16 bytes, id, fragment;
	__u8 ttl, proto;
	__u16 checksum;
	__be32 from, to;
};

struct ipv6_header {
	__be32 version_and_label;
	__be16 bytes;
	__u8 next, hops;
	__u8 from[16], to[16];
};

struct tcp_header {
	__be16 from, to;
	__be32 seq, ack;
	__u8 words, flags; /* words: high four bits */
	__be16 window;
};

static __always_inline void packet__set_addresses(struct packet *p, const __u8 *from, const __u8 *to)
{
	__builtin_memcpy(p->flow.local, p->flow.outgoing ? from : to, 16);
	__builtin_memcpy(p->flow.remote, p->flow.outgoing ? to : from, 16);
}

/* Where the transport's header begins; 0 where there is none. */
static __always_inline __u32 packet__parse_v4(struct __sk_buff *skb, struct packet *p)
{
	struct ipv4_header ip;
	__u8 from[16], to[16];

	if (bpf_skb_load_bytes(skb, 0, &ip, sizeof(ip)) || ip.fragment & bpf_htons(FRAGMENT_OFFSET))
		return 0;
	address__set_v4(from, ip.from);
	address__set_v4(to, ip.to);
	packet__set_addresses(p, from, to);
	p->flow.proto = ip.proto;
	return (ip.version_and_words & 0xf) * 4;
}

static __always_inline __u32 packet__parse_v6(struct __sk_buff *skb, struct packet *p)
{
	struct ipv6_header ip;
	__u32 at = sizeof(ip);
	__u8 head[4];

	if (bpf_skb_load_bytes(skb, 0, &ip, sizeof(ip)))
		return 0;
	packet__set_addresses(p, ip.from, ip.to);
	p->flow.proto = ip.next;
#pragma clang loop unroll(disable)
	for (int i = 0; i < EXTENSIONS; i++) {
		__u8 proto = p->flow.proto;

		if (proto == IPPROTO_TCP || proto == IPPROTO_UDP)
			return at;
		/* Hop-by-hop, routing, fragment, authentication, destination. */
		if ((proto != 0 && proto != 43 && proto != 44 && proto != 51 && proto != 60) ||
		    bpf_skb_load_bytes(skb, at, head, sizeof(head)))
			return 0;
		if (proto == 44 && ((head[2] << 8 | head[3]) & ~7))
			return 0;
		at += proto == 44 ? 8 : proto == 51 ? (head[1] + 2) * 4 : (head[1] + 1) * 8;
		p->flow.proto = head[0];
	}
	return 0;
}

static __always_inline void packet__set_ports(struct packet *p, __be16 from, __be16 to)
{
	p->flow.local_port = bpf_ntohs(p->flow.outgoing ? from : to);
	p->flow.remote_port = bpf_ntohs(p->flow.outgoing ? to : from);
}

/* Fills in everything but the socket. False: nothing that we look at. */
static __always_inline bool packet__parse(struct __sk_buff *skb, struct packet *p)
{
	struct tcp_header tcp;
	__be16 udp[4];
	__u32 at;

	if (skb->protocol == bpf_htons(ETH_P_IP))
		at = packet__parse_v4(skb, p);
	else
		at = skb->protocol == bpf_htons(ETH_P_IPV6) ? packet__parse_v6(skb, p) : 0;
	if (!at)
		return false;
	if (p->flow.proto == IPPROTO_TCP) {
		if (bpf_skb_load_bytes(skb, at, &tcp, sizeof(tcp)))
			return false;
		packet__set_ports(p, tcp.from, tcp.to);
		p->flow.seq = bpf_ntohl(tcp.seq) + (tcp.flags >> 1 & 1); /* a SYN takes a number of its own */
		at += (tcp.words >> 4) * 4;
	} else if (p->flow.proto == IPPROTO_UDP) {
		if (bpf_skb_load_bytes(skb, at, udp, sizeof(udp)))
			return false;
		packet__set_ports(p, udp[0], udp[1]);
		at += sizeof(udp);
	} else {
		return false;
	}
	p->payload_at = at;
	p->flow.payload_bytes = skb->len > at ? skb->len - at : 0;
	return true;
}

/* Sends a packet with its payload, in a record with room for `room` bytes, a power of two. */
#define PACKET_SEND(room)                                                                                    \
	FLOW_RECORD(room);                                                                                   \
	static __noinline int packet__send_##room(struct __sk_buff *skb, struct packet *p, __u32 type)       \
	{                                                                                                    \
		struct flow_record_##room *record;                                                           \
		__u32 bytes;                                                                                 \
                                                                                                             \
		if (!p)                                                                                      \
			return 0;                                                                            \
		record = bpf_ringbuf_reserve(&events, sizeof(*record), 0);                                   \
		if (!record) {                                                                               \
			COUNT_SHARED(type, lost_ring);                                                       \
			return 0;                                                                            \
		}                                                                                            \
		event__fill(&record->event, type, bpf_map_lookup_elem(&owners, &p->flow.socket));            \
		__builtin_memcpy(&record->flow, &p->flow, sizeof(p->flow));                                  \
		bytes = p->flow.payload_bytes;                                                               \
		if (bytes > room) {                                                                          \
			bytes = room;                                                                        \
			record->event.cut = 1 << 1;                                                          \
			COUNT_SHARED(type, cut);                                                             \
		}                                                                                            \
		bytes = ((bytes - 1) & (room - 1)) + 1;                                                      \
		if (bpf_skb_load_bytes(skb, p->payload_at, record->payload, bytes))                          \
			bytes = 0;                                                                           \
		record->event.text_bytes[1] = bytes;                                                         \
		record->event.size += bytes;                                                                 \
		COUNT_SHARED(type, sent);                                                                    \
		bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);                                                \
		ring__call_for_reader();                                                                     \
		return 0;                                                                                    \
	}

PACKET_SEND(256)
PACKET_SEND(2048)
PACKET_SEND(16384)

static __always_inline void packet__send(struct __sk_buff *skb, struct packet *p, __u32 type)
{
	if (!flow__concerns(type, &p->flow, bpf_map_lookup_elem(&owners, &p->flow.socket)))
		return;
	if (p->flow.payload_bytes <= 256)
		packet__send_256(skb, p, type);
	else if (p->flow.payload_bytes <= 2048)
		packet__send_2048(skb, p, type);
	else
		packet__send_16384(skb, p, type);
}

static __always_inline bool packet__is_dns(const struct packet *p)
{
	return WANTED(EVENT_DNS) && (p->flow.remote_port == DNS_PORT || p->flow.remote_port == MDNS_PORT);
}

/* A question that is sent, or an answer that comes: what others ask a server of ours is their event. */
static __always_inline void packet__watch_dns(struct __sk_buff *skb, struct packet *p)
{
	__u8 flags;

	if (p->flow.payload_bytes < DNS_HEADER_BYTES || bpf_skb_load_bytes(skb, p->payload_at + 2, &flags, 1) ||
	    !!(flags & 0x80) == p->flow.outgoing)
		return;
	packet__send(skb, p, EVENT_DNS);
}

struct udp_peer {
	__u64 socket;
	__u8 remote[16];
	__u16 remote_port;
	__u16 reserved;
	__u32 epoch; /* of the filter, as in struct once_key */
};

/* Whom a socket has exchanged packets with: the first one of each is an event. */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 1); /* the addon sets it */
	__type(key, struct udp_peer);
	__type(value, __u8);
} udp_peers SEC(".maps");

static __always_inline bool packet__is_first_of_peer(const struct packet *p)
{
	struct udp_peer peer = { .socket = p->flow.socket, .remote_port = p->flow.remote_port, .epoch = filter.peers_epoch };
	const __u8 value = 1;

	__builtin_memcpy(peer.remote, p->flow.remote, 16);
	return !bpf_map_lookup_elem(&udp_peers, &peer) &&
	       bpf_map_update_elem(&udp_peers, &peer, &value, BPF_NOEXIST) != -EEXIST;
}

static __always_inline void packet__watch_udp(struct __sk_buff *skb, struct packet *p, struct sock *sk)
{
	bool is_first = WANTED(EVENT_NETWORK) && packet__is_first_of_peer(p), is_dns = packet__is_dns(p);
	struct event owner;

	if ((!is_first && !is_dns) || !sock__is_of_user(sk))
		return;
	/* Who sends is running; what comes in interrupts anybody. */
	if (p->flow.outgoing) {
		owner__describe(&owner, (void *)bpf_get_current_task());
		owner__note(sk, &owner, 0);
	}
	if (is_first)
		flow__send(EVENT_NETWORK, &p->flow, bpf_map_lookup_elem(&owners, &p->flow.socket));
	if (is_dns)
		packet__watch_dns(skb, p);
}

/* First bytes of a request line: a method of RFC 9110 or 5789 and a space, or as much of one as there is. */
static __always_inline bool bytes__begin_request(__u64 head, __u32 bytes)
{
	static const char methods[][8] = { "GET ", "POST ", "PUT ", "HEAD ", "PATCH ", "DELETE ", "OPTIONS ", "CONNECT ",
					   "TRACE " };
	static const __u8 lengths[] = { 4, 5, 4, 5, 6, 7, 8, 8, 6 };

#pragma clang loop unroll(full)
	for (__u32 i = 0; i < sizeof(lengths); i++) {
		__u32 length = bytes < lengths[i] ? bytes : lengths[i];
		__u64 mask = length >= 8 ? ~0ULL : (1ULL << (length * 8)) - 1;
		__u64 method = 0;

		__builtin_memcpy(&method, methods[i], 8);
		if (!((head ^ method) & mask))
			return true;
	}
	return false;
}

#define HEAD_SSH 0x2d485353	       /* "SSH-", little endian, as both architectures are */
#define HEAD_INTERIM 0x312e312f50545448ULL /* "HTTP/1.1" */

static __always_inline void stream__new(struct stream *stream, const struct packet *p)
{
	__builtin_memset(stream, 0, sizeof(*stream));
	__builtin_memcpy(&stream->flow, &p->flow, sizeof(p->flow));
	stream->next_seq = p->flow.seq;
}

static __always_inline void packet__watch_ssh(struct packet *p, struct stream *stream)
{
	struct stream first;

	if (stream && stream->saw_ssh)
		return;
	stream__new(&first, p);
	first.saw_ssh = 1;
	bpf_map_update_elem(&streams, &p->flow.socket, &first, 0);
	flow__send(EVENT_SSH, &p->flow, bpf_map_lookup_elem(&owners, &p->flow.socket));
}

/* A piece of a request, unless it was sent before. */
static __always_inline void packet__continue_request(struct __sk_buff *skb, struct packet *p, struct stream *stream)
{
	__u32 end = p->flow.seq + p->flow.payload_bytes;

	if ((__s32)(end - stream->next_seq) <= 0)
		return;
	stream->next_seq = end;
	stream->left -= stream->left < p->flow.payload_bytes ? stream->left : p->flow.payload_bytes;
	packet__send(skb, p, EVENT_HTTP);
	if (!stream->left) {
		stream->left = 1;
		stream__finish(stream);
	}
}

static __always_inline void packet__watch_http(struct __sk_buff *skb, struct packet *p, struct stream *stream, __u64 head)
{
	bool begins = bytes__begin_request(head, p->flow.payload_bytes);
	struct stream first;

	if (stream && stream->flow.outgoing != p->flow.outgoing) {
		/* 100 Continue and its like come before the request is over. */
		if (head != HEAD_INTERIM || p->flow.payload_bytes < 10) {
			stream__finish(stream);
		} else {
			__u8 status = 0;

			bpf_skb_load_bytes(skb, p->payload_at + 9, &status, 1);
			if (status != '1')
				stream__finish(stream);
		}
		return;
	}
	if (!stream && begins) {
		stream__new(&first, p);
		bpf_map_update_elem(&streams, &p->flow.socket, &first, 0);
		stream = bpf_map_lookup_elem(&streams, &p->flow.socket);
	}
	if (!stream)
		return;
	if (!stream->left && begins)
		stream->left = REQUEST_BYTES;
	if (stream->left)
		packet__continue_request(skb, p, stream);
}

static __always_inline void packet__watch_tcp(struct __sk_buff *skb, struct packet *p)
{
	__u32 bytes = p->flow.payload_bytes;
	struct stream *stream;
	__u64 head = 0;

	if (!bytes)
		return;
	/* Messages go by their length here, and begin anywhere. */
	if (packet__is_dns(p) && p->flow.remote_port == DNS_PORT) {
		packet__send(skb, p, EVENT_DNS);
		return;
	}
	if (!WANTED(EVENT_HTTP) && !WANTED(EVENT_SSH))
		return;
	if (bytes > sizeof(head))
		bytes = sizeof(head);
	bytes = ((bytes - 1) & 7) + 1;
	if (bpf_skb_load_bytes(skb, p->payload_at, &head, bytes))
		return;
	stream = bpf_map_lookup_elem(&streams, &p->flow.socket);
	if (WANTED(EVENT_SSH) && (__u32)head == HEAD_SSH)
		packet__watch_ssh(p, stream);
	else if (WANTED(EVENT_HTTP))
		packet__watch_http(skb, p, stream, head);
}

static __always_inline int packet__watch(struct __sk_buff *skb, bool outgoing)
{
	/* The socket's address, as a number: the context is the kernel's own struct. */
	struct sock *sk = BPF_CORE_READ((struct sk_buff *)skb, sk);
	struct packet p = { .flow = { .outgoing = outgoing, .socket = (__u64)sk } };

	if (!sk || !packet__parse(skb, &p))
		return 1;
	if (p.flow.proto == IPPROTO_UDP)
		packet__watch_udp(skb, &p, sk);
	else
		packet__watch_tcp(skb, &p);
	return 1;
}

SEC("cgroup_skb/egress")
int packet_egress(struct __sk_buff *skb)
{
	return packet__watch(skb, true);
}

SEC("cgroup_skb/ingress")
int packet_ingress(struct __sk_buff *skb)
{
	return packet__watch(skb, false);
}
