/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
#include "collector.h"

/* Enters the handlers of the system calls whose event types are wanted. */
void syscalls__fill(struct syscall_handlers *table, __u32 types);

void syscalls__fill_reserving(struct reserving_calls *table);
