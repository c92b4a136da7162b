/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A container's routine, the same each time; and one thing that is not part of it, where ACT in the environment names it.
 * Its own arguments never change, so that nothing else about it does.
 */
#include "act.h"
#include "ring.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define TOOL "/bin/busybox"
#define KEPT "/tmp/routine"

static struct sockaddr_in address_of(const char *host, unsigned short port)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(port) };

	inet_pton(AF_INET, host, &address.sin_addr);
	return address;
}

/* Nobody answers: the question is what counts. The label has five letters. */
static void ask(const char *label)
{
	static const char head[] = { 0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 5 };
	static const char tail[] = "\7example\4test\0\0\1\0\1";
	struct sockaddr_in server = address_of("192.0.2.1", 53);
	char question[sizeof(head) + 5 + sizeof(tail) - 1];
	int fd = socket(AF_INET, SOCK_DGRAM, 0);

	memcpy(question, head, sizeof(head));
	memcpy(question + sizeof(head), label, 5);
	memcpy(question + sizeof(head) + 5, tail, sizeof(tail) - 1);
	sendto(fd, question, sizeof(question), 0, (void *)&server, sizeof(server));
	close(fd);
}

/* Whether anybody listens there makes no difference. */
static void reach(const char *host)
{
	struct sockaddr_in address = address_of(host, 443);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

	connect(fd, (void *)&address, sizeof(address));
	close(fd);
}

static void run(const char *program, const char *second)
{
	char *argv[] = { "busybox", "true", (char *)second, NULL };
	pid_t child = act__must(fork(), "fork");

	if (child == 0) {
		execv(program, argv);
		_exit(1);
	}
	waitpid(child, NULL, 0);
}

static void copy(const char *to, int blocks)
{
	static char block[65536];
	int from_fd = act__must(open(TOOL, O_RDONLY | O_CLOEXEC), "open");
	int to_fd = act__must(open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0755), "create");
	ssize_t size;

	while (blocks-- > 0 && (size = read(from_fd, block, sizeof(block))) > 0)
		act__must(write(to_fd, block, size), "write");
	act__must(fchmod(to_fd, 0755), "chmod");
	close(to_fd);
	close(from_fd);
}

static void give(unsigned int owner)
{
	act__must(syscall(SYS_fchownat, AT_FDCWD, KEPT, owner, -1, 0), "chown");
}

static void look(const char *path)
{
	close(act__must(open(path, O_RDONLY | O_CLOEXEC), path));
}

static void routine(void)
{
	ask("known");
	reach("192.0.2.1");
	copy(KEPT, 1);
	give(0);
	run(TOOL, NULL);
}

static void submit(void)
{
	struct io_uring_sqe nop = { .opcode = IORING_OP_NOP };
	struct ring ring;

	if (!ring__open(&ring, 0))
		exit(1);
	ring__run(&ring, &nop);
	ring__close(&ring);
}

static void drop(void)
{
	copy("/tmp/busybox-new", 1 << 20);
	run("/tmp/busybox-new", NULL);
}

static void do_act(const char *act)
{
	if (!strcmp(act, "executable"))
		run("/bin/busybox2", NULL);
	else if (!strcmp(act, "arguments"))
		run(TOOL, "more");
	else if (!strcmp(act, "file"))
		look("/etc/secret-list");
	else if (!strcmp(act, "domain"))
		ask("fresh");
	else if (!strcmp(act, "address"))
		reach("198.51.100.7");
	else if (!strcmp(act, "syscall"))
		syscall(SYS_sched_get_priority_max, SCHED_FIFO);
	else if (!strcmp(act, "capability"))
		give(1234), give(0);
	else if (!strcmp(act, "iouring"))
		submit();
	else if (!strcmp(act, "dropped"))
		drop();
	else if (!strcmp(act, "environ"))
		look("/proc/1/environ");
	else if (!strcmp(act, "unshare"))
		act__must(syscall(SYS_unshare, CLONE_FILES), "unshare");
}

int main(void)
{
	const char *act = getenv("ACT");

	routine();
	if (act)
		do_act(act);
	return 0;
}
