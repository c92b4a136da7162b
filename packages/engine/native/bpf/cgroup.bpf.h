/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Where a task stands among the cgroups, by name: what tells a container that is gone before anybody can read its
 * /proc/PID/cgroup. Innermost first, each component ends in NUL, and an empty one ends a hierarchy.
 */
#pragma once
#include "task.bpf.h"

#define CGROUP_COMPONENTS 12 /* innermost ones; the container's own stand below its name, where it makes any */
#define COMPONENT_BYTES 256  /* NAME_MAX and NUL */
_Static_assert(2 * (CGROUP_COMPONENTS * COMPONENT_BYTES + 1) <= PATH_BYTES, "the cgroups take more than a text's room");

static __always_inline __u32 cgroup__add_components(struct scratch *s, struct cgroup *cgroup, __u32 used)
{
	struct kernfs_node *node = BPF_CORE_READ(cgroup, kn), *above;

#pragma clang loop unroll(disable)
	for (int i = 0; i < CGROUP_COMPONENTS && node; i++) {
		long bytes;

		above = kernfs_node__parent(node);
		if (!above || used > TEXT_BYTES)
			break;
		bytes = bpf_probe_read_kernel_str(&s->text[used], COMPONENT_BYTES, BPF_CORE_READ(node, name));
		if (bytes <= 0 || bytes > COMPONENT_BYTES)
			break;
		used += bytes;
		node = above;
	}
	if (used > TEXT_BYTES)
		return used;
	s->text[used] = 0;
	return used + 1;
}

/* A hierarchy of the first version, in which runtimes put their containers wherever it is mounted. */
static __always_inline struct cgroup *css_set__first_version(struct css_set *set)
{
	struct cgroup_subsys_state *state = NULL;
	__u64 subsystem = 0;

	if (bpf_core_enum_value_exists(enum cgroup_subsys_id, pids_cgrp_id))
		subsystem = bpf_core_enum_value(enum cgroup_subsys_id, pids_cgrp_id);
	else if (bpf_core_enum_value_exists(enum cgroup_subsys_id, memory_cgrp_id))
		subsystem = bpf_core_enum_value(enum cgroup_subsys_id, memory_cgrp_id);
	else
		return NULL;
	bpf_probe_read_kernel(&state, sizeof(state),
			      (char *)set + bpf_core_field_offset(struct css_set, subsys) + subsystem * sizeof(state));
	return state ? BPF_CORE_READ(state, cgroup) : NULL;
}

/* The text of a task's cgroups: the second version's, then the first's where that is another one. */
static __always_inline void scratch__add_cgroups(struct scratch *s, struct task_struct *task)
{
	struct css_set *set = BPF_CORE_READ(task, cgroups);
	struct cgroup *second = BPF_CORE_READ(set, dfl_cgrp), *first = css_set__first_version(set);
	__u32 start = s->text_used, used = start;

	used = cgroup__add_components(s, second, used);
	if (first && first != second)
		used = cgroup__add_components(s, first, used);
	scratch__close_text(s, used - start);
}
