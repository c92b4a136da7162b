/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the addon tells the programs. */
#pragma once

/* Read-only once the object is loaded. */
struct settings {
	__u32 own_tgid;    /* the collector's own process: never an event; initial pid namespace */
	__u32 cpus;        /* possible CPUs: the scratch slot behind theirs is the iterator's */
	__u32 send_failed; /* boolean: opens and links that failed, too */
	__u32 types;       /* bit i: event type i is wanted */
	__u32 iouring_submit; /* enum iouring_submit */
};

/* What the addon tells them while they run. */
struct reader {
	__u32 woken_at; /* bytes that wait in the ring when the bell is rung */
};

/* Where the tracepoint io_uring_submit_sqe has what. */
enum iouring_submit {
	IOURING_SUBMIT_REQUEST,      /* request first */
	IOURING_SUBMIT_RING_REQUEST, /* ring, request */
	IOURING_SUBMIT_RING_OPCODE,  /* ring, opcode */
};

#define WANTED(type) (settings.types & (1u << (type)))

/* The program that handles a system call: index into the map of handlers. */
enum handler {
	HANDLER_NONE,
	HANDLER_OPEN,
	HANDLER_OPENAT,
	HANDLER_OPENAT2,
	HANDLER_CREAT,
	HANDLER_OPEN_BY_HANDLE_AT,
	HANDLER_SYMLINK,
	HANDLER_SYMLINKAT,
	HANDLER_LINK,
	HANDLER_LINKAT,
	HANDLER_PTRACE,
	HANDLER_UNSHARE,
	HANDLER_BPF,
	HANDLER_INIT_MODULE,
	HANDLER_FINIT_MODULE,
	HANDLER_ACCEPT,
	HANDLERS,
};

#define SYSCALLS 1024

/* By system call number: who handles it, called natively and through the 32-bit table. */
struct syscall_handlers {
	__u8 native[SYSCALLS];
	__u8 compat[SYSCALLS];
};

/* By system call number: whether it reserves memory, which the kernel decides with a look at CAP_SYS_ADMIN. */
struct reserving_calls {
	__u8 native[SYSCALLS];
	__u8 compat[SYSCALLS];
};
