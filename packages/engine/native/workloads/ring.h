/* SPDX-License-Identifier: Apache-2.0 */
#ifndef RULELIB_RING_H
#define RULELIB_RING_H

#include <linux/io_uring.h>

/* A ring of io_uring for one request at a time, by system calls alone. False, and a line that says so, where there is none. */
struct ring {
	int fd;
	unsigned int setup_flags;
	struct io_uring_params params;
	char *rings;
	unsigned long rings_bytes;
	struct io_uring_sqe *entries;
};

_Bool ring__open(struct ring *ring, unsigned int setup_flags);

/* Submits the request and waits for its completion. Returns its result; 0 where it has no completion. */
int ring__run(struct ring *ring, const struct io_uring_sqe *request);

void ring__close(struct ring *ring);

#endif
