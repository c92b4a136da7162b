/* SPDX-License-Identifier: Apache-2.0 */
/* Tells the programs what not to send, while they run. */
#pragma once
#include <linux/types.h>
#include <stddef.h>

#include "../bpf/filter.h"

struct bpf_object;

/* Conditions as JavaScript encodes them, without the slot. */
struct filter_value_entry {
	struct filter_value_key key;
	__u32 classes; /* a bit for each */
};

struct filter_path_entry {
	struct filter_path_key key;
	__u32 classes;
};

struct filter_conditions {
	const struct filter_rules *rules;
	const struct filter_value_entry *values;
	size_t value_count;
	const struct filter_path_entry *paths;
	size_t path_count;
};

struct filter {
	struct filter_state *state; /* shared with the programs */
	int namespaces_fd;
	int values_fd;
	int paths_fd;
	/* What stands in the maps for each slot, to be taken out again. */
	struct filter_slot {
		struct filter_value_entry *values;
		struct filter_path_entry *paths;
		size_t value_count;
		size_t path_count;
	} slots[FILTER_SLOTS];
};

/* A negative errno on failure. Once the object is loaded. */
int filter__open(struct filter *filter, struct bpf_object *object);

void filter__close(struct filter *filter);

/*
 * From one set of conditions to another: programs go by the one or the other, never by a mixture. When it returns, no
 * program goes by the old one any more. On failure the old one holds.
 */
int filter__set_conditions(struct filter *filter, const struct filter_conditions *conditions);

/* With a class: this is the one namespace that the programs know without a look into the map. */
#define FILTER_IS_COMMON 0x100

/* Negative class: unknown again. -E2BIG: there is no room, so it is unknown. */
int filter__set_namespace(struct filter *filter, __u32 mntns, int class, __u32 epoch);

/* After those of namespaces: what was reported once may then be reported again. */
void filter__set_epochs(struct filter *filter, __u32 unknown, __u32 calls, __u32 peers);

/* Whether it holds at all; not, everything is sent. */
void filter__enable(struct filter *filter, int is_set);
