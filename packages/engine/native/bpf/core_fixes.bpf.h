/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The only place that knows how kernels differ, by version and by architecture. */
#pragma once
#include "maps.bpf.h"

#define OVERLAYFS_SUPER_MAGIC 0x794c7630

/*
 * The running task, as a pointer that the verifier knows, since 5.11: its
 * members are loads then, where a helper call costs ten times as much. Before,
 * the branch that asks for it is dead, and the verifier passes it over.
 */
enum bpf_func_id___core {
	BPF_FUNC_get_current_task_btf___core = 158,
	BPF_FUNC_task_pt_regs___core = 175,
};

static __always_inline bool task__is_known(void)
{
	return bpf_core_enum_value_exists(enum bpf_func_id___core, BPF_FUNC_get_current_task_btf___core);
}

/* Whether a task's registers can be asked for, since 5.15. */
static __always_inline bool task__has_regs(void)
{
	return bpf_core_enum_value_exists(enum bpf_func_id___core, BPF_FUNC_task_pt_regs___core);
}

/* A member of the running task, by way of others: READ_CURRENT(mm, exe_file). */
#define READ_CURRENT(...)                                                                          \
	({                                                                                         \
		___type(((struct task_struct *)0), __VA_ARGS__) value__;                             \
                                                                                                   \
		if (task__is_known())                                                              \
			value__ = ___arrow(bpf_get_current_task_btf(), __VA_ARGS__);               \
		else                                                                               \
			value__ = BPF_CORE_READ((struct task_struct *)bpf_get_current_task(), __VA_ARGS__); \
		value__;                                                                           \
	})

#if defined(__TARGET_ARCH_x86)
#define TS_COMPAT 0x0002 /* arch/x86/include/asm/thread_info.h: int 0x80 or sysenter */
#define X32_SYSCALL_BIT 0x40000000
#define O_LARGEFILE_ADDED 0100000 /* force_o_largefile() puts it into every open of a 64-bit kernel */

static __always_inline __u64 syscall__number(struct pt_regs *regs)
{
	return regs->orig_ax & ~(__u64)X32_SYSCALL_BIT;
}

static __always_inline bool syscall__is_compat(void)
{
	return READ_CURRENT(thread_info.status) & TS_COMPAT;
}

/* The same of a task that the verifier knows. */
static __always_inline bool task__is_compat(struct task_struct *known)
{
	return known->thread_info.status & TS_COMPAT;
}

/* The registers still hold the arguments at the exit; only ax is overwritten. */
static __always_inline __u64 syscall__arg(struct pt_regs *regs, int index, bool compat)
{
	__u64 value;

	switch (index) {
	case 0:
		value = compat ? regs->bx : regs->di;
		break;
	case 1:
		value = compat ? regs->cx : regs->si;
		break;
	case 2:
		value = compat ? regs->dx : regs->dx;
		break;
	case 3:
		value = compat ? regs->si : regs->r10;
		break;
	default:
		value = compat ? regs->di : regs->r8;
	}
	return compat ? (__u32)value : value;
}
#elif defined(__TARGET_ARCH_arm64)
#define TIF_32BIT 22 /* arch/arm64/include/asm/thread_info.h */
#define O_LARGEFILE_ADDED 0400000

static __always_inline __u64 syscall__number(struct pt_regs *regs)
{
	return (__u32)regs->syscallno;
}

static __always_inline bool syscall__is_compat(void)
{
	return READ_CURRENT(thread_info.flags) & (1UL << TIF_32BIT);
}

/* The same of a task that the verifier knows. */
static __always_inline bool task__is_compat(struct task_struct *known)
{
	return known->thread_info.flags & (1UL << TIF_32BIT);
}

/* x0 holds the return value at the exit; orig_x0 kept the first argument. */
static __always_inline __u64 syscall__arg(struct pt_regs *regs, int index, bool compat)
{
	__u64 value = index == 0 ? regs->orig_x0 : regs->regs[index];

	return compat ? (__u32)value : value;
}
#endif

/*
 * The head of a dentry: parent, hash, length and name stand side by side in
 * every version here, which a relocation proves at load. One read, not three.
 */
struct dentry_head {
	struct dentry *parent;
	__u32 hash;
	__u32 name_bytes;
	const unsigned char *name;
};

static __always_inline void dentry__read_head(struct dentry *dentry, struct dentry_head *head)
{
	const __u32 parent = bpf_core_field_offset(struct dentry, d_parent);

	if (bpf_core_field_offset(struct dentry, d_name.len) == parent + 12 &&
	    bpf_core_field_offset(struct dentry, d_name.name) == parent + 16) {
		bpf_probe_read_kernel(head, sizeof(*head), (char *)dentry + parent);
		return;
	}
	head->parent = BPF_CORE_READ(dentry, d_parent);
	head->name_bytes = BPF_CORE_READ(dentry, d_name.len);
	head->name = BPF_CORE_READ(dentry, d_name.name);
}

/* The folder above is read under RCU since 6.15, and named so. */
struct kernfs_node___since_6_15 {
	struct kernfs_node *__parent;
} __attribute__((preserve_access_index));

static __always_inline struct kernfs_node *kernfs_node__parent(struct kernfs_node *node)
{
	struct kernfs_node___since_6_15 *newer = (void *)node;

	if (bpf_core_field_exists(newer->__parent))
		return BPF_CORE_READ(newer, __parent);
	return BPF_CORE_READ(node, parent);
}

/*
 * Mount namespaces of their own that open_tree(OPEN_TREE_CLONE) makes: numbered 0 up to 6.17 (seq), and in 6.18 (ns_id);
 * marked in 7.2, where they have numbers.
 */
struct mnt_namespace___is_anon {
	bool is_anon;
} __attribute__((preserve_access_index));

struct mnt_namespace___seq {
	__u64 seq;
} __attribute__((preserve_access_index));

struct ns_common___ns_id {
	__u64 ns_id;
} __attribute__((preserve_access_index));

static __always_inline bool mnt_namespace__is_anonymous(struct mnt_namespace *ns)
{
	struct mnt_namespace___seq *with_seq = (void *)ns;
	struct ns_common___ns_id *with_id = (void *)&ns->ns;
	struct mnt_namespace___is_anon *marked = (void *)ns;

	if (bpf_core_field_exists(marked->is_anon))
		return BPF_CORE_READ(marked, is_anon);
	if (bpf_core_field_exists(with_seq->seq))
		return BPF_CORE_READ(with_seq, seq) == 0;
	if (bpf_core_field_exists(with_id->ns_id))
		return BPF_CORE_READ(with_id, ns_id) == 0;
	return false;
}

/* The name that an open by io_uring was given stands behind a struct of its own since 7.0. */
struct delayed_filename___since_7_0 {
	struct filename *__incomplete_filename;
} __attribute__((preserve_access_index));

struct io_open___since_7_0 {
	struct delayed_filename___since_7_0 filename;
} __attribute__((preserve_access_index));

static __always_inline const char *io_open__name(struct io_open *open)
{
	struct io_open___since_7_0 *newer = (void *)open;

	if (bpf_core_field_exists(newer->filename.__incomplete_filename))
		return BPF_CORE_READ(newer, filename.__incomplete_filename, name);
	return BPF_CORE_READ(open, filename, name);
}

/*
 * overlayfs may be a module, whose BTF is not vmlinux's. struct ovl_inode has
 * carried __upperdentry right behind its inode since 4.8, in every version here.
 */
static __always_inline bool inode__is_upper_layer(struct inode *inode)
{
	struct dentry *upper = NULL;

	if (BPF_CORE_READ(inode, i_sb, s_magic) != OVERLAYFS_SUPER_MAGIC)
		return false;
	bpf_probe_read_kernel(&upper, sizeof(upper), (char *)inode + bpf_core_type_size(struct inode));
	return upper != NULL;
}

/* An IPv4 address, network byte order, as IPv6 writes it: ::ffff:a.b.c.d. */
static __always_inline void address__set_v4(__u8 *address, __be32 v4)
{
	__builtin_memset(address, 0, 10);
	address[10] = address[11] = 0xff;
	__builtin_memcpy(&address[12], &v4, 4);
}
