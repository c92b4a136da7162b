/* SPDX-License-Identifier: Apache-2.0 */
#ifndef RULELIB_PAIR_H
#define RULELIB_PAIR_H

#include <netinet/in.h>
#include <sys/socket.h>

/* Two sockets of this process, connected to each other over the loopback interface. */
struct pair {
	int client;
	int server;
	int listener; /* -1 for UDP */
	int client_port;
	int server_port;
};

/* family: AF_INET, AF_INET6; type: SOCK_STREAM, SOCK_DGRAM; port: 0 for any. UDP sockets are bound, not connected. */
void pair__open(struct pair *pair, int family, int type, int port);
void pair__close(struct pair *pair);

/* The loopback address and a port; returns its size. */
socklen_t pair__address(struct sockaddr_storage *address, int family, int port);

/* "127.0.0.1" or "::1" */
const char *pair__host(int family);

/* Sends all of the text as one packet of its own, and receives it on the other side. */
void pair__send(int from, int to, const void *bytes, size_t size);

/* Into a network namespace of its own, with a loopback interface that works. */
void pair__leave_network(void);

#endif
