/* SPDX-License-Identifier: Apache-2.0 */
#include "hooks.h"

#include <bpf/btf.h>

#include "../bpf/settings.h"

#define BIT(type) (1u << (type))
#define SYSCALL_TYPES                                                                                   \
	(BIT(EVENT_OPEN) | BIT(EVENT_SYMLINK) | BIT(EVENT_HARDLINK) | BIT(EVENT_PTRACE) | BIT(EVENT_UNSHARE) | \
	 BIT(EVENT_BPF) | BIT(EVENT_KMOD) | BIT(EVENT_SYSCALL))

const struct hook hooks[HOOKS] = {
	[HOOK_EXEC] = { .program = "exec",
			.name = "tp_btf/sched_process_exec",
			.types = BIT(EVENT_EXEC),
			.is_required = true },
	[HOOK_FORK] = { .program = "fork",
			.name = "tp_btf/sched_process_fork",
			.types = BIT(EVENT_FORK),
			.is_required = true },
	[HOOK_EXIT] = { .program = "exit",
			.name = "tp_btf/sched_process_exit",
			.types = BIT(EVENT_EXIT),
			.is_required = true },
	[HOOK_PROCESSES] = { .program = "processes",
			     .name = "iter/task",
			     .types = BIT(EVENT_PROCFS),
			     .is_required = true },
	/* The same program where a read is a load: typed.bpf.h. */
	[HOOK_SYS_EXIT_TYPED] = { .program = "sys_exit_typed",
				  .finisher = "sys_exit",
				  .name = "tp_btf/sys_exit",
				  .needs = "bpf_rdonly_cast",
				  .types = SYSCALL_TYPES,
				  .helps = FLOW_TYPES },
	[HOOK_SYS_EXIT] = { .program = "sys_exit",
			    .name = "tp_btf/sys_exit",
			    .types = SYSCALL_TYPES,
			    .helps = FLOW_TYPES, /* accept */
			    .instead_of = HOOK_SYS_EXIT_TYPED,
			    .is_required = true },
	[HOOK_CAPABILITIES] = { .program = "capabilities",
				.name = "tp_btf/cap_capable",
				.needs = "btf_trace_cap_capable",
				.types = BIT(EVENT_CAPABILITIES) },
	[HOOK_CAPABILITIES_BY_FUNCTION] = { .program = "capabilities_by_function",
					    .name = "fexit/cap_capable",
					    .needs = "cap_capable",
					    .types = BIT(EVENT_CAPABILITIES),
					    .instead_of = HOOK_CAPABILITIES },
	[HOOK_IOURING_SUBMIT_REQ] = { .program = "iouring_submit_req",
				      .name = "tp_btf/io_uring_submit_req",
				      .needs = "btf_trace_io_uring_submit_req",
				      .types = BIT(EVENT_IOURING) | BIT(EVENT_OPEN) },
	[HOOK_IOURING_SUBMIT_SQE] = { .program = "iouring_submit_sqe",
				      .name = "tp_btf/io_uring_submit_sqe",
				      .needs = "btf_trace_io_uring_submit_sqe",
				      .types = BIT(EVENT_IOURING) | BIT(EVENT_OPEN),
				      .instead_of = HOOK_IOURING_SUBMIT_REQ },
	/* struct io_cqe: since 5.19, and since then its request is the second argument. */
	[HOOK_IOURING_COMPLETE] = { .program = "iouring_complete",
				    .name = "tp_btf/io_uring_complete",
				    .needs = "io_cqe",
				    .types = BIT(EVENT_OPEN) },
	[HOOK_RANDOMX] = { .program = "randomx",
			   .name = "tp_btf/x86_fpu_regs_deactivated",
			   .needs = "btf_trace_x86_fpu_regs_deactivated",
			   .types = BIT(EVENT_RANDOMX) },
	[HOOK_SOCK_STATE] = { .program = "sock_state",
			      .name = "tp_btf/inet_sock_set_state",
			      .types = BIT(EVENT_NETWORK),
			      .helps = FLOW_TYPES },
	[HOOK_PACKET_EGRESS] = { .program = "packet_egress",
				 .name = "cgroup_skb/egress",
				 .types = FLOW_TYPES,
				 .is_on_cgroup = true },
	[HOOK_PACKET_INGRESS] = { .program = "packet_ingress",
				  .name = "cgroup_skb/ingress",
				  .types = FLOW_TYPES,
				  .is_on_cgroup = true },
	[HOOK_SOCK_CREATE] = { .program = "sock_create",
			       .name = "cgroup/sock_create",
			       .helps = FLOW_TYPES,
			       .is_on_cgroup = true },
	[HOOK_SOCKETS] = { .program = "sockets", .name = "iter/task_file", .helps = FLOW_TYPES },
};

bool hook__exists(const struct hook *hook, const struct btf *kernel)
{
	return !hook->needs || btf__find_by_name(kernel, hook->needs) > 0;
}

/* Parameters of a tracepoint: a typedef of a pointer to a function whose first one is the tracepoint's own. */
static const struct btf_type *tracepoint__prototype(const struct btf *kernel, const char *name)
{
	int id = btf__find_by_name_kind(kernel, name, BTF_KIND_TYPEDEF);
	const struct btf_type *type = id > 0 ? btf__type_by_id(kernel, id) : NULL;

	type = type ? btf__type_by_id(kernel, type->type) : NULL;
	type = type && btf_is_ptr(type) ? btf__type_by_id(kernel, type->type) : NULL;
	return type && btf_is_func_proto(type) ? type : NULL;
}

__u32 hook__iouring_submit(const struct btf *kernel)
{
	const struct btf_type *prototype = tracepoint__prototype(kernel, "btf_trace_io_uring_submit_sqe");

	if (!prototype || btf_vlen(prototype) < 4)
		return IOURING_SUBMIT_REQUEST;
	if (btf_is_ptr(btf__type_by_id(kernel, btf_params(prototype)[2].type)))
		return IOURING_SUBMIT_RING_REQUEST;
	return IOURING_SUBMIT_RING_OPCODE;
}
