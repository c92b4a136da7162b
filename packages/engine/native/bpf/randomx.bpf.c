/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * RandomX, the proof of work of Monero, draws a rounding mode from its program's data again and again. What the SSE unit
 * rounds to is saved whenever a task leaves the CPU: one look at that costs next to nothing, and a miner shows all three
 * modes that nobody else keeps, in turn. One sample decides nothing: interval arithmetic rounds up, and down, for hours.
 */
#include "filter.bpf.h"

#define MXCSR_ROUNDING 0x6000 /* two bits; 0: to nearest */
#define MXCSR_ROUNDING_SHIFT 13
#define ALL_MODES 0xe /* bits 1, 2, 3: down, up, to zero */
#define MIN_CHANGES 8
#define WINDOW_NS 10000000000ULL
#define QUIET_NS 60000000000ULL /* after an event */

/* What was seen of one process in one window. */
struct rounding {
	__u64 began_boot_ns; /* CLOCK_BOOTTIME */
	__u64 reported_boot_ns;
	__u32 changes;
	__u8 modes; /* bit i: mode i was seen */
	__u8 last;
};

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 1); /* the addon sets it */
	__type(key, __u32); /* thread group, initial pid namespace */
	__type(value, struct rounding);
} roundings SEC(".maps");

/* The rounding mode of a task that leaves the CPU; 0, to nearest, for nearly all. */
static __always_inline __u32 fpu__rounding(struct fpu *fpu)
{
	struct fpu___state *older = (void *)fpu;
	__u32 mxcsr = 0;

	if (bpf_core_field_exists(fpu->fpstate))
		mxcsr = BPF_CORE_READ(fpu, fpstate, regs.fxsave.mxcsr);
	else if (bpf_core_field_exists(older->state))
		mxcsr = BPF_CORE_READ(older, state.fxsave.mxcsr);
	return (mxcsr & MXCSR_ROUNDING) >> MXCSR_ROUNDING_SHIFT;
}

static __always_inline void rounding__restart(struct rounding *r, __u64 now_ns)
{
	r->began_boot_ns = now_ns;
	r->changes = 0;
	r->modes = 0;
}

/* Takes a sample in; true: that is RandomX. */
static __always_inline bool rounding__add(struct rounding *r, __u32 mode, __u64 now_ns)
{
	if (now_ns - r->began_boot_ns > WINDOW_NS)
		rounding__restart(r, now_ns);
	if (r->last != mode)
		r->changes++;
	r->last = mode;
	r->modes |= 1 << mode;
	if (r->modes != ALL_MODES || r->changes < MIN_CHANGES)
		return false;
	rounding__restart(r, now_ns);
	if (r->reported_boot_ns && now_ns - r->reported_boot_ns < QUIET_NS)
		return false;
	r->reported_boot_ns = now_ns;
	return true;
}

SEC("tp_btf/x86_fpu_regs_deactivated")
int randomx(__u64 *ctx)
{
	__u32 mode = fpu__rounding((void *)ctx[0]), tgid;
	const struct rounding none = {};
	struct rounding *r;
	struct event *e;

	if (!mode)
		return 0;
	tgid = bpf_get_current_pid_tgid() >> 32;
	r = bpf_map_lookup_elem(&roundings, &tgid);
	if (!r) {
		bpf_map_update_elem(&roundings, &tgid, &none, BPF_NOEXIST);
		r = bpf_map_lookup_elem(&roundings, &tgid);
	}
	if (!r || !rounding__add(r, mode, bpf_ktime_get_boot_ns()))
		return 0;
	COUNT(EVENT_RANDOMX, seen);
	if (filter__drops_current(EVENT_RANDOMX)) {
		COUNT(EVENT_RANDOMX, filtered);
		r->reported_boot_ns = 0;
		return 0;
	}
	e = event__reserve(EVENT_RANDOMX);
	if (!e) {
		r->reported_boot_ns = 0;
		return 0;
	}
	event__describe_current(e);
	event__submit(e);
	return 0;
}
