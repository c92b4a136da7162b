/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Paths, by walking dentries and mounts up to the root of the mount namespace,
 * not to the root of the process: chroot("/etc") does not turn /etc/shadow
 * into /shadow. bpf_d_path() would do less and is refused in these hooks.
 */
#pragma once
#include "core_fixes.bpf.h"

/* The verifier walks every step, at every start: where paths so deep are rare, fewer do. */
#define WALK_STEPS 192
#define WALK_STEPS_RARE 64
#define PATH_KEPT (PATH_BYTES / 2 - 256) /* what stays of a path that is too long, at least */
#define WALK_AGAIN 1
#define WALK_DONE 0

/* A path of which nothing is known is empty. */
static __always_inline void scratch__add_path(struct scratch *s, struct vfsmount *mnt, struct dentry *dentry)
{
	__u32 slot = s->job_count;

	if (slot >= EVENT_TEXTS)
		return;
	s->jobs[slot].dentry = (__u64)dentry;
	s->jobs[slot].mnt = (__u64)mnt;
	s->jobs[slot].root = (__u64)BPF_CORE_READ(mnt, mnt_root);
	s->job_count = slot + 1;
}

static __always_inline void scratch__add_no_path(struct scratch *s)
{
	__u32 slot = s->job_count;

	if (slot >= EVENT_TEXTS)
		return;
	s->jobs[slot].dentry = 0;
	s->job_count = slot + 1;
}

static __always_inline void scratch__close_text(struct scratch *s, __u32 bytes)
{
	__u32 slot = s->texts;

	if (slot >= EVENT_TEXTS)
		return;
	s->event.text_bytes[slot] = bytes;
	s->texts = slot + 1;
	s->text_used += bytes;
}

/* A path name of user memory. What cannot be read is empty, and marked. */
static __always_inline void scratch__add_user_string(struct scratch *s, __u64 address)
{
	__u32 used = s->text_used;
	long bytes = 0;

	if (address && used <= TEXT_BYTES - PATH_BYTES) {
		bytes = bpf_probe_read_user_str(&s->text[used], NAME_BYTES, (void *)address);
		if (bytes < 0 || bytes == NAME_BYTES)
			s->event.cut |= 1 << (s->texts & 7);
		bytes = bytes > 0 ? bytes - 1 : 0;
	}
	scratch__close_text(s, bytes);
}

/* Puts a component, and a slash where it has a parent, in front of what is there. */
static __always_inline void path__prepend(struct scratch *s, struct dentry_head *head, bool slash)
{
	__u32 bytes = head->name_bytes & 0xff; /* NAME_MAX is 255 */
	__u32 start = s->path_start;

	if (start < 256) {
		/* Too long: its end is given up, since rules go by how a path begins. Source and target do not overlap. */
		s->event.cut |= 1 << (s->texts & 7);
		bpf_probe_read_kernel(&s->path[PATH_BYTES - PATH_KEPT], PATH_KEPT, &s->path[start & (PATH_BYTES - 1)]);
		start = PATH_BYTES - PATH_KEPT;
	}
	start -= bytes;
	bpf_probe_read_kernel(&s->path[start & (PATH_BYTES - 1)], bytes, head->name);
	if (slash) {
		start -= 1;
		s->path[start & (PATH_BYTES - 1)] = '/';
	}
	s->path_start = start;
}

static __always_inline void path__finish(struct scratch *s, bool rooted)
{
	__u32 start = s->path_start, used = s->text_used, bytes;

	if (start == PATH_BYTES && rooted) {
		start -= 1;
		s->path[start & (PATH_BYTES - 1)] = '/';
	}
	bytes = PATH_BYTES - start;
	if (used <= TEXT_BYTES - PATH_BYTES && bytes <= PATH_BYTES)
		bpf_probe_read_kernel(&s->text[used], bytes, &s->path[start & (PATH_BYTES - 1)]);
	else
		bytes = 0;
	scratch__close_text(s, bytes);
	s->path_start = PATH_BYTES;
	s->detached = 0;
	s->job += 1;
}

/* From the root of a mount to where it is mounted; false: there is nothing above. */
static __always_inline bool path__leave_mount(struct scratch *s, struct path_job *job)
{
	struct mount *mount = (void *)job->mnt - bpf_core_field_offset(struct mount, mnt);
	struct mount *above = BPF_CORE_READ(mount, mnt_parent);
	struct mnt_namespace *ns;

	if (above != mount) {
		job->dentry = (__u64)BPF_CORE_READ(mount, mnt_mountpoint);
		job->mnt = (__u64)above + bpf_core_field_offset(struct mount, mnt);
		job->root = (__u64)BPF_CORE_READ(above, mnt.mnt_root);
		return true;
	}
	ns = BPF_CORE_READ(mount, mnt_ns);
	if (ns && !mnt_namespace__is_anonymous(ns)) {
		path__finish(s, true);
		return true;
	}
	/* A mount taken off the tree (umount -l, open_tree): the file system still knows where it is. */
	s->detached = 1;
	return false;
}

/* One step up: to the parent folder, or out of a mount. */
static __always_inline void path__step(struct scratch *s, struct path_job *job)
{
	struct dentry_head head;

	if (!job->dentry) {
		path__finish(s, false);
		return;
	}
	if (job->dentry == job->root && !s->detached && path__leave_mount(s, job))
		return;
	dentry__read_head((void *)job->dentry, &head);
	if ((__u64)head.parent == job->dentry) {
		/* The root of a file system has the name "/"; a memfd or a pipe is its own parent and has its own. */
		if (s->path_start == PATH_BYTES && !s->detached)
			path__prepend(s, &head, false);
		path__finish(s, s->detached);
		return;
	}
	path__prepend(s, &head, true);
	job->dentry = (__u64)head.parent;
}

/* Walks what is left of the jobs; WALK_AGAIN when the steps of one program were not enough. */
static __always_inline int scratch__walk(struct scratch *s, const int steps)
{
#pragma clang loop unroll(disable)
	for (int step = 0; step < steps; step++) {
		__u32 job = s->job;

		if (job >= EVENT_TEXTS || job >= s->job_count)
			return WALK_DONE;
		path__step(s, &s->jobs[job]);
	}
	return WALK_AGAIN;
}
