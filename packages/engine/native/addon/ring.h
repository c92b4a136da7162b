/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads a BPF ring buffer. libbpf's reader maps the data twice in a row, so that a record that goes around the end lies in
 * one piece, and both count as the process's memory; here such a record is copied in two.
 */
#pragma once
#include <stddef.h>

struct ring {
	unsigned long *consumer; /* a page of its own; the only one that can be written */
	unsigned long *producer; /* a page, then the data */
	const char *data;
	size_t bytes; /* of the data: a power of two */
};

/* A negative errno where it cannot be mapped. */
int ring__map(struct ring *ring, int map_fd, size_t bytes);

/* One that was not mapped is nothing to unmap. */
void ring__unmap(struct ring *ring);

/* A record in the ring: where its bytes begin, as a count that runs on, and how many they are. */
struct ring_record {
	unsigned long at;
	size_t bytes;
};

/* The oldest record that nobody took; 0 where there is none, or where it is still being written. */
int ring__peek(struct ring *ring, struct ring_record *record);

/* Copies bytes of a record that was peeked at, from `offset` on. */
void ring__copy(const struct ring *ring, const struct ring_record *record, size_t offset, void *to, size_t bytes);

/* Gives its room back. */
void ring__release(struct ring *ring, const struct ring_record *record);
