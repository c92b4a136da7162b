/* SPDX-License-Identifier: Apache-2.0 */
/* Global variables of the programs that are written while they run. */
#pragma once
#include <stddef.h>

struct bpf_object;

/* The memory of a global variable, of an object that is loaded; NULL, and errno, where it cannot be mapped. */
void *shared__map(struct bpf_object *object, const char *map_name, size_t bytes);

/* NULL is nothing to unmap. */
void shared__unmap(void *memory, size_t bytes);
