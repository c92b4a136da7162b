/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "collector.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "syscalls.h"

#define SYSCALL_TYPES                                                                                                  \
	(1u << EVENT_OPEN | 1u << EVENT_SYMLINK | 1u << EVENT_HARDLINK | 1u << EVENT_PTRACE | 1u << EVENT_UNSHARE |    \
	 1u << EVENT_BPF | 1u << EVENT_KMOD)

enum link_slot { LINK_EXEC, LINK_FORK, LINK_EXIT, LINK_SYS_EXIT, LINK_PROCESSES, LINKS };

static const char *const programs[LINKS] = { "exec", "fork", "exit", "sys_exit", "processes" };

struct collector {
	struct bpf_object *object;
	struct bpf_link *links[LINKS];
	struct ring_buffer *ring;
	int counters_fd;
	int cpus;
	/* Where drain puts what the ring hands over; valid during drain only. */
	char *batch;
	size_t batch_bytes;
	size_t batch_used;
};

/* What libbpf said last. It has one print function a process; the text belongs to the thread that is in open. */
static _Thread_local char said[2048];

static int said__print(enum libbpf_print_level level, const char *format, va_list arguments)
{
	char *text;
	int bytes;

	if (level != LIBBPF_WARN)
		return 0;
	bytes = vasprintf(&text, format, arguments);
	if (bytes < 0)
		return 0;
	/* A verifier's log is long, and the cause stands at its end. What says less does not replace it. */
	if (bytes > (int)strlen(said))
		snprintf(said, sizeof(said), "%s", text + (bytes < (int)sizeof(said) ? 0 : bytes - (int)sizeof(said) + 1));
	free(text);
	return 0;
}

/* Words the failure and gives it back, negative. */
static int fail(char *error, size_t error_bytes, const char *what, int code)
{
	code = code < 0 ? -code : code;
	snprintf(error, error_bytes, "Cannot %s: %s%s%s", what, strerror(code), said[0] ? "; " : "", said);
	return -code;
}

/* The memory behind a global variable's map, to be written before the object is loaded. */
static void *collector__global(struct collector *c, const char *map_name, size_t bytes)
{
	struct bpf_map *map = bpf_object__find_map_by_name(c->object, map_name);
	size_t size = 0;
	void *value = map ? (void *)bpf_map__initial_value(map, &size) : NULL;

	return value && size == bytes ? value : NULL;
}

static int collector__configure(struct collector *c, const struct collector_options *options)
{
	struct settings *settings = collector__global(c, ".rodata.settings", sizeof(*settings));
	struct syscall_handlers *table = collector__global(c, ".data.syscalls", sizeof(*table));
	int err;

	if (!settings || !table)
		return -EINVAL;
	settings->own_tgid = getpid();
	settings->cpus = c->cpus;
	settings->send_failed = options->send_failed;
	syscalls__fill(table, options->types);
	err = bpf_map__set_max_entries(bpf_object__find_map_by_name(c->object, "events"), options->ring_bytes);
	if (err)
		return err;
	return bpf_map__set_max_entries(bpf_object__find_map_by_name(c->object, "scratch"), c->cpus + 1);
}

static int collector__attach(struct collector *c, __u32 types)
{
	for (int i = 0; i < LINKS; i++) {
		if (i == LINK_SYS_EXIT && !(types & SYSCALL_TYPES))
			continue;
		c->links[i] = bpf_program__attach(bpf_object__find_program_by_name(c->object, programs[i]));
		if (!c->links[i])
			return -errno;
	}
	return 0;
}

static int collector__take(void *context, void *data, size_t bytes)
{
	struct collector *c = context;
	size_t room = (bytes + 7) & ~7UL;

	/* Cannot be: drain leaves room for the largest record. A record lost here would be lost silently. */
	if (c->batch_used + room > c->batch_bytes)
		abort();
	memcpy(c->batch + c->batch_used, data, bytes);
	c->batch_used += room;
	return c->batch_bytes - c->batch_used < COLLECTOR_RECORD_BYTES ? -EXFULL : 0;
}

static int collector__load(struct collector *c, const struct collector_options *options, char *error, size_t error_bytes)
{
	int err;

	c->cpus = libbpf_num_possible_cpus();
	c->object = bpf_object__open_file(options->object_path, NULL);
	if (!c->object)
		return fail(error, error_bytes, "open the BPF object", errno);
	err = collector__configure(c, options);
	if (err)
		return fail(error, error_bytes, "configure the BPF object", err);
	err = bpf_object__load(c->object);
	if (err)
		return fail(error, error_bytes, "load the BPF programs", err);
	c->counters_fd = bpf_object__find_map_fd_by_name(c->object, "counters");
	c->ring = ring_buffer__new(bpf_object__find_map_fd_by_name(c->object, "events"), collector__take, c, NULL);
	if (!c->ring)
		return fail(error, error_bytes, "map the ring buffer", errno);
	err = collector__attach(c, options->types);
	return err ? fail(error, error_bytes, "attach the BPF programs", err) : 0;
}

int collector__open(const struct collector_options *options, struct collector **out, char *error, size_t error_bytes)
{
	struct collector *c = calloc(1, sizeof(*c));
	int err;

	said[0] = 0;
	if (!c)
		return fail(error, error_bytes, "open the collector", ENOMEM);
	libbpf_set_print(said__print);
	err = collector__load(c, options, error, error_bytes);
	if (err) {
		collector__close(c);
		return err;
	}
	*out = c;
	return 0;
}

long collector__drain(struct collector *c, char *buffer, size_t bytes)
{
	int err;

	if (bytes < COLLECTOR_RECORD_BYTES)
		return -EINVAL;
	c->batch = buffer;
	c->batch_bytes = bytes;
	c->batch_used = 0;
	err = ring_buffer__consume(c->ring);
	if (err < 0 && err != -EXFULL)
		return err;
	return c->batch_used;
}

long collector__processes(struct collector *c, char **records)
{
	size_t room = 1 << 20, used = 0;
	char *buffer = malloc(room);
	int fd = bpf_iter_create(bpf_link__fd(c->links[LINK_PROCESSES]));
	long got;

	if (fd < 0 || !buffer) {
		got = fd < 0 ? fd : -ENOMEM;
		goto out;
	}
	while ((got = read(fd, buffer + used, room - used)) != 0) {
		if (got < 0 && errno != EINTR && errno != EAGAIN) {
			got = -errno;
			break;
		}
		used += got > 0 ? got : 0;
		if (room - used < COLLECTOR_RECORD_BYTES) {
			char *larger = realloc(buffer, room * 2);

			if (!larger) {
				got = -ENOMEM;
				break;
			}
			buffer = larger;
			room *= 2;
		}
	}
out:
	if (fd >= 0)
		close(fd);
	if (got < 0) {
		free(buffer);
		return got;
	}
	*records = buffer;
	return used;
}

int collector__count(struct collector *c, struct event_counter *counters)
{
	struct event_counter *each = calloc(c->cpus, sizeof(*each));
	int err = each ? 0 : -ENOMEM;

	for (__u32 type = 0; !err && type < EVENT_TYPES; type++) {
		struct event_counter *sum = &counters[type];

		memset(sum, 0, sizeof(*sum));
		if (bpf_map_lookup_elem(c->counters_fd, &type, each)) {
			err = -errno;
			break;
		}
		for (int cpu = 0; cpu < c->cpus; cpu++) {
			sum->seen += each[cpu].seen;
			sum->filtered += each[cpu].filtered;
			sum->sent += each[cpu].sent;
			sum->lost_ring += each[cpu].lost_ring;
			sum->lost_scratch += each[cpu].lost_scratch;
			sum->cut += each[cpu].cut;
		}
	}
	free(each);
	return err;
}

void collector__close(struct collector *c)
{
	if (!c)
		return;
	for (int i = 0; i < LINKS; i++)
		bpf_link__destroy(c->links[i]);
	ring_buffer__free(c->ring);
	bpf_object__close(c->object);
	free(c);
}
