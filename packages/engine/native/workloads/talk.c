/* SPDX-License-Identifier: Apache-2.0 */
/* Speaks DNS, SSH and HTTP with itself, in a network namespace of its own where a port is given. */
#include "act.h"
#include "pair.h"
#include "place.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A question for the address of a host, and its answer, 192.0.2.7. The name has eight letters before its first dot. */
static size_t question(char *to, const char *host)
{
	static const char head[] = { 0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0 };
	static const char tail[] = "\7example\4test\0\0\1\0\1";

	memcpy(to, head, 12);
	to[12] = 8;
	memcpy(to + 13, host, 8);
	memcpy(to + 21, tail, sizeof(tail) - 1);
	return 21 + sizeof(tail) - 1;
}

static size_t answer(char *to, const char *host)
{
	static const char record[] = { 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 7 };
	size_t size = question(to, host);

	to[2] = 0x81;
	to[3] = 0x80;
	to[7] = 1;
	memcpy(to + size, record, sizeof(record));
	return size + sizeof(record);
}

static void resolved(const struct pair *pair, const char *proto, const char *host, int family)
{
	char *addresses[] = { "192.0.2.7", NULL };

	for (int is_answer = 0; is_answer < 2; is_answer++) {
		act__begin("dns");
		act__text("name", place__format("%s.example.test.", host));
		act__truth("query", !is_answer);
		act__list("addresses", is_answer ? addresses : addresses + 1);
		act__text("proto", proto);
		act__text("dstIp", pair__host(family));
		act__number("dstPort", 53);
		act__number("srcPort", pair->client_port);
		act__end();
	}
}

static void resolve_by_udp(long i, int family)
{
	char message[512], *host = place__format("%08ld", i);
	struct sockaddr_storage address;
	struct pair pair;

	pair__open(&pair, family, SOCK_DGRAM, 53);
	act__must(connect(pair.client, (void *)&address, pair__address(&address, family, 53)), "connect");
	act__must(connect(pair.server, (void *)&address, pair__address(&address, family, pair.client_port)), "connect");
	pair__send(pair.client, pair.server, message, question(message, host));
	pair__send(pair.server, pair.client, message, answer(message, host));
	resolved(&pair, "UDP", host, family);
	pair__close(&pair);
}

/* Each message behind its length; the question in two packets. */
static void resolve_by_tcp(long i, int family)
{
	char message[512], *host = place__format("%08ld", i);
	struct pair pair;
	size_t size;

	pair__open(&pair, family, SOCK_STREAM, 53);
	size = question(message + 2, host);
	message[0] = 0;
	message[1] = size;
	pair__send(pair.client, pair.server, message, 1);
	pair__send(pair.client, pair.server, message + 1, size + 1);
	size = answer(message + 2, host);
	message[1] = size;
	pair__send(pair.server, pair.client, message, size + 2);
	resolved(&pair, "TCP", host, family);
	pair__close(&pair);
}

static void resolve(long i)
{
	pair__leave_network();
	resolve_by_udp(i, AF_INET);
	resolve_by_udp(i, AF_INET6);
	resolve_by_tcp(i, AF_INET);
	resolve_by_tcp(i, AF_INET6);
}

static void do_dns(long i)
{
	act__in_child(resolve, i);
}

static void banner_from(int family, int dst_port, int src_port)
{
	act__begin("ssh");
	act__text("dstIp", pair__host(family));
	act__number("dstPort", dst_port);
	act__number("srcPort", src_port);
	act__end();
}

static void speak_ssh(int family, int port)
{
	static const char client[] = "SSH-2.0-Rulelib_1\r\n", server[] = "SSH-2.0-Rulelib_2\r\n";
	struct pair pair;

	pair__open(&pair, family, SOCK_STREAM, port);
	pair__send(pair.server, pair.client, server, sizeof(server) - 1);
	pair__send(pair.client, pair.server, client, sizeof(client) - 1);
	banner_from(family, pair.server_port, pair.client_port);
	banner_from(family, pair.client_port, pair.server_port);
	pair__close(&pair);
}

static void do_ssh(long i)
{
	(void)i;
	speak_ssh(AF_INET, 0);
	speak_ssh(AF_INET6, 0);
}

/* To a port of SSH that nobody expects: a rule looks for it. */
static void hide_ssh(long i)
{
	(void)i;
	pair__leave_network();
	speak_ssh(AF_INET, 2222);
}

static void do_hidden_ssh(long i)
{
	act__in_child(hide_ssh, i);
}

struct request {
	const char *method;
	const char *target;
	const char *path;
	const char *body;
};

static void requested(const struct pair *pair, const struct request *request, const char *host, const char *direction)
{
	act__begin("http");
	act__text("direction", direction);
	act__text("dstIp", pair__host(AF_INET));
	act__number("dstPort", pair->server_port);
	act__number("srcPort", pair->client_port);
	printf(",\"request\":{\"host\":\"%s\",\"url\":\"%s\",\"path\":\"%s\",\"method\":\"%s\",\"headers\":"
	       "{\"Host\":[\"%s\"],\"X-Rulelib\":[\"1\",\"2\"],\"Content-Length\":[\"%zu\"]},\"body\":\"%s\"}",
	       host, request->target, request->path, request->method, host, strlen(request->body), request->body);
	act__end();
}

/* A request in packets of at most `packet` bytes, its answer, and the next one on the same connection. */
static void request_all(const struct request *requests, size_t packet)
{
	static const char reply[] = "HTTP/1.1 204 No Content\r\n\r\n";
	struct pair pair;

	pair__open(&pair, AF_INET, SOCK_STREAM, 0);
	for (; requests->method; requests++) {
		char *text = place__format("%s %s HTTP/1.1\r\nHost: rulelib.test\r\nx-rulelib: 1\r\nX-RULELIB: 2\r\n"
					   "Content-Length: %zu\r\n\r\n%s",
					   requests->method, requests->target, strlen(requests->body), requests->body);

		for (size_t at = 0, size = strlen(text); at < size; at += packet)
			pair__send(pair.client, pair.server, text + at, size - at < packet ? size - at : packet);
		pair__send(pair.server, pair.client, reply, sizeof(reply) - 1);
		requested(&pair, requests, "rulelib.test", "outbound");
		requested(&pair, requests, "rulelib.test", "inbound");
	}
	pair__close(&pair);
}

static const struct request requests[] = {
	{ "GET", "/a/b?c=d", "/a/b", "" },    { "POST", "/form", "/form", "x=1&y=2" },
	{ "PATCH", "/item/7", "/item/7", "z" }, { "PUT", "/item/8", "/item/8", "w" },
	{ "DELETE", "/item/9", "/item/9", "" }, { "HEAD", "/", "/", "" },
	{ "OPTIONS", "*", "*", "" },	      { 0 },
};

static void do_http(long i)
{
	(void)i;
	request_all(requests, 65536);
}

static void do_http_split(long i)
{
	request_all(requests, i % 3 == 0 ? 1 : i % 3 == 1 ? 3 : 17);
}

/* The other side answers while the body is not complete: what there was of it counts. */
static void do_http_cut(long i)
{
	static const char request[] = "POST /cut HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\npart";
	struct pair pair;

	(void)i;
	pair__open(&pair, AF_INET, SOCK_STREAM, 0);
	pair__send(pair.client, pair.server, request, sizeof(request) - 1);
	pair__close(&pair);
	act__begin("http");
	act__text("direction", "outbound");
	act__number("dstPort", pair.server_port);
	printf(",\"request\":{\"host\":\"h\",\"url\":\"/cut\",\"path\":\"/cut\",\"method\":\"POST\",\"headers\":"
	       "{\"Host\":[\"h\"],\"Content-Length\":[\"100\"]},\"body\":\"part\"}");
	act__end();
}

/* What only begins like a request. */
static void speak_otherwise(long i)
{
	struct pair pair;

	(void)i;
	pair__open(&pair, AF_INET, SOCK_STREAM, 0);
	pair__send(pair.client, pair.server, "GET key\r\n\r\n", 11);
	pair__send(pair.client, pair.server, "GETTING on\r\n\r\n", 14);
	pair__close(&pair);
}

static void do_no_http(long i)
{
	act__silent_child("http", speak_otherwise, i);
}

static void request_elsewhere(long i)
{
	pair__leave_network();
	do_http(i);
	do_ssh(i);
}

static void do_namespace(long i)
{
	act__in_child(request_elsewhere, i);
}

/* A name that a rule looks for. */
static void ask_for_pool(long i)
{
	static const char pool[] = "\1\2\1\0\0\1\0\0\0\0\0\0\2eu\7" "2miners" "\3" "com" "\0\0\1\0\1";
	struct sockaddr_storage address;
	struct pair pair;

	(void)i;
	pair__leave_network();
	pair__open(&pair, AF_INET, SOCK_DGRAM, 53);
	act__must(connect(pair.client, (void *)&address, pair__address(&address, AF_INET, 53)), "connect");
	pair__send(pair.client, pair.server, pool, sizeof(pool) - 1);
	act__begin("dns");
	act__text("name", "eu.2miners.com.");
	act__end();
}

static void do_pool(long i)
{
	act__in_child(ask_for_pool, i);
}

static const struct act acts[] = {
	{ "dns", do_dns, false },
	{ "ssh", do_ssh, false },
	{ "http", do_http, false },
	{ "http-split", do_http_split, false },
	{ "http-cut", do_http_cut, false },
	{ "no-http", do_no_http, false },
	{ "namespace", do_namespace, false },
	{ "hidden-ssh", do_hidden_ssh, true },
	{ "pool", do_pool, true },
	{ 0 },
};

int main(int argc, char **argv)
{
	return act__main(argc, argv, acts);
}
