/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "collector.h"

#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "filter.h"
#include "hooks.h"
#include "ring.h"
#include "shared.h"
#include "syscalls.h"

/* The process tree lives on these, whatever is wanted. */
#define PROCESS_TYPES (1u << EVENT_EXEC | 1u << EVENT_FORK | 1u << EVENT_EXIT | 1u << EVENT_PROCFS)
/* Of these only the first of a kind is an event. */
#define ONCE_TYPES (1u << EVENT_SYSCALL | 1u << EVENT_CAPABILITIES | 1u << EVENT_IOURING)
#define REPORTED 65536 /* entries of 96 bytes, about */
#define ROUNDINGS 4096 /* processes */
#define OWNERS 32768   /* sockets; entries of 256 bytes, about */
#define LISTENERS 8192 /* ports in network namespaces */
#define UDP_PEERS 16384
#define STREAMS 8192
#define CALL_SETS 256  /* as in first_call.bpf.h */
/* A reader that looks again by itself is woken when this part of the ring is taken: the rest is for what comes meanwhile. */
#define BELL_SHARE 8

struct collector {
	struct bpf_object *object;
	struct bpf_link *links[HOOKS];
	bool refused[HOOKS]; /* by the verifier, or by the kernel's policy */
	struct collector_hook hooks[EVENT_TYPES];
	struct ring ring;
	struct reader *reader; /* shared with the programs */
	struct filter filter;
	struct ring_buffer *bell;
	int counters_fd;
	int cgroup_fd;
	int cpus;
	__u32 types;
};

/* What libbpf said last. It has one print function a process; the text belongs to the thread that is in open. */
static _Thread_local char said[2048];
/* The program of which it was said that it does not load. */
static _Thread_local char failed_program[64];

static int said__print(enum libbpf_print_level level, const char *format, va_list arguments)
{
	char *text;
	int bytes;

	if (level != LIBBPF_WARN)
		return 0;
	bytes = vasprintf(&text, format, arguments);
	if (bytes < 0)
		return 0;
	if (strstr(text, "failed to load") || strstr(text, "load failed"))
		sscanf(text, "libbpf: prog '%63[^']", failed_program);
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

static int collector__size(struct collector *c, const char *map_name, __u32 entries)
{
	return bpf_map__set_max_entries(bpf_object__find_map_by_name(c->object, map_name), entries);
}

static int collector__configure(struct collector *c, const struct collector_options *options)
{
	struct settings *settings = collector__global(c, ".rodata.settings", sizeof(*settings));
	struct syscall_handlers *table = collector__global(c, ".data.syscalls", sizeof(*table));
	struct reserving_calls *reserving = collector__global(c, ".data.reserving", sizeof(*reserving));
	int err;

	if (!settings || !table || !reserving)
		return -EINVAL;
	settings->own_tgid = getpid();
	settings->cpus = c->cpus;
	settings->send_failed = options->send_failed;
	settings->types = options->types;
	syscalls__fill(table, options->types);
	syscalls__fill_reserving(reserving);
	err = collector__size(c, "events", options->ring_bytes);
	err = err ?: collector__size(c, "bell", sysconf(_SC_PAGESIZE));
	err = err ?: collector__size(c, "scratch", c->cpus + 1);
	err = err ?: collector__size(c, "roundings", options->types & 1u << EVENT_RANDOMX ? ROUNDINGS : 1);
	err = err ?: collector__size(c, "owners", options->types & FLOW_TYPES ? OWNERS : 1);
	err = err ?: collector__size(c, "listeners", options->types & FLOW_TYPES ? LISTENERS : 1);
	err = err ?: collector__size(c, "udp_peers", options->types & 1u << EVENT_NETWORK ? UDP_PEERS : 1);
	err = err ?: collector__size(c, "streams", options->types & (1u << EVENT_HTTP | 1u << EVENT_SSH) ? STREAMS : 1);
	err = err ?: collector__size(c, "reported", options->types & ONCE_TYPES ? REPORTED : 1);
	return err ?: collector__size(c, "call_sets", options->types & 1u << EVENT_SYSCALL ? CALL_SETS : 1);
}

/* The program that ends the events of a hook, for which FINISH_PROGRAM made a map of its name; NULL: it has none. */
static struct bpf_program *collector__finisher(struct collector *c, int hook)
{
	char name[64];

	snprintf(name, sizeof(name), "finish_%s", hooks[hook].finisher ?: hooks[hook].program);
	return bpf_object__find_program_by_name(c->object, name);
}

static int collector__link_finisher(struct collector *c, int hook)
{
	struct bpf_program *finisher = collector__finisher(c, hook);
	const __u32 slot = 0;
	char name[64];
	int fd;

	if (!finisher)
		return 0;
	snprintf(name, sizeof(name), "finish_%s_map", hooks[hook].finisher ?: hooks[hook].program);
	fd = bpf_program__fd(finisher);
	return bpf_map_update_elem(bpf_object__find_map_fd_by_name(c->object, name), &slot, &fd, 0) ? -errno : 0;
}

static bool collector__wants(const struct collector *c, int hook)
{
	return (hooks[hook].types | hooks[hook].helps) & (c->types | PROCESS_TYPES);
}

static void collector__describe(struct collector *c, int hook, bool attached, const char *detail)
{
	for (int type = 0; type < EVENT_TYPES; type++) {
		struct collector_hook *to = &c->hooks[type];
		bool is_second = to->attached && attached;

		if (!(hooks[hook].types & 1u << type) || (to->attached && !attached))
			continue;
		snprintf(to->detail + (is_second ? strlen(to->detail) : 0),
			 sizeof(to->detail) - (is_second ? strlen(to->detail) : 0), "%s%s", is_second ? ", " : "", detail);
		to->attached = attached;
	}
}

/* Only what is wanted and there is loaded: a program for a hook that the kernel lacks would fail the whole object. */
static void collector__choose(struct collector *c)
{
	struct settings *settings = collector__global(c, ".rodata.settings", sizeof(*settings));
	struct btf *kernel = btf__load_vmlinux_btf();
	bool taken[HOOKS] = {};

	if (kernel)
		settings->iouring_submit = hook__iouring_submit(kernel);
	for (int i = 0; i < HOOKS; i++) {
		struct bpf_program *program = bpf_object__find_program_by_name(c->object, hooks[i].program);
		bool exists = kernel && hook__exists(&hooks[i], kernel) && (c->cgroup_fd >= 0 || !hooks[i].is_on_cgroup);

		if (collector__wants(c, i) && !exists)
			collector__describe(c, i, false,
					    hooks[i].is_on_cgroup ? "no cgroup2 is mounted" :
								    "this kernel has no hook for it");
		if (c->refused[i])
			collector__describe(c, i, false, "this kernel refuses the program");
		taken[i] = collector__wants(c, i) && exists && !c->refused[i] &&
			   (!hooks[i].instead_of || !taken[hooks[i].instead_of]);
		bpf_program__set_autoload(program, taken[i]);
		if (collector__finisher(c, i))
			bpf_program__set_autoload(collector__finisher(c, i), false);
	}
	/* Two hooks may have the same one. */
	for (int i = 0; i < HOOKS; i++)
		if (taken[i] && collector__finisher(c, i))
			bpf_program__set_autoload(collector__finisher(c, i), true);
	btf__free(kernel);
}

/* Whether the load failed by a program that is not needed: without it, the next try may do. */
static bool collector__drop_failed(struct collector *c)
{
	const char *name = strncmp(failed_program, "finish_", 7) ? failed_program : failed_program + 7;

	for (int i = 0; i < HOOKS; i++) {
		if (strcmp(hooks[i].program, name) || hooks[i].is_required || c->refused[i])
			continue;
		c->refused[i] = true;
		return true;
	}
	return false;
}

static int collector__attach(struct collector *c)
{
	int err;

	for (int i = 0; i < HOOKS; i++) {
		struct bpf_program *program = bpf_object__find_program_by_name(c->object, hooks[i].program);

		if (!bpf_program__autoload(program))
			continue;
		err = collector__link_finisher(c, i);
		if (err)
			return err;
		c->links[i] = hooks[i].is_on_cgroup ? bpf_program__attach_cgroup(program, c->cgroup_fd) :
						      bpf_program__attach(program);
		if (c->links[i])
			collector__describe(c, i, true, hooks[i].name);
		else if (hooks[i].is_required)
			return -errno;
		else
			collector__describe(c, i, false, "this kernel refuses to attach the program");
	}
	return 0;
}

/* Room in the ring is reserved in few sizes: what counts is what the record says of itself. */
static size_t collector__record_bytes(const struct collector *c, const struct ring_record *record)
{
	__u32 size;

	if (record->bytes < sizeof(struct event))
		return record->bytes;
	ring__copy(&c->ring, record, offsetof(struct event, size), &size, sizeof(size));
	return size < record->bytes ? size : record->bytes;
}

/* That it was rung is all there is to know. */
static int collector__hear(void *context, void *data, size_t bytes)
{
	(void)context;
	(void)data;
	(void)bytes;
	return 0;
}

/* The kernel gives up when a signal comes while it verifies, and a profiler sends a thousand of them a second. */
static int collector__load_undisturbed(struct collector *c)
{
	sigset_t all, before;
	int err;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	err = bpf_object__load(c->object);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return err;
}

static void collector__wake_at(struct collector *c, __u32 bytes)
{
	__atomic_store_n(&c->reader->woken_at, bytes, __ATOMIC_SEQ_CST);
}

/* Opens, configures and loads the object, as often as it takes to find out what this kernel refuses. */
static int collector__load(struct collector *c, const struct collector_options *options, char *error, size_t error_bytes)
{
	int err;

	do {
		bpf_object__close(c->object);
		said[0] = failed_program[0] = 0;
		c->object = bpf_object__open_file(options->object_path, NULL);
		if (!c->object)
			return fail(error, error_bytes, "open the BPF object", errno);
		err = collector__configure(c, options);
		if (err)
			return fail(error, error_bytes, "configure the BPF object", err);
		collector__choose(c);
		err = collector__load_undisturbed(c);
	} while (err && collector__drop_failed(c));
	return err ? fail(error, error_bytes, "load the BPF programs", err) : 0;
}

/* Lets the iterator note who owns the sockets that are there. Without it, their first packets are nobody's. */
static void collector__read_sockets(struct collector *c)
{
	int fd = c->links[HOOK_SOCKETS] ? bpf_iter_create(bpf_link__fd(c->links[HOOK_SOCKETS])) : -1;
	char nothing[64];

	if (fd < 0)
		return;
	while (read(fd, nothing, sizeof(nothing)) > 0 || errno == EINTR || errno == EAGAIN)
		errno = 0;
	close(fd);
}

static int collector__start(struct collector *c, const struct collector_options *options, char *error, size_t error_bytes)
{
	int err;

	c->cpus = libbpf_num_possible_cpus();
	c->types = options->types;
	c->cgroup_fd = options->cgroup_path[0] ? open(options->cgroup_path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	err = collector__load(c, options, error, error_bytes);
	if (err)
		return err;
	err = filter__open(&c->filter, c->object);
	if (err)
		return fail(error, error_bytes, "map the filter", err);
	c->counters_fd = bpf_object__find_map_fd_by_name(c->object, "counters");
	err = ring__map(&c->ring, bpf_object__find_map_fd_by_name(c->object, "events"), options->ring_bytes);
	if (err)
		return fail(error, error_bytes, "map the ring buffer", err);
	c->reader = shared__map(c->object, ".data.reader", sizeof(*c->reader));
	if (!c->reader)
		return fail(error, error_bytes, "map what the programs share", errno);
	collector__wake_at(c, options->ring_bytes / BELL_SHARE);
	c->bell = ring_buffer__new(bpf_object__find_map_fd_by_name(c->object, "bell"), collector__hear, c, NULL);
	if (!c->bell)
		return fail(error, error_bytes, "map the ring buffer", errno);
	err = collector__attach(c);
	if (err)
		return fail(error, error_bytes, "attach the BPF programs", err);
	collector__read_sockets(c);
	return 0;
}

int collector__open(const struct collector_options *options, struct collector **out, char *error, size_t error_bytes)
{
	struct collector *c = calloc(1, sizeof(*c));
	int err;

	said[0] = 0;
	if (!c)
		return fail(error, error_bytes, "open the collector", ENOMEM);
	c->cgroup_fd = -1;
	libbpf_set_print(said__print);
	err = collector__start(c, options, error, error_bytes);
	if (err) {
		collector__close(c);
		return err;
	}
	*out = c;
	return 0;
}

long collector__drain(struct collector *c, char *buffer, size_t bytes)
{
	struct ring_record record;
	size_t used = 0;

	if (bytes < COLLECTOR_RECORD_BYTES)
		return -EINVAL;
	collector__wake_at(c, c->ring.bytes / BELL_SHARE);
	while (bytes - used >= COLLECTOR_RECORD_BYTES && ring__peek(&c->ring, &record)) {
		size_t taken = collector__record_bytes(c, &record);

		/* Cannot be. A record lost here would be lost silently. */
		if (taken > COLLECTOR_RECORD_BYTES)
			abort();
		ring__copy(&c->ring, &record, 0, buffer + used, taken);
		ring__release(&c->ring, &record);
		used += (taken + 7) & ~7UL;
	}
	return used;
}

/* What was sent before it is seen here, what is sent after it rings: both sides have a barrier between the two. */
bool collector__rest(struct collector *c)
{
	struct ring_record record;

	collector__wake_at(c, 1);
	return !ring__peek(&c->ring, &record);
}

int collector__bell_fd(const struct collector *c)
{
	return ring_buffer__epoll_fd(c->bell);
}

void collector__hush(struct collector *c)
{
	ring_buffer__consume(c->bell);
}

long collector__processes(struct collector *c, char **records)
{
	size_t room = 1 << 20, used = 0;
	char *buffer = malloc(room);
	int fd = bpf_iter_create(bpf_link__fd(c->links[HOOK_PROCESSES]));
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

struct filter *collector__filter(struct collector *c)
{
	return &c->filter;
}

const struct collector_hook *collector__hooks(const struct collector *c)
{
	return c->hooks;
}

void collector__close(struct collector *c)
{
	if (!c)
		return;
	for (int i = 0; i < HOOKS; i++)
		bpf_link__destroy(c->links[i]);
	ring__unmap(&c->ring);
	shared__unmap(c->reader, sizeof(*c->reader));
	filter__close(&c->filter);
	ring_buffer__free(c->bell);
	if (c->cgroup_fd >= 0)
		close(c->cgroup_fd);
	bpf_object__close(c->object);
	free(c);
}
