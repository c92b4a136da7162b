/* SPDX-License-Identifier: Apache-2.0 */
#include "ring.h"

#include <errno.h>
#include <linux/bpf.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define FLAGS (BPF_RINGBUF_BUSY_BIT | BPF_RINGBUF_DISCARD_BIT)

static size_t page(void)
{
	return sysconf(_SC_PAGESIZE);
}

int ring__map(struct ring *ring, int map_fd, size_t bytes)
{
	void *consumer = mmap(NULL, page(), PROT_READ | PROT_WRITE, MAP_SHARED, map_fd, 0);
	void *producer = mmap(NULL, page() + bytes, PROT_READ, MAP_SHARED, map_fd, page());

	ring->consumer = consumer == MAP_FAILED ? NULL : consumer;
	ring->producer = producer == MAP_FAILED ? NULL : producer;
	ring->bytes = bytes;
	if (!ring->consumer || !ring->producer)
		return -errno;
	ring->data = (const char *)producer + page();
	return 0;
}

void ring__unmap(struct ring *ring)
{
	if (ring->consumer)
		munmap(ring->consumer, page());
	if (ring->producer)
		munmap(ring->producer, page() + ring->bytes);
	memset(ring, 0, sizeof(*ring));
}

/* The length of a record is written last, see kernel/bpf/ringbuf.c: behind it, all of the record is there. */
int ring__peek(struct ring *ring, struct ring_record *record)
{
	for (;;) {
		unsigned long at = *ring->consumer;
		unsigned int length;

		if (at == __atomic_load_n(ring->producer, __ATOMIC_ACQUIRE))
			return 0;
		length = __atomic_load_n((const unsigned int *)(ring->data + (at & (ring->bytes - 1))), __ATOMIC_ACQUIRE);
		if (length & BPF_RINGBUF_BUSY_BIT)
			return 0;
		record->at = at + BPF_RINGBUF_HDR_SZ;
		record->bytes = length & ~FLAGS;
		if (!(length & BPF_RINGBUF_DISCARD_BIT))
			return 1;
		ring__release(ring, record);
	}
}

void ring__copy(const struct ring *ring, const struct ring_record *record, size_t offset, void *to, size_t bytes)
{
	size_t from = (record->at + offset) & (ring->bytes - 1);
	size_t first = bytes < ring->bytes - from ? bytes : ring->bytes - from;

	memcpy(to, ring->data + from, first);
	memcpy((char *)to + first, ring->data, bytes - first);
}

void ring__release(struct ring *ring, const struct ring_record *record)
{
	__atomic_store_n(ring->consumer, record->at + ((record->bytes + 7) & ~7UL), __ATOMIC_RELEASE);
}
