/* SPDX-License-Identifier: Apache-2.0 */
#include "syscalls.h"

#include <asm/unistd.h>

#define NO_CALL -1

/* arm64 never had these three; its 32-bit table does. */
#ifndef __NR_open
#define __NR_open NO_CALL
#define __NR_creat NO_CALL
#define __NR_symlink NO_CALL
#define __NR_link NO_CALL
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
	enum event_type type;
} calls[] = {
	{ __NR_open, COMPAT(5, 5), HANDLER_OPEN, EVENT_OPEN },
	{ __NR_openat, COMPAT(295, 322), HANDLER_OPENAT, EVENT_OPEN },
	{ __NR_openat2, COMPAT(437, 437), HANDLER_OPENAT2, EVENT_OPEN },
	{ __NR_creat, COMPAT(8, 8), HANDLER_CREAT, EVENT_OPEN },
	{ __NR_open_by_handle_at, COMPAT(342, 371), HANDLER_OPEN_BY_HANDLE_AT, EVENT_OPEN },
	{ __NR_symlink, COMPAT(83, 83), HANDLER_SYMLINK, EVENT_SYMLINK },
	{ __NR_symlinkat, COMPAT(304, 331), HANDLER_SYMLINKAT, EVENT_SYMLINK },
	{ __NR_link, COMPAT(9, 9), HANDLER_LINK, EVENT_HARDLINK },
	{ __NR_linkat, COMPAT(303, 330), HANDLER_LINKAT, EVENT_HARDLINK },
	{ __NR_ptrace, COMPAT(26, 26), HANDLER_PTRACE, EVENT_PTRACE },
#if defined(__x86_64__)
	{ X32_PTRACE, NO_CALL, HANDLER_PTRACE, EVENT_PTRACE },
#endif
	{ __NR_unshare, COMPAT(310, 337), HANDLER_UNSHARE, EVENT_UNSHARE },
	{ __NR_bpf, COMPAT(357, 386), HANDLER_BPF, EVENT_BPF },
	{ __NR_init_module, COMPAT(128, 128), HANDLER_INIT_MODULE, EVENT_KMOD },
	{ __NR_finit_module, COMPAT(350, 379), HANDLER_FINIT_MODULE, EVENT_KMOD },
};

void syscalls__fill(struct syscall_handlers *table, __u32 types)
{
	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
		if (!(types & 1u << calls[i].type))
			continue;
		if (calls[i].native != NO_CALL)
			table->native[calls[i].native] = calls[i].handler;
		if (calls[i].compat != NO_CALL)
			table->compat[calls[i].compat] = calls[i].handler;
	}
}
