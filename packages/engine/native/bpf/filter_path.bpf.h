/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The path of an open file, as far as the filter has to know it. Nothing is written that does not have to be. */
#pragma once
#include "filter.bpf.h"

#define FILTER_STEPS 64 /* components and mounts of a path: what is deeper is sent */

struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, FILTER_CONDITIONS);
	__type(key, struct filter_path_key);
	__type(value, __u32);
} filter_paths SEC(".maps");

struct filter_name {
	__u64 name; /* kernel address */
	__u32 bytes;
	__u32 reserved;
};

/* Where the beginning of a path is put together: of programs that do not interrupt each other, as in struct scratch. */
struct filter_walk {
	struct filter_path_key key;
	char spill[256]; /* a name behind the last byte that counts */
	struct filter_name names[FILTER_STEPS]; /* the last one first */
	/* In memory, not in registers: the verifier would follow every value that they may have. */
	struct path_job at;
	__u32 step; /* enum filter_step */
	__u32 count;
	__u32 used;
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct filter_walk);
} filter_walks SEC(".maps");

/* Whether a mount namespace, to which the mount at the top of a walk belongs, is one that processes can be in. */
static __always_inline bool mnt_namespace__is_real(struct mnt_namespace *ns, struct mnt_namespace *own)
{
	return ns && (ns == own || !mnt_namespace__is_anonymous(ns));
}

enum filter_step {
	FILTER_AGAIN,
	FILTER_ROOT,
	FILTER_LOST, /* nobody can tell the path */
};

/* One step up, as path__step does. typed: the kernel has bpf_rdonly_cast(), with which a read is a load and no call. */
static __always_inline enum filter_step filter__step(struct filter_walk *w, struct mnt_namespace *own, const bool typed)
{
	struct filter_name *name = &w->names[w->count & (FILTER_STEPS - 1)];
	struct dentry_head head;

	if (w->at.dentry == w->at.root) {
		if (path_job__leave_mount(&w->at, typed))
			return FILTER_AGAIN;
		return mnt_namespace__is_real(mount__namespace(w->at.mnt, typed), own) ? FILTER_ROOT : FILTER_LOST;
	}
	dentry__read_head_as(w->at.dentry, &head, typed);
	if ((__u64)head.parent == w->at.dentry)
		return FILTER_LOST;
	name->name = (__u64)head.name;
	name->bytes = head.name_bytes;
	w->count++;
	w->at.dentry = (__u64)head.parent;
	return FILTER_AGAIN;
}

/* An open file, and the mount namespace of whoever opened it. */
struct filter_file {
	struct file *file;
	struct mnt_namespace *own;
};

/* The components up to the root of the mount namespace. False: nobody can tell. */
static __always_inline bool filter__collect(struct filter_walk *w, const struct filter_file *opened, const bool typed)
{
	path_job__begin(&w->at, opened->file, typed);
	w->count = 0;
	w->step = FILTER_AGAIN;
	/* Asked where the loop begins: asked where it ends, clang falls from there into its beginning, which 5.10 refuses. */
#pragma clang loop unroll(disable)
	for (int i = 0; i < FILTER_STEPS && w->step == FILTER_AGAIN; i++)
		w->step = filter__step(w, opened->own, typed);
	return w->step == FILTER_ROOT;
}

/* The first bytes of a name as a number, as many as it has and a number has room for. */
static __always_inline __u64 name__beginning(__u64 name, __u32 bytes, const bool typed)
{
	__u64 first = 0;

	if (typed)
		first = memory__load(name);
	else
		bpf_probe_read_kernel(&first, sizeof(first), (void *)name);
	return bytes < sizeof(first) ? first & ((1ULL << bytes * 8) - 1) : first;
}

/* Whether a condition may hold for a path by its first component: nearly all are done with here. */
static __always_inline bool filter__may_hold(const struct filter_verdict *v, const struct filter_walk *w, const bool typed)
{
	const struct filter_name *first = &w->names[(w->count - 1) & (FILTER_STEPS - 1)];
	const struct filter_rules *rules = &filter.slots[v->slot & (FILTER_SLOTS - 1)];
	__u64 hash;

	if (!w->count)
		return true;
	hash = (name__beginning(first->name, first->bytes & 0xff, typed) + first->bytes) * FILTER_HASH;
	return rules->roots[v->class & (FILTER_CLASSES - 1)] >> (hash >> 58) & 1;
}

/* Puts as much of the path together as conditions ask for. */
static __always_inline void filter__assemble(struct filter_walk *w, __u32 needed)
{
	w->used = 0;
	w->key.text[0] = '/';
	w->key.text[1] = 0;
#pragma clang loop unroll(disable)
	for (int i = 0; i < FILTER_STEPS; i++) {
		__u32 count = w->count, used = w->used, bytes;
		struct filter_name *name;

		if (!count || used >= needed)
			return;
		w->count = --count;
		name = &w->names[count & (FILTER_STEPS - 1)];
		bytes = name->bytes & 0xff; /* NAME_MAX is 255 */
		w->key.text[used & 127] = '/';
		used++;
		bpf_probe_read_kernel(&w->key.text[used & 127], bytes, (void *)name->name);
		used += bytes;
		if (used < FILTER_TEXT_BYTES)
			w->key.text[used & 127] = 0;
		w->used = used;
	}
}

static __always_inline bool filter__lacks_path(const struct filter_verdict *v, const struct filter_file *opened,
					       const bool typed)
{
	const __u32 slot = 0;
	struct filter_walk *w = bpf_map_lookup_elem(&filter_walks, &slot);

	if (!w || !opened->file || !filter__collect(w, opened, typed))
		return false;
	if (!filter__may_hold(v, w, typed))
		return true;
	w->key.bits = 8 * (sizeof(w->key) - sizeof(w->key.bits));
	w->key.head = (struct filter_head){ v->slot, EVENT_OPEN, FILTER_PATH, 0 };
	filter__assemble(w, filter.slots[v->slot & (FILTER_SLOTS - 1)].path_bytes);
	return !filter__mask_has(bpf_map_lookup_elem(&filter_paths, &w->key), v->class);
}
