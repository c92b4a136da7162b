/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Executions of container runtimes, held until they have been looked at. Knows fanotify and /proc, not Node.
 *
 * Who does what: an answerer reads the permission events and answers each as soon as a reader allows it, or after
 * STARTS_HOLD_MS. It touches nothing but memory and its descriptors, so that nothing makes it wait; and it is a process of its
 * own that shares both with this one, so that it goes on answering while this one is stopped (SIGSTOP, a debugger), and is
 * killed with it. Readers are threads: reading /proc or a bundle may take forever where somebody wants it to.
 */
#pragma once
#include <linux/types.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#define STARTS_HOLD_MS 40
#define STARTS_SLOTS 256
#define STARTS_READERS 4
#define STARTS_QUEUE_BYTES (16 * 1024 * 1024)
#define STARTS_CONFIG_BYTES (1024 * 1024)
#define STARTS_ARGS_BYTES (64 * 1024)
#define STARTS_PATH_BYTES 4096

/* An execution between its permission event and the end of what there is to be seen of it. */
struct start_slot {
	_Atomic int claim;   /* enum start_claim */
	_Atomic bool may_go; /* a reader has seen enough */
	bool is_held;        /* the answerer's own: not answered yet */
	int fd;              /* of the event */
	int pid;
	__u64 until_ns; /* CLOCK_MONOTONIC: the latest answer */
};

enum start_claim { START_FREE, START_QUEUED, START_TAKEN };

/* What goes to JavaScript: this, then the executable's path, the arguments, the working directory, the configuration. */
struct start_record {
	__u32 pid;
	__u32 uid;
	__u32 mntns;
	__u32 exepath_bytes;
	__u32 args_bytes; /* each ends in NUL */
	__u32 cwd_bytes;
	__s32 config_bytes; /* -1: could not be read, or too long */
};
_Static_assert(sizeof(struct start_record) == 28, "the record changed: change open-start-watch.ts too");

struct start_counts {
	_Atomic __u64 permissions;
	_Atomic __u64 late;
	_Atomic __u64 lost;
};

struct starts;

/* Negative errno on failure: -EPERM without CAP_SYS_ADMIN. */
int starts__open(struct starts **out);

/* Watches a program; twice is once. Negative errno on failure. */
int starts__watch(struct starts *starts, const char *path);

/* All records since the last call, in memory that the caller frees; NULL: none. */
char *starts__take(struct starts *starts, size_t *bytes);

const struct start_counts *starts__counts(const struct starts *starts);

/* Whatever waits goes on. NULL is nothing to close. */
void starts__close(struct starts *starts);

/* For the readers: start_reader.c. */
struct start_slot *starts__next(struct starts *starts);
void starts__allow(struct starts *starts, struct start_slot *slot);
void starts__add(struct starts *starts, const struct start_record *head, const char *const texts[4]);
/* Whether the call of a runtime was told of lately. */
bool starts__knows(struct starts *starts, int pid);
void start_reader__look(struct starts *starts, struct start_slot *slot);
