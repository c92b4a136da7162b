/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "filter.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <linux/membarrier.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "shared.h"

#define GRACE_NS 50000000 /* far more than a program runs, where the kernel cannot be asked */

int filter__open(struct filter *f, struct bpf_object *object)
{
	memset(f, 0, sizeof(*f));
	f->namespaces_fd = bpf_object__find_map_fd_by_name(object, "filter_namespaces");
	f->values_fd = bpf_object__find_map_fd_by_name(object, "filter_values");
	f->paths_fd = bpf_object__find_map_fd_by_name(object, "filter_paths");
	if (f->namespaces_fd < 0 || f->values_fd < 0 || f->paths_fd < 0)
		return -EINVAL;
	f->state = shared__map(object, ".data.filter", sizeof(*f->state));
	return f->state ? 0 : -errno;
}

void filter__close(struct filter *f)
{
	shared__unmap(f->state, sizeof(*f->state));
	for (int i = 0; i < FILTER_SLOTS; i++) {
		free(f->slots[i].values);
		free(f->slots[i].paths);
	}
	memset(f, 0, sizeof(*f));
}

/* Until every program that runs now has ended: they run with preemption off, which is what a grace period waits for. */
static void filter__wait_for_programs(void)
{
	const struct timespec grace = { .tv_nsec = GRACE_NS };

	if (syscall(__NR_membarrier, MEMBARRIER_CMD_GLOBAL, 0))
		nanosleep(&grace, NULL);
}

static void filter__empty_slot(struct filter *f, __u32 slot)
{
	struct filter_slot *s = &f->slots[slot];

	for (size_t i = 0; i < s->value_count; i++)
		bpf_map_delete_elem(f->values_fd, &s->values[i].key);
	for (size_t i = 0; i < s->path_count; i++)
		bpf_map_delete_elem(f->paths_fd, &s->paths[i].key);
	free(s->values);
	free(s->paths);
	memset(s, 0, sizeof(*s));
}

static int filter__fill_slot(struct filter *f, __u32 slot, const struct filter_conditions *c)
{
	struct filter_slot *s = &f->slots[slot];

	s->values = calloc(c->value_count + 1, sizeof(*s->values));
	s->paths = calloc(c->path_count + 1, sizeof(*s->paths));
	if (!s->values || !s->paths)
		return -ENOMEM;
	for (size_t i = 0; i < c->value_count; i++) {
		struct filter_value_entry *entry = &s->values[i];

		*entry = c->values[i];
		entry->key.head.slot = slot;
		if (bpf_map_update_elem(f->values_fd, &entry->key, &entry->classes, BPF_ANY))
			return -errno;
		s->value_count++;
	}
	for (size_t i = 0; i < c->path_count; i++) {
		struct filter_path_entry *entry = &s->paths[i];

		*entry = c->paths[i];
		entry->key.head.slot = slot;
		if (bpf_map_update_elem(f->paths_fd, &entry->key, &entry->classes, BPF_ANY))
			return -errno;
		s->path_count++;
	}
	f->state->slots[slot] = *c->rules;
	return 0;
}

int filter__set_conditions(struct filter *f, const struct filter_conditions *conditions)
{
	const __u32 old = f->state->active, slot = !old;
	int err = filter__fill_slot(f, slot, conditions);

	if (err) {
		filter__empty_slot(f, slot);
		return err;
	}
	__atomic_store_n(&f->state->active, slot, __ATOMIC_SEQ_CST);
	filter__wait_for_programs();
	filter__empty_slot(f, old);
	return 0;
}

int filter__set_namespace(struct filter *f, __u32 mntns, int class, __u32 epoch)
{
	const __u64 value = FILTER_NAMESPACE(mntns, epoch, (__u32)class & ~FILTER_IS_COMMON);
	const bool is_common = f->state->common >> 32 == mntns && f->state->common;
	int err = 0;

	if (class >= 0 && class & FILTER_IS_COMMON) {
		__atomic_store_n(&f->state->common, value, __ATOMIC_SEQ_CST);
		return 0;
	}
	if (class >= 0)
		err = bpf_map_update_elem(f->namespaces_fd, &mntns, &value, BPF_ANY) ? -errno : 0;
	else if (bpf_map_delete_elem(f->namespaces_fd, &mntns) && errno != ENOENT)
		err = -errno;
	/* Last: what stands here counts, whatever the map says. */
	if (is_common)
		__atomic_store_n(&f->state->common, 0, __ATOMIC_SEQ_CST);
	return err;
}

void filter__set_epochs(struct filter *f, __u32 unknown, __u32 calls, __u32 peers)
{
	__atomic_store_n(&f->state->unknown_epoch, unknown, __ATOMIC_SEQ_CST);
	__atomic_store_n(&f->state->peers_epoch, peers, __ATOMIC_SEQ_CST);
	/* Last: whoever sees it asks again, and then has to see the others. */
	__atomic_store_n(&f->state->calls_epoch, calls, __ATOMIC_SEQ_CST);
}

void filter__enable(struct filter *f, int is_set)
{
	__atomic_store_n(&f->state->is_set, is_set, __ATOMIC_SEQ_CST);
}
