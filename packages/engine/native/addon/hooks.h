/* SPDX-License-Identifier: Apache-2.0 */
/* Which programs there are, what each one feeds and what it needs of the kernel. */
#pragma once
#include <linux/types.h>
#include <stdbool.h>

#include "../bpf/events.h"

struct btf;

/* Types whose events are made of packets and connections. */
#define FLOW_TYPES (1u << EVENT_NETWORK | 1u << EVENT_DNS | 1u << EVENT_SSH | 1u << EVENT_HTTP)

struct hook {
	const char *program;
	const char *finisher; /* the program whose events end as this one's do; NULL: this one */
	const char *name;  /* what it hangs on, as users read it */
	const char *needs; /* a type of the kernel's BTF without which the hook is not there; NULL: always there */
	__u32 types;       /* bit i: events of type i come from it */
	__u32 helps;       /* bit i: events of type i are richer with it */
	int instead_of;    /* a hook that is better and, where it is there, enough; 0, which never is: none */
	bool is_on_cgroup; /* hangs on the root of the cgroups */
	bool is_required;  /* every kernel this collector runs on has it: without it, there is no start */
};

enum hook_slot {
	HOOK_EXEC,
	HOOK_FORK,
	HOOK_EXIT,
	HOOK_PROCESSES,
	HOOK_SYS_EXIT_TYPED,
	HOOK_SYS_EXIT,
	HOOK_CAPABILITIES,
	HOOK_CAPABILITIES_BY_FUNCTION,
	HOOK_IOURING_SUBMIT_REQ,
	HOOK_IOURING_SUBMIT_SQE,
	HOOK_IOURING_COMPLETE,
	HOOK_RANDOMX,
	HOOK_SOCK_STATE,
	HOOK_PACKET_EGRESS,
	HOOK_PACKET_INGRESS,
	HOOK_SOCK_CREATE,
	HOOK_SOCKETS,
	HOOKS,
};

extern const struct hook hooks[HOOKS];

/* What the kernel's tracepoint io_uring_submit_sqe is given: enum iouring_submit. */
__u32 hook__iouring_submit(const struct btf *kernel);

/* Whether the kernel, by its BTF, has what the hook needs. */
bool hook__exists(const struct hook *hook, const struct btf *kernel);
