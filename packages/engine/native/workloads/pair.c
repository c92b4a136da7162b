/* SPDX-License-Identifier: Apache-2.0 */
#include "act.h"
#include "pair.h"

#include <net/if.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

socklen_t pair__address(struct sockaddr_storage *address, int family, int port)
{
	struct sockaddr_in6 *v6 = (void *)address;
	struct sockaddr_in *v4 = (void *)address;

	memset(address, 0, sizeof(*address));
	address->ss_family = family;
	if (family == AF_INET6) {
		v6->sin6_port = htons(port);
		v6->sin6_addr = in6addr_loopback;
		return sizeof(*v6);
	}
	v4->sin_port = htons(port);
	v4->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	return sizeof(*v4);
}

const char *pair__host(int family)
{
	return family == AF_INET6 ? "::1" : "127.0.0.1";
}

static int bound(int family, int type, int port)
{
	int fd = act__must(socket(family, type | SOCK_CLOEXEC, 0), "make a socket"), on = 1;
	struct sockaddr_storage address;

	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	act__must(bind(fd, (void *)&address, pair__address(&address, family, port)), "bind a socket");
	return fd;
}

static int port_of(int fd)
{
	struct sockaddr_storage address;
	socklen_t size = sizeof(address);

	act__must(getsockname(fd, (void *)&address, &size), "read a socket's name");
	return ntohs(((struct sockaddr_in *)&address)->sin_port);
}

void pair__open(struct pair *pair, int family, int type, int port)
{
	struct sockaddr_storage address;
	int on = 1;

	pair->listener = bound(family, type, port);
	pair->server_port = port_of(pair->listener);
	if (type == SOCK_DGRAM) {
		pair->server = pair->listener;
		pair->listener = -1;
		pair->client = bound(family, type, 0);
	} else {
		act__must(listen(pair->listener, 1), "listen");
		pair->client = act__must(socket(family, type | SOCK_CLOEXEC, 0), "make a socket");
		act__must(connect(pair->client, (void *)&address, pair__address(&address, family, pair->server_port)),
			  "connect");
		pair->server = act__must(accept4(pair->listener, NULL, NULL, SOCK_CLOEXEC), "accept");
		setsockopt(pair->client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	}
	pair->client_port = port_of(pair->client);
}

void pair__close(struct pair *pair)
{
	close(pair->client);
	close(pair->server);
	if (pair->listener >= 0)
		close(pair->listener);
}

void pair__send(int from, int to, const void *bytes, size_t size)
{
	char buffer[65536];

	act__must(send(from, bytes, size, 0), "send");
	for (size_t got = 0; got < size;)
		got += act__must(recv(to, buffer, sizeof(buffer), 0), "receive");
}

void pair__leave_network(void)
{
	struct ifreq loopback = { .ifr_name = "lo", .ifr_flags = IFF_UP | IFF_RUNNING };
	int fd;

	act__must(unshare(CLONE_NEWNET), "unshare");
	fd = act__must(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), "make a socket");
	act__must(ioctl(fd, SIOCSIFFLAGS, &loopback), "bring the loopback interface up");
	close(fd);
}
