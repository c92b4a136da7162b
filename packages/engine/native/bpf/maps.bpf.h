/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
#pragma once
#include "kernel_types.h"
#include "events.h"
#include "settings.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

const volatile struct settings settings SEC(".rodata.settings");

struct reader reader SEC(".data.reader");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 8 * 1024 * 1024); /* bytes; the addon sets it */
} events SEC(".maps");

/*
 * What wakes user space up before its timer does, or without one: a byte, when so much waits as it asked for. In a ring of its
 * own, so that whoever sleeps on it wakes once, and not for every event that comes while the other is being emptied.
 */
struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096); /* bytes; the addon sets it: a page */
} bell SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, EVENT_TYPES);
	__type(key, __u32);
	__type(value, struct event_counter);
} counters SEC(".maps");

/* A path to be walked: kernel addresses of where the walk is. */
struct path_job {
	__u64 dentry;
	__u64 mnt;  /* struct vfsmount */
	__u64 root; /* the dentry at which the mount begins */
};

/*
 * Where one event is put together. The record comes first, so that it goes to
 * the ring as it stands.
 */
struct scratch {
	struct event event;
	char text[TEXT_BYTES + PATH_BYTES];
	char path[PATH_BYTES + 256]; /* 256: a component more than the mask allows */
	struct path_job jobs[EVENT_TEXTS];
	__u32 text_used;
	__u32 texts;
	__u32 job;      /* the one being walked */
	__u32 job_count;
	__u32 path_start;
	__u32 detached; /* the walk has left the mounts and follows the file system alone */
};

/*
 * One slot a CPU, and one for the iterator, which can be preempted. Not a
 * per-CPU map: those hold 32 KiB a value at most. All other programs run with
 * preemption off, and none of them interrupts another.
 */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1); /* the addon sets it: possible CPUs and one */
	__type(key, __u32);
	__type(value, struct scratch);
} scratch SEC(".maps");

static __always_inline struct event_counter *counter_of(__u32 type)
{
	return bpf_map_lookup_elem(&counters, &type);
}

#define COUNT(type, member)                                        \
	do {                                                       \
		struct event_counter *counter__ = counter_of(type); \
		if (counter__)                                     \
			counter__->member++;                       \
	} while (0)
