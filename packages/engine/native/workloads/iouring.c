/* SPDX-License-Identifier: Apache-2.0 */
/* Has io_uring do what there are system calls for: the operations are events, and its opens are opens. */
#include "act.h"
#include "opened.h"
#include "place.h"
#include "ring.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef IOSQE_CQE_SKIP_SUCCESS
#define IOSQE_CQE_SKIP_SUCCESS (1U << 6)
#endif
#ifndef IORING_FEAT_CQE_SKIP
#define IORING_FEAT_CQE_SKIP (1U << 11)
#endif

static void submitted(int opcode, const char *name, unsigned int flags)
{
	act__begin("iouring");
	act__number("opcode", opcode);
	act__text("opcodeName", name);
	act__number("flagsRaw", flags);
	act__end();
}

/* The first of each operation by a process is an event, so each run has a process of its own. */
static void nop(long i)
{
	struct io_uring_sqe request = { .opcode = IORING_OP_NOP, .flags = IOSQE_ASYNC };
	struct ring ring;

	(void)i;
	if (!ring__open(&ring, 0))
		return;
	act__must(ring__run(&ring, &request), "do nothing");
	act__must(ring__run(&ring, &request), "do nothing again");
	submitted(IORING_OP_NOP, "IORING_OP_NOP", IOSQE_ASYNC);
	ring__close(&ring);
}

static void do_nop(long i)
{
	act__in_child(nop, i);
}

static struct io_uring_sqe open_request(const char *name, int flags)
{
	return (struct io_uring_sqe){
		.opcode = IORING_OP_OPENAT, .fd = AT_FDCWD, .addr = (uintptr_t)name, .open_flags = flags,
	};
}

/* By a symbolic link: the event names what was opened. */
static void open_through(long i, unsigned int setup_flags)
{
	char *path = place__absolute(place__format("target-%ld", i)), *link = place__format("link-%ld", i);
	struct io_uring_sqe request = open_request(link, O_RDONLY | O_CLOEXEC);
	struct open_how how = { .flags = O_WRONLY };
	struct ring ring;

	if (!ring__open(&ring, setup_flags))
		return;
	place__file(path);
	if (symlink(path, link) && errno != EEXIST)
		act__die("make a symbolic link");
	opened__say(act__must(ring__run(&ring, &request), "open"), path, O_RDONLY | O_CLOEXEC);
	submitted(IORING_OP_OPENAT, "IORING_OP_OPENAT", 0);
	request.opcode = IORING_OP_OPENAT2;
	request.open_flags = 0;
	request.len = sizeof(how);
	request.off = (uintptr_t)&how;
	opened__say(act__must(ring__run(&ring, &request), "open"), path, O_WRONLY);
	submitted(IORING_OP_OPENAT2, "IORING_OP_OPENAT2", 0);
	ring__close(&ring);
}

static void open_plainly(long i)
{
	open_through(i, 0);
}

static void do_open(long i)
{
	act__in_child(open_plainly, i);
}

/* A thread of the kernel submits. */
static void open_polled(long i)
{
	open_through(i, IORING_SETUP_SQPOLL);
}

static void do_polled(long i)
{
	act__in_child(open_polled, i);
}

/* Nothing tells how these ended: they are named as they were asked for. */
static void open_silently(long i)
{
	char *name = place__format("silent-%ld", i), *path = place__absolute(name);
	struct io_uring_sqe request = open_request(name, O_RDWR);
	int slots[] = { -1, -1 };
	struct ring ring;

	place__file(path);
	if (!ring__open(&ring, 0))
		return;
	if (!(ring.params.features & IORING_FEAT_CQE_SKIP)) {
		act__skip("no requests without a completion");
		return;
	}
	request.flags = IOSQE_CQE_SKIP_SUCCESS;
	ring__run(&ring, &request);
	opened__say(act__must(dup(0), "copy a descriptor"), path, O_RDWR);
	act__must(syscall(SYS_io_uring_register, ring.fd, IORING_REGISTER_FILES, slots, 2), "register slots");
	request = open_request(path, O_RDONLY);
	request.file_index = 1;
	act__must(ring__run(&ring, &request), "open into a slot");
	opened__say(act__must(dup(0), "copy a descriptor"), path, O_RDONLY);
	ring__close(&ring);
}

static void do_silent(long i)
{
	act__in_child(open_silently, i);
}

static const struct act acts[] = {
	{ "nop", do_nop, false },
	{ "open", do_open, false },
	{ "polled", do_polled, false },
	{ "silent", do_silent, false },
	{ 0 },
};

int main(int argc, char **argv)
{
	return act__main(argc, argv, acts);
}
