/* SPDX-License-Identifier: Apache-2.0 */
/* Loads, attaches and reads the programs. Knows libbpf, not Node. */
#pragma once
#include <linux/types.h>
#include <stdbool.h>
#include <stddef.h>

#include "../bpf/events.h"
#include "../bpf/settings.h"

struct collector;
struct filter;

struct collector_options {
	const char *object_path;
	const char *cgroup_path; /* the root of the second version of cgroups; empty: there is none */
	__u32 ring_bytes; /* a power of two, a multiple of the page size */
	__u32 types;      /* bit i: event type i is wanted; process events always are */
	bool send_failed;
};

/* Everything or nothing. On failure a negative errno, and why in error, with what libbpf and the verifier said last. */
int collector__open(const struct collector_options *options, struct collector **out, char *error, size_t error_bytes);

/*
 * Moves records from the ring to the buffer, each at a multiple of 8. Returns
 * the bytes used, 0 when the ring is empty, or a negative errno. The ring may
 * hold more when less than COLLECTOR_RECORD_BYTES of the buffer are left.
 */
long collector__drain(struct collector *collector, char *buffer, size_t bytes);
#define COLLECTOR_RECORD_BYTES ((sizeof(struct event) + TEXT_BYTES + 7) & ~7UL)

/*
 * From now on, until the ring is drained again, the bell is rung by the first event. False: something waits already.
 */
bool collector__rest(struct collector *collector);

/* Readable when so much waits in the ring that nobody should wait for a timer, until it is hushed. */
int collector__bell_fd(const struct collector *collector);
void collector__hush(struct collector *collector);

/* One PROCFS record for each process there is, in memory that the caller frees; a negative errno on failure. */
long collector__processes(struct collector *collector, char **records);

/* Sums of all CPUs; counters[EVENT_TYPES]. */
int collector__count(struct collector *collector, struct event_counter *counters);

/* What is not sent; everything is until somebody says otherwise. */
struct filter *collector__filter(struct collector *collector);

/* How an event type is watched: the hooks chosen for it, or why there is none. */
struct collector_hook {
	bool attached;
	char detail[192];
};

/* One for each event type. Valid until the collector is closed. */
const struct collector_hook *collector__hooks(const struct collector *collector);

/* NULL is nothing to close. */
void collector__close(struct collector *collector);
