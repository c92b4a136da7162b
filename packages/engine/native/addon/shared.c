/* SPDX-License-Identifier: Apache-2.0 */
#include "shared.h"

#include <bpf/libbpf.h>
#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

static size_t whole_pages(size_t bytes)
{
	const size_t page = sysconf(_SC_PAGESIZE);

	return (bytes + page - 1) / page * page;
}

void *shared__map(struct bpf_object *object, const char *map_name, size_t bytes)
{
	int fd = bpf_object__find_map_fd_by_name(object, map_name);
	void *memory;

	if (fd < 0) {
		errno = EINVAL;
		return NULL;
	}
	memory = mmap(NULL, whole_pages(bytes), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	return memory == MAP_FAILED ? NULL : memory;
}

void shared__unmap(void *memory, size_t bytes)
{
	if (memory)
		munmap(memory, whole_pages(bytes));
}
