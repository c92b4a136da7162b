/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* TCP connections as they begin, and who owns which socket. */
#include "flow.bpf.h"
#include "streams.bpf.h"
#include "syscall.bpf.h"

#define SOCKFS_MAGIC 0x534f434b

/* include/net/tcp_states.h */
enum {
	TCP_ESTABLISHED = 1,
	TCP_SYN_SENT = 2,
	TCP_SYN_RECV = 3,
	TCP_CLOSE = 7,
	TCP_LISTEN = 10,
};

static __always_inline void flow__of_sock(struct flow *flow, struct sock *sk, bool outgoing)
{
	__u32 v4;

	__builtin_memset(flow, 0, sizeof(*flow));
	flow->socket = (__u64)sk;
	flow->outgoing = outgoing;
	flow->proto = IPPROTO_TCP;
	flow->remote_port = bpf_ntohs(BPF_CORE_READ(sk, __sk_common.skc_dport));
	flow->local_port = BPF_CORE_READ(sk, __sk_common.skc_num);
	if (BPF_CORE_READ(sk, __sk_common.skc_family) == AF_INET6) {
		BPF_CORE_READ_INTO(&flow->remote, sk, __sk_common.skc_v6_daddr);
		BPF_CORE_READ_INTO(&flow->local, sk, __sk_common.skc_v6_rcv_saddr);
		return;
	}
	v4 = BPF_CORE_READ(sk, __sk_common.skc_daddr);
	address__set_v4(flow->remote, v4);
	v4 = BPF_CORE_READ(sk, __sk_common.skc_rcv_saddr);
	address__set_v4(flow->local, v4);
}

/* An attempt counts, answered or not. */
static __always_inline void sock__connects(struct sock *sk)
{
	struct event owner;
	struct flow flow;

	owner__describe(&owner, (void *)bpf_get_current_task());
	owner__note(sk, &owner, 0);
	if (!WANTED(EVENT_NETWORK))
		return;
	flow__of_sock(&flow, sk, true);
	flow__send(EVENT_NETWORK, &flow, &owner);
}

/* The current task is whoever the packet interrupted. */
static __always_inline void sock__is_connected(struct sock *sk)
{
	const struct listener_key key = listener_key__of(sk);
	struct event *listener = bpf_map_lookup_elem(&listeners, &key);
	struct flow flow;

	if (listener)
		owner__note(sk, listener, 0);
	if (!WANTED(EVENT_NETWORK))
		return;
	flow__of_sock(&flow, sk, false);
	flow__send(EVENT_NETWORK, &flow, listener);
}

static __always_inline void sock__listens(struct sock *sk)
{
	struct event owner;

	owner__describe(&owner, (void *)bpf_get_current_task());
	owner__note(sk, &owner, 0);
	owner__note_listener(sk, &owner);
}

static __always_inline void sock__closes(struct sock *sk)
{
	const __u64 key = (__u64)sk;

	stream__end(key);
	bpf_map_delete_elem(&owners, &key);
}

SEC("tp_btf/inet_sock_set_state")
int sock_state(__u64 *ctx)
{
	struct sock *sk = (void *)ctx[0];
	int before = ctx[1], state = ctx[2];

	if (BPF_CORE_READ(sk, sk_protocol) != IPPROTO_TCP)
		return 0;
	if (state == TCP_SYN_SENT)
		sock__connects(sk);
	else if (state == TCP_ESTABLISHED && before == TCP_SYN_RECV)
		sock__is_connected(sk);
	else if (state == TCP_LISTEN)
		sock__listens(sk);
	else if (state == TCP_CLOSE)
		sock__closes(sk);
	return 0;
}

/* Any socket: those of UDP have no other moment at which somebody owns them, before they send. */
SEC("cgroup/sock_create")
int sock_create(struct bpf_sock *ctx)
{
	/* The address of the socket, as a number: what the context is may not be stored. */
	struct sock *sk = BPF_CORE_READ((struct sock *)ctx, sk_socket, sk);
	struct event owner;

	owner__describe(&owner, (void *)bpf_get_current_task());
	owner__note(sk, &owner, 0);
	return 1;
}

static __always_inline struct sock *file__sock(struct file *file)
{
	struct socket *socket = BPF_CORE_READ(file, private_data);

	return BPF_CORE_READ(file, f_inode, i_sb, s_magic) == SOCKFS_MAGIC ? BPF_CORE_READ(socket, sk) : NULL;
}

/* Who accepts a connection owns it, whoever listens. */
SEC("tp_btf/sys_exit")
int accept(__u64 *ctx)
{
	struct syscall call = syscall__of(ctx);
	struct file *file = call.ret < 0 ? NULL : syscall__file(call.ret);
	struct sock *sk = file ? file__sock(file) : NULL;
	struct event owner;

	if (!sk || BPF_CORE_READ(sk, sk_protocol) != IPPROTO_TCP)
		return 0;
	owner__describe(&owner, (void *)bpf_get_current_task());
	owner__note(sk, &owner, 0);
	return 0;
}

/* The sockets there are, read once at the start. */
SEC("iter/task_file")
int sockets(struct bpf_iter__task_file *ctx)
{
	struct task_struct *task = ctx->task;
	struct file *file = ctx->file;
	struct event owner;
	struct sock *sk;
	__u16 family;

	if (!task || !file)
		return 0;
	sk = file__sock(file);
	family = BPF_CORE_READ(sk, __sk_common.skc_family);
	if (!sk || (family != AF_INET && family != AF_INET6))
		return 0;
	owner__describe(&owner, task);
	owner__note(sk, &owner, BPF_NOEXIST);
	if (BPF_CORE_READ(sk, __sk_common.skc_state) == TCP_LISTEN)
		owner__note_listener(sk, &owner);
	return 0;
}
