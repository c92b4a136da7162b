/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The wire: what a record in the ring is, for the programs that write it, the
 * addon that carries it and src/collector/wire.ts that reads it. A record is
 * one struct event, then its texts one behind the other, without separators.
 */
#pragma once

#define EVENT_NUMBERS 3
#define EVENT_TEXTS 5

/*
 * type         number[]               text[]
 * EXEC         tty major, tty minor   args, environment (each entry ends in NUL), cgroups, exepath, cwd
 * OPEN         flags                  given (failed calls only), path; failed: given, base folder
 * FORK         -                      cgroups (cgroup.bpf.h), exepath
 * EXIT         exit code, signal      -
 * SYMLINK      -                      target, link, exepath, base of link
 * HARDLINK     linkat flags           old, new, exepath, base of old, base of new
 * PTRACE       request, target pid    exepath
 * UNSHARE      flags                  exepath
 * BPF          command, attr size     exepath
 * KMOD         1: by descriptor       .modinfo, exepath, path of the descriptor
 * PROCFS       -                      exepath (empty: kernel thread), cwd
 * SYSCALL      number, 1: 32-bit      -
 * CAPABILITIES capability, system call number (-1: none), 1: 32-bit
 * IOURING      operation, flags of the submission (-1: unknown)
 * RANDOMX      -                      -
 * NETWORK      -                      struct flow
 * DNS          -                      struct flow, payload: a message, over TCP a piece of the stream
 * SSH          -                      struct flow
 * HTTP         -                      struct flow, payload: a piece of a request
 */
enum event_type {
	EVENT_EXEC,
	EVENT_OPEN,
	EVENT_FORK,
	EVENT_EXIT,
	EVENT_SYMLINK,
	EVENT_HARDLINK,
	EVENT_PTRACE,
	EVENT_UNSHARE,
	EVENT_BPF,
	EVENT_KMOD,
	EVENT_PROCFS,
	EVENT_SYSCALL,
	EVENT_CAPABILITIES,
	EVENT_IOURING,
	EVENT_RANDOMX,
	EVENT_NETWORK,
	EVENT_DNS,
	EVENT_SSH,
	EVENT_HTTP,
	EVENT_TYPES,
};

enum event_flags {
	EVENT_UPPER_LAYER = 1 << 0,
	EVENT_PARENT_UPPER_LAYER = 1 << 1,
	EVENT_HAS_TTY = 1 << 2,
	EVENT_UNRESOLVED = 1 << 3, /* OPEN: texts as for a failed call, and nobody knows how it ended */
};

struct event {
	__u64 boot_ns;       /* CLOCK_BOOTTIME, nanoseconds */
	__u64 start_boot_ns; /* start of the process, CLOCK_BOOTTIME */
	__s64 number[EVENT_NUMBERS];
	__u32 text_bytes[EVENT_TEXTS];
	__u32 mntns;
	__u32 pid; /* thread group, initial pid namespace */
	__u32 tid;
	__u32 ppid;
	__u32 container_pid; /* thread group, the process's own pid namespace */
	__u32 uid;           /* initial user namespace */
	__u32 gid;
	__s32 error; /* errno of a failed call, 0 otherwise */
	__u16 type;
	__u16 flags;
	__u16 cut; /* bit i: text i did not fit */
	__u16 entered; /* boolean, of owners and of io_uring: task__has_entered(); nobody reads it from the ring */
	__u32 size; /* of the whole record, bytes */
	char comm[16];
	char pcomm[16];
};
_Static_assert(sizeof(struct event) == 136, "the wire changed: change wire.ts too");

/* What a packet, or a connection, says of itself: the first text of its event. */
struct flow {
	__u64 socket;        /* tells sockets apart, no more */
	__u32 seq;           /* TCP: number of the first byte of the payload */
	__u32 payload_bytes; /* of the packet, whatever of it the record carries */
	__u8 local[16];      /* IPv4 as ::ffff:a.b.c.d */
	__u8 remote[16];
	__u16 local_port;
	__u16 remote_port;
	__u8 proto;    /* IPPROTO_TCP or IPPROTO_UDP */
	__u8 outgoing; /* boolean: sent, or connected, by the socket's owner */
	__u8 is_end;   /* boolean, HTTP: nothing follows of this request */
	__u8 reserved;
};
_Static_assert(sizeof(struct flow) == 56, "the wire changed: change flow-view.ts too");

/*
 * The longest path that is carried whole, less a component: twice PATH_MAX,
 * since folders can be nested deeper than a name can say.
 */
#define PATH_BYTES 8192
/* PATH_MAX of the names that calls are given, and a byte that tells that there was more. */
#define NAME_BYTES (4096 + 1)
/* The longest args, and the longest environment, that are carried whole; one argument is 128 KiB at most. */
#define VECTOR_BYTES (128 * 1024)
#define TEXT_BYTES (2 * VECTOR_BYTES + EVENT_TEXTS * PATH_BYTES)

/* Every loss has a counter: seen = filtered + sent + lost_ring + lost_scratch. */
struct event_counter {
	__u64 seen;
	__u64 filtered;     /* own process, a failed call that nobody asked for, or what the filter has no use for */
	__u64 sent;
	__u64 lost_ring;    /* the ring was full */
	__u64 lost_scratch; /* no scratch memory for this CPU */
	__u64 cut;          /* sent with a text that did not fit */
};
