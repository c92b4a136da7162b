/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The first use of a capability by each command in each mount namespace and system call. The tracepoint is there since
 * 6.14; before, the function that it stands in is watched where the kernel lets us.
 */
#include "once.bpf.h"
#include "syscall.bpf.h"

#define CAP_SYS_ADMIN 21
#define CAP_OPT_NOAUDIT 2 /* include/linux/security.h: the kernel only wonders, nobody uses it */
#define NO_CALL (-1)

struct reserving_calls reserving SEC(".data.reserving");

struct capability_check {
	int capability;
	int result; /* 0, or a negative errno: denied */
	__s64 call; /* system call number, or NO_CALL */
	bool compat;
};

static __always_inline void capability_check__find_call(struct capability_check *check)
{
	struct pt_regs *regs;

	check->call = NO_CALL;
	if (!task__has_regs() || READ_CURRENT(flags) & PF_IO_WORKER)
		return;
	regs = (void *)bpf_task_pt_regs(bpf_get_current_task_btf());
	if (syscall__number(regs) >= SYSCALLS)
		return;
	check->call = syscall__number(regs);
	check->compat = syscall__is_compat();
}

/*
 * Whether memory can be reserved is decided with a look at CAP_SYS_ADMIN, which allows a little more: every mmap of root
 * would count as a use. The function says so by an option, the tracepoint does not.
 */
static __always_inline bool capability_check__is_reservation(const struct capability_check *check)
{
	__u32 call = check->call;

	if (check->capability != CAP_SYS_ADMIN)
		return false;
	return call >= SYSCALLS || (check->compat ? reserving.compat[call] : reserving.native[call]);
}

static __always_inline int capability_check__report(const struct capability_check *check)
{
	struct once_key key = {
		.what = (__u32)check->call | (__u64)check->compat << 32 | (__u64)(check->capability & 0xff) << 40 |
			(__u64)!!check->result << 48,
	};
	struct event *e;

	once__of_current(&key, EVENT_CAPABILITIES);
	if (!once__is_first(&key))
		return 0;
	COUNT(EVENT_CAPABILITIES, seen);
	if (filter__drops_current(EVENT_CAPABILITIES)) {
		COUNT(EVENT_CAPABILITIES, filtered);
		return 0;
	}
	e = event__reserve(EVENT_CAPABILITIES);
	if (!e) {
		bpf_map_delete_elem(&reported, &key);
		return 0;
	}
	event__describe_current(e);
	e->error = -check->result;
	e->number[0] = check->capability;
	e->number[1] = check->call;
	e->number[2] = check->compat;
	event__submit(e);
	return 0;
}

static __always_inline bool capability_check__concerns(int result)
{
	return (!result || settings.send_failed) && !(READ_CURRENT(flags) & PF_KTHREAD) &&
	       bpf_get_current_pid_tgid() >> 32 != settings.own_tgid;
}

SEC("tp_btf/cap_capable")
int capabilities(__u64 *ctx)
{
	struct capability_check check = { .capability = ctx[3], .result = ctx[4] };

	if (!capability_check__concerns(check.result))
		return 0;
	capability_check__find_call(&check);
	return capability_check__is_reservation(&check) ? 0 : capability_check__report(&check);
}

SEC("fexit/cap_capable")
int capabilities_by_function(__u64 *ctx)
{
	struct capability_check check = { .capability = ctx[2], .result = ctx[4] };

	if (ctx[3] & CAP_OPT_NOAUDIT || !capability_check__concerns(check.result))
		return 0;
	capability_check__find_call(&check);
	return capability_check__report(&check);
}
