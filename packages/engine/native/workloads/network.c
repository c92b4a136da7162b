/* SPDX-License-Identifier: Apache-2.0 */
/* Connects, and sends datagrams, over the loopback interface: each has two sides, and both are this process. */
#include "act.h"
#include "pair.h"
#include "ring.h"

#include <stdint.h>
#include <string.h>
#include <unistd.h>

static void said(const char *pkt_type, const char *proto, int family, int port)
{
	act__begin("network");
	act__text("pktType", pkt_type);
	act__text("direction", strcmp(pkt_type, "OUTGOING") ? "inbound" : "outbound");
	act__text("proto", proto);
	act__text("dstAddr", pair__host(family));
	act__number("dstPort", port);
	act__end();
}

static void connect_both(int family)
{
	struct pair pair;

	pair__open(&pair, family, SOCK_STREAM, 0);
	said("OUTGOING", "TCP", family, pair.server_port);
	said("HOST", "TCP", family, pair.server_port);
	pair__close(&pair);
}

static void do_tcp(long i)
{
	(void)i;
	connect_both(AF_INET);
}

static void do_tcp6(long i)
{
	(void)i;
	connect_both(AF_INET6);
}

/* The first datagram to, or from, each other side; an answer is no event. */
static void exchange(int family)
{
	struct sockaddr_storage address;
	struct pair pair;

	pair__open(&pair, family, SOCK_DGRAM, 0);
	act__must(connect(pair.client, (void *)&address, pair__address(&address, family, pair.server_port)), "connect");
	act__must(connect(pair.server, (void *)&address, pair__address(&address, family, pair.client_port)), "connect");
	for (int n = 0; n < 2; n++) {
		pair__send(pair.client, pair.server, "question", 8);
		pair__send(pair.server, pair.client, "answer", 6);
	}
	said("OUTGOING", "UDP", family, pair.server_port);
	said("HOST", "UDP", family, pair.server_port);
	pair__close(&pair);
}

static void do_udp(long i)
{
	(void)i;
	exchange(AF_INET);
}

static void do_udp6(long i)
{
	(void)i;
	exchange(AF_INET6);
}

/* Nobody listens: the attempt counts. */
static void do_refused(long i)
{
	int fd = act__must(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "make a socket");
	struct sockaddr_storage address;

	(void)i;
	if (!connect(fd, (void *)&address, pair__address(&address, AF_INET, 1)))
		act__die("be refused");
	said("OUTGOING", "TCP", AF_INET, 1);
	close(fd);
}

/* A socket of IPv6 that speaks IPv4. */
static void do_mapped(long i)
{
	struct sockaddr_in6 mapped = { .sin6_family = AF_INET6, .sin6_port = htons(1) };
	int fd = act__must(socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0), "make a socket");

	(void)i;
	mapped.sin6_addr.s6_addr[10] = mapped.sin6_addr.s6_addr[11] = 0xff;
	mapped.sin6_addr.s6_addr[12] = 127;
	mapped.sin6_addr.s6_addr[15] = 1;
	if (!connect(fd, (void *)&mapped, sizeof(mapped)))
		act__die("be refused");
	said("OUTGOING", "TCP", AF_INET, 1);
	close(fd);
}

static void do_iouring(long i)
{
	int fd = act__must(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "make a socket");
	struct io_uring_sqe request = { .opcode = IORING_OP_CONNECT, .fd = fd };
	struct sockaddr_storage address;
	struct ring ring;

	(void)i;
	if (!ring__open(&ring, 0))
		return;
	request.off = pair__address(&address, AF_INET, 1);
	request.addr = (uintptr_t)&address;
	if (!ring__run(&ring, &request))
		act__die("be refused");
	said("OUTGOING", "TCP", AF_INET, 1);
	ring__close(&ring);
	close(fd);
}

static void act_elsewhere(long i)
{
	pair__leave_network();
	do_tcp(i);
	do_tcp6(i);
	do_udp(i);
	do_udp6(i);
}

static void do_namespace(long i)
{
	act__in_child(act_elsewhere, i);
}

/* To a miner's port: a rule looks for it. */
static void do_pool(long i)
{
	struct sockaddr_storage address;
	int fd = act__must(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "make a socket");

	(void)i;
	if (connect(fd, (void *)&address, pair__address(&address, AF_INET, 3333)))
		said("OUTGOING", "TCP", AF_INET, 3333);
	close(fd);
}

/* Connected, and nothing sent: name resolution does so to learn an address of its own. */
static void connect_only(long i)
{
	struct sockaddr_storage address;
	int fd = act__must(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), "make a socket");

	(void)i;
	act__must(connect(fd, (void *)&address, pair__address(&address, AF_INET, 9)), "connect");
	close(fd);
}

static void do_silent(long i)
{
	act__silent_child("network", connect_only, i);
}

static const struct act acts[] = {
	{ "tcp", do_tcp, false },
	{ "tcp6", do_tcp6, false },
	{ "udp", do_udp, false },
	{ "udp6", do_udp6, false },
	{ "refused", do_refused, false },
	{ "mapped", do_mapped, false },
	{ "iouring", do_iouring, false },
	{ "namespace", do_namespace, false },
	{ "silent", do_silent, false },
	{ "pool", do_pool, true },
	{ 0 },
};

int main(int argc, char **argv)
{
	return act__main(argc, argv, acts);
}
