/* SPDX-License-Identifier: Apache-2.0 */
#include "hooks.h"
#include "syscalls.h"

#include <asm/unistd.h>

#define NO_CALL -1
#define BIT(type) (1u << (type))

/* arm64 never had these; its 32-bit table does. */
#ifndef __NR_open
#define __NR_open NO_CALL
#define __NR_creat NO_CALL
#define __NR_symlink NO_CALL
#define __NR_link NO_CALL
#define __NR_fork NO_CALL
#define __NR_vfork NO_CALL
#endif

#if defined(__x86_64__)
#define COMPAT(i386, arm) i386
#else
#define COMPAT(i386, arm) arm
#endif

#define X32_PTRACE 521 /* arch/x86/entry/syscalls/syscall_64.tbl: the one call here that x32 numbers apart */

/*
 * 32-bit numbers: arch/x86/entry/syscalls/syscall_32.tbl and
 * arch/arm64/tools/syscall_32.tbl, which no header gives to 64-bit programs.
 */
static const struct {
	int native;
	int compat;
	enum handler handler;
	__u32 types; /* bit i: for event type i */
} calls[] = {
	{ __NR_open, COMPAT(5, 5), HANDLER_OPEN, BIT(EVENT_OPEN) },
	{ __NR_openat, COMPAT(295, 322), HANDLER_OPENAT, BIT(EVENT_OPEN) },
	{ __NR_openat2, COMPAT(437, 437), HANDLER_OPENAT2, BIT(EVENT_OPEN) },
	{ __NR_creat, COMPAT(8, 8), HANDLER_CREAT, BIT(EVENT_OPEN) },
	{ __NR_open_by_handle_at, COMPAT(342, 371), HANDLER_OPEN_BY_HANDLE_AT, BIT(EVENT_OPEN) },
	{ __NR_symlink, COMPAT(83, 83), HANDLER_SYMLINK, BIT(EVENT_SYMLINK) },
	{ __NR_symlinkat, COMPAT(304, 331), HANDLER_SYMLINKAT, BIT(EVENT_SYMLINK) },
	{ __NR_link, COMPAT(9, 9), HANDLER_LINK, BIT(EVENT_HARDLINK) },
	{ __NR_linkat, COMPAT(303, 330), HANDLER_LINKAT, BIT(EVENT_HARDLINK) },
	{ __NR_ptrace, COMPAT(26, 26), HANDLER_PTRACE, BIT(EVENT_PTRACE) },
#if defined(__x86_64__)
	{ X32_PTRACE, NO_CALL, HANDLER_PTRACE, BIT(EVENT_PTRACE) },
#endif
	{ __NR_unshare, COMPAT(310, 337), HANDLER_UNSHARE, BIT(EVENT_UNSHARE) },
	{ __NR_bpf, COMPAT(357, 386), HANDLER_BPF, BIT(EVENT_BPF) },
	{ __NR_init_module, COMPAT(128, 128), HANDLER_INIT_MODULE, BIT(EVENT_KMOD) },
	{ __NR_finit_module, COMPAT(350, 379), HANDLER_FINIT_MODULE, BIT(EVENT_KMOD) },
	{ __NR_accept, COMPAT(NO_CALL, 285), HANDLER_ACCEPT, FLOW_TYPES },
	{ __NR_accept4, COMPAT(364, 366), HANDLER_ACCEPT, FLOW_TYPES },
};

void syscalls__fill(struct syscall_handlers *table, __u32 types)
{
	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
		if (!(types & calls[i].types))
			continue;
		if (calls[i].native != NO_CALL)
			table->native[calls[i].native] = calls[i].handler;
		if (calls[i].compat != NO_CALL)
			table->compat[calls[i].compat] = calls[i].handler;
	}
}

/* Calls that account memory: security_vm_enough_memory_mm and its callers in mm/ and ipc/. */
static const struct {
	int native;
	int compat;
} reserving_calls[] = {
	{ __NR_brk, COMPAT(45, 45) },	     { __NR_mmap, COMPAT(90, NO_CALL) }, { NO_CALL, COMPAT(192, 192) },
	{ __NR_mprotect, COMPAT(125, 125) }, { __NR_mremap, COMPAT(163, 163) },	 { __NR_munmap, COMPAT(91, 91) },
	{ __NR_fork, COMPAT(2, 2) },	     { __NR_vfork, COMPAT(190, 190) },	 { __NR_clone, COMPAT(120, 120) },
	{ __NR_clone3, COMPAT(435, 435) },   { __NR_execve, COMPAT(11, 11) },	 { __NR_execveat, COMPAT(358, 387) },
	{ __NR_shmget, COMPAT(395, 307) },   { __NR_shmat, COMPAT(397, 305) },	 { __NR_memfd_create, COMPAT(356, 385) },
	{ __NR_pkey_mprotect, COMPAT(380, 394) },
	{ __NR_remap_file_pages, COMPAT(257, 253) },
};

void syscalls__fill_reserving(struct reserving_calls *table)
{
	for (size_t i = 0; i < sizeof(reserving_calls) / sizeof(reserving_calls[0]); i++) {
		if (reserving_calls[i].native != NO_CALL)
			table->native[reserving_calls[i].native] = 1;
		if (reserving_calls[i].compat != NO_CALL)
			table->compat[reserving_calls[i].compat] = 1;
	}
}
