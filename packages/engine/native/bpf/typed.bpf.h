/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Reads on the way from a file to its path, twice: since 6.2 a number can be made a pointer that the verifier knows, and a
 * read through it is a load, where a helper call costs twenty times as much. A program with such a call does not load
 * before: there are two of it.
 */
#pragma once
#include "core_fixes.bpf.h"

extern void *bpf_rdonly_cast(const void *object, __u32 btf_id) __ksym __weak;

#define TYPED(type, pointer) ((type *)bpf_rdonly_cast((void *)(pointer), bpf_core_type_id_kernel(type)))

/* The running task where it is asked for once, since each time is a helper call; untyped it is asked for again. */
#define READ_TYPED(typed, task, ...)                                  \
	({                                                            \
		___type(((struct task_struct *)0), __VA_ARGS__) read__; \
                                                                      \
		if (typed)                                            \
			read__ = ___arrow(task, __VA_ARGS__);         \
		else                                                  \
			read__ = READ_CURRENT(__VA_ARGS__);           \
		read__;                                               \
	})

static __always_inline __u64 mount__root(__u64 mnt, const bool typed)
{
	return typed ? (__u64)TYPED(struct vfsmount, mnt)->mnt_root : (__u64)BPF_CORE_READ((struct vfsmount *)mnt, mnt_root);
}

static __always_inline void path_job__begin(struct path_job *job, struct file *file, const bool typed)
{
	job->mnt = typed ? (__u64)TYPED(struct file, file)->f_path.mnt : (__u64)BPF_CORE_READ(file, f_path.mnt);
	job->dentry = typed ? (__u64)TYPED(struct file, file)->f_path.dentry : (__u64)BPF_CORE_READ(file, f_path.dentry);
	job->root = mount__root(job->mnt, typed);
}

/* From the root of a mount to where it is mounted; false: there is nothing above. */
static __always_inline bool path_job__leave_mount(struct path_job *job, const bool typed)
{
	const __u64 offset = bpf_core_field_offset(struct mount, mnt);
	struct mount *mount = (void *)(job->mnt - offset);
	__u64 above = typed ? (__u64)TYPED(struct mount, mount)->mnt_parent : (__u64)BPF_CORE_READ(mount, mnt_parent);

	if (above == (__u64)mount)
		return false;
	job->dentry = typed ? (__u64)TYPED(struct mount, mount)->mnt_mountpoint : (__u64)BPF_CORE_READ(mount, mnt_mountpoint);
	job->mnt = above + offset;
	job->root = mount__root(job->mnt, typed);
	return true;
}

static __always_inline struct mnt_namespace *mount__namespace(__u64 mnt, const bool typed)
{
	struct mount *mount = (void *)(mnt - bpf_core_field_offset(struct mount, mnt));

	return typed ? TYPED(struct mount, mount)->mnt_ns : BPF_CORE_READ(mount, mnt_ns);
}

/*
 * Whether the running task came into its mount namespace without executing anything there, as far as the mount tells that
 * its executable lies on: nsenter, and a runtime on its way into a container. True is a memory file as well. task: where typed.
 */
static __always_inline bool current__has_entered(struct task_struct *task, const bool typed)
{
	struct vfsmount *mnt = READ_TYPED(typed, task, mm, exe_file, f_path.mnt);

	return mnt && mount__namespace((__u64)mnt, typed) != READ_TYPED(typed, task, nsproxy, mnt_ns);
}

/* The same of any task. */
static __always_inline bool task__has_entered(struct task_struct *task)
{
	struct vfsmount *mnt = BPF_CORE_READ(task, mm, exe_file, f_path.mnt);

	return mnt && mount__namespace((__u64)mnt, false) != BPF_CORE_READ(task, nsproxy, mnt_ns);
}

static __always_inline void dentry__read_head_as(__u64 dentry, struct dentry_head *head, const bool typed)
{
	if (!typed) {
		dentry__read_head((void *)dentry, head);
		return;
	}
	head->parent = TYPED(struct dentry, dentry)->d_parent;
	head->name_bytes = TYPED(struct dentry, dentry)->d_name.len;
	head->name = TYPED(struct dentry, dentry)->d_name.name;
}

/* A member of eight bytes that its struct begins with: so that eight bytes can be loaded from anywhere. */
struct timespec64 {
	__s64 tv_sec;
} __attribute__((preserve_access_index));

static __always_inline __u64 memory__load(__u64 address)
{
	return TYPED(struct timespec64, address)->tv_sec;
}
