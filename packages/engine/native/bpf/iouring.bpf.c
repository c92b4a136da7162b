/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Requests of io_uring, which pass no system call of their own. The first of each operation by a process is an iouring
 * event; each open is an open event as well. The verifier holds programs of tracepoints to the arguments that this
 * kernel's tracepoint has, so the addon tells which of them is what.
 */
#include "once.bpf.h"
#include "syscall.bpf.h"

#define IORING_OP_OPENAT 18 /* include/uapi/linux/io_uring.h */
#define IORING_OP_OPENAT2 28
#define REQ_CQE_SKIP (1 << 6) /* the request's flags begin with those of its submission: IOSQE_CQE_SKIP_SUCCESS */
#define SUBMITTED_FLAGS 0x7f

FINISH_PROGRAM(iouring_submit_req, "tp_btf/io_uring_submit_req", WALK_STEPS_RARE)
FINISH_PROGRAM(iouring_submit_sqe, "tp_btf/io_uring_submit_sqe", WALK_STEPS_RARE)
FINISH_PROGRAM(iouring_complete, "tp_btf/io_uring_complete", WALK_STEPS_RARE)

/* Threads that the kernel makes to submit and to work have names of its own: who asked is their process. */
static __always_inline void iouring__describe(struct event *e, struct task_struct *task)
{
	if (BPF_CORE_READ(task, flags) & PF_IO_WORKER)
		task = BPF_CORE_READ(task, group_leader);
	event__describe_any(e, task);
	e->entered = task__has_entered(task);
}

/* By the name that its event will have. */
static __always_inline bool iouring__is_dropped(void)
{
	struct task_struct *task = (void *)bpf_get_current_task();
	struct filter_process process;
	__u64 comm[2] = {};

	if (BPF_CORE_READ(task, flags) & PF_IO_WORKER)
		task = BPF_CORE_READ(task, group_leader);
	bpf_core_read(comm, sizeof(comm), &task->comm);
	process.mntns = BPF_CORE_READ(task, nsproxy, mnt_ns, ns.inum);
	process.entered = task__has_entered(task);
	return filter__drops(EVENT_IOURING, &process, comm);
}

static __always_inline void iouring__report(__u8 opcode, __s64 flags)
{
	/* No name and no namespace: the process alone, however its threads are called. */
	struct once_key key = { .type = once__type(EVENT_IOURING, READ_CURRENT(nsproxy, mnt_ns, ns.inum)), .what = opcode, .mntns = bpf_get_current_pid_tgid() >> 32 };
	struct event *e;

	key.comm[0] = READ_CURRENT(group_leader, start_boottime);
	if (!once__is_first(&key))
		return;
	COUNT(EVENT_IOURING, seen);
	if (bpf_get_current_pid_tgid() >> 32 == settings.own_tgid || iouring__is_dropped()) {
		COUNT(EVENT_IOURING, filtered);
		return;
	}
	e = event__reserve(EVENT_IOURING);
	if (!e) {
		bpf_map_delete_elem(&reported, &key);
		return;
	}
	iouring__describe(e, (void *)bpf_get_current_task());
	e->number[0] = opcode;
	e->number[1] = flags;
	event__submit(e);
}

static __always_inline bool iouring__is_open(__u8 opcode)
{
	return opcode == IORING_OP_OPENAT || opcode == IORING_OP_OPENAT2;
}

static __always_inline struct scratch *iouring__begin_open(struct io_open *open)
{
	struct scratch *s;

	COUNT(EVENT_OPEN, seen);
	if (bpf_get_current_pid_tgid() >> 32 == settings.own_tgid) {
		COUNT(EVENT_OPEN, filtered);
		return NULL;
	}
	s = event__begin(bpf_get_smp_processor_id(), EVENT_OPEN);
	if (!s)
		return NULL;
	iouring__describe(&s->event, (void *)bpf_get_current_task());
	s->event.number[0] = BPF_CORE_READ(open, how.flags) & ~O_LARGEFILE_ADDED;
	return s;
}

/* Its process is known only when it is described; conditions on its path are not asked: such opens are few. */
static __always_inline bool iouring__is_unasked(struct scratch *s)
{
	const struct filter_process process = { s->event.mntns, s->event.entered };
	__u64 comm[2];

	__builtin_memcpy(comm, s->event.comm, sizeof(comm));
	if (!filter__drops(EVENT_OPEN, &process, comm))
		return false;
	COUNT(EVENT_OPEN, filtered);
	return true;
}

/*
 * An open whose completion tells nothing (the submitter asked for none, or the file goes to a slot of the ring): named
 * as it was asked for, when it is asked for. Returns whether there is a path to be walked.
 */
static __always_inline struct scratch *iouring__submit_open(struct io_kiocb *request)
{
	struct io_open *open = (void *)request; /* its command begins where the request does, in every version */
	struct scratch *s;
	long bytes;

	if (bpf_core_field_exists(request->cqe) && !(BPF_CORE_READ(request, flags) & REQ_CQE_SKIP) &&
	    !BPF_CORE_READ(open, file_slot))
		return NULL;
	s = iouring__begin_open(open);
	if (!s || iouring__is_unasked(s))
		return NULL;
	s->event.flags |= EVENT_UNRESOLVED;
	bytes = bpf_probe_read_kernel_str(s->text, NAME_BYTES, io_open__name(open));
	scratch__close_text(s, bytes > 0 ? bytes - 1 : 0);
	syscall__add_base(s, BPF_CORE_READ(open, dfd), scratch__first_byte(s, 0));
	return s;
}

SEC("tp_btf/io_uring_submit_req")
int iouring_submit_req(__u64 *ctx)
{
	struct io_kiocb *request = (void *)ctx[0];
	__u8 opcode = BPF_CORE_READ(request, opcode);
	struct scratch *s;

	if (WANTED(EVENT_IOURING))
		iouring__report(opcode, BPF_CORE_READ(request, flags) & SUBMITTED_FLAGS);
	if (!WANTED(EVENT_OPEN) || !iouring__is_open(opcode))
		return 0;
	s = iouring__submit_open(request);
	if (!s)
		return 0;
	FINISH(ctx, s, iouring_submit_req);
}

/* Until 6.3: (request, …) since 6.0, (ring, request, opcode, …) since 5.15 and 5.10.162, (ring, opcode, …) before. */
SEC("tp_btf/io_uring_submit_sqe")
int iouring_submit_sqe(__u64 *ctx)
{
	__u64 first = ctx[0], second = ctx[1];
	struct io_kiocb *request = NULL;
	struct scratch *s;
	__u8 opcode;

	/* Or one load through a pointer to either becomes of them, which the verifier refuses. */
	barrier_var(first);
	barrier_var(second);
	if (settings.iouring_submit == IOURING_SUBMIT_REQUEST)
		request = (void *)first;
	else if (settings.iouring_submit == IOURING_SUBMIT_RING_REQUEST)
		request = (void *)second;
	opcode = request ? BPF_CORE_READ(request, opcode) : second;
	if (WANTED(EVENT_IOURING))
		iouring__report(opcode, request ? (__s64)(BPF_CORE_READ(request, flags) & SUBMITTED_FLAGS) : -1);
	if (!WANTED(EVENT_OPEN) || !request || !iouring__is_open(opcode))
		return 0;
	s = iouring__submit_open(request);
	if (!s)
		return 0;
	FINISH(ctx, s, iouring_submit_sqe);
}

/* The task that a request belongs to: another may complete it. */
static __always_inline struct task_struct *iouring__task(struct io_kiocb *request)
{
	struct io_kiocb___task *older = (void *)request;

	if (bpf_core_field_exists(request->tctx))
		return BPF_CORE_READ(request, tctx, task);
	return bpf_core_field_exists(older->task) ? BPF_CORE_READ(older, task) : NULL;
}

static __always_inline struct file *task__file(struct task_struct *task, __s32 fd)
{
	struct file **files = BPF_CORE_READ(task, files, fdt, fd), *file = NULL;

	if (fd >= 0 && (__u32)fd < BPF_CORE_READ(task, files, fdt, max_fds))
		bpf_probe_read_kernel(&file, sizeof(file), files + fd);
	return file;
}

/* An open that succeeded, named by the file that came out. */
SEC("tp_btf/io_uring_complete")
int iouring_complete(__u64 *ctx)
{
	struct io_kiocb *request = (void *)ctx[1];
	struct task_struct *task;
	struct scratch *s;
	__s32 fd;

	if (!request || !iouring__is_open(BPF_CORE_READ(request, opcode)))
		return 0;
	fd = BPF_CORE_READ(request, cqe.res);
	task = iouring__task(request);
	if (fd < 0 || !task || BPF_CORE_READ((struct io_open *)request, file_slot))
		return 0;
	s = iouring__begin_open((struct io_open *)request);
	if (!s)
		return 0;
	iouring__describe(&s->event, task);
	if (iouring__is_unasked(s))
		return 0;
	scratch__close_text(s, 0);
	scratch__add_file(s, task__file(task, fd));
	FINISH(ctx, s, iouring_complete);
}
