/* SPDX-License-Identifier: Apache-2.0 */
#include "act.h"
#include "ring.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef IOSQE_CQE_SKIP_SUCCESS
#define IOSQE_CQE_SKIP_SUCCESS (1U << 6)
#endif

enum { RING_ENTRIES = 4 };

_Bool ring__open(struct ring *ring, unsigned int setup_flags)
{
	memset(ring, 0, sizeof(*ring));
	ring->params.flags = setup_flags;
	ring->params.sq_thread_idle = 100;
	ring->setup_flags = setup_flags;
	ring->fd = syscall(SYS_io_uring_setup, RING_ENTRIES, &ring->params);
	if (ring->fd < 0) {
		act__skip("no io_uring");
		return false;
	}
	/* Both rings lie in one piece of memory, the completions behind the submissions. */
	ring->rings_bytes = ring->params.cq_off.cqes + ring->params.cq_entries * sizeof(struct io_uring_cqe);
	ring->rings = mmap(NULL, ring->rings_bytes, PROT_READ | PROT_WRITE, MAP_SHARED, ring->fd, IORING_OFF_SQ_RING);
	ring->entries = mmap(NULL, RING_ENTRIES * sizeof(struct io_uring_sqe), PROT_READ | PROT_WRITE, MAP_SHARED, ring->fd, IORING_OFF_SQES);
	if (ring->rings == MAP_FAILED || ring->entries == MAP_FAILED)
		act__die("map a ring");
	return true;
}

static unsigned int *ring__word(struct ring *ring, unsigned int offset)
{
	return (unsigned int *)(ring->rings + offset);
}

/* The completion of a request that has one. */
static int ring__take(struct ring *ring)
{
	unsigned int *head = ring__word(ring, ring->params.cq_off.head);
	struct io_uring_cqe *completions = (void *)(ring->rings + ring->params.cq_off.cqes);
	int result = completions[*head & *ring__word(ring, ring->params.cq_off.ring_mask)].res;

	__atomic_store_n(head, *head + 1, __ATOMIC_RELEASE);
	return result;
}

int ring__run(struct ring *ring, const struct io_uring_sqe *request)
{
	unsigned int *tail = ring__word(ring, ring->params.sq_off.tail);
	unsigned int slot = *tail & *ring__word(ring, ring->params.sq_off.ring_mask);
	bool completes = !(request->flags & IOSQE_CQE_SKIP_SUCCESS), polled = ring->setup_flags & IORING_SETUP_SQPOLL;
	unsigned int flags = (completes ? IORING_ENTER_GETEVENTS : 0) | (polled ? IORING_ENTER_SQ_WAKEUP : 0);

	ring->entries[slot] = *request;
	ring__word(ring, ring->params.sq_off.array)[slot] = slot;
	__atomic_store_n(tail, *tail + 1, __ATOMIC_RELEASE);
	act__must(syscall(SYS_io_uring_enter, ring->fd, polled ? 0 : 1, completes, flags, NULL, 0), "enter a ring");
	return completes ? ring__take(ring) : 0;
}

void ring__close(struct ring *ring)
{
	munmap(ring->rings, ring->rings_bytes);
	munmap(ring->entries, RING_ENTRIES * sizeof(struct io_uring_sqe));
	close(ring->fd);
}
