/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "starts.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/fanotify.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/*
 * libuv's, which Node exports: the C library's own moved from one file to another in 2.34, and a program that was linked with
 * the newer one does not load with the older. A uv_thread_t is a pthread_t.
 */
int uv_thread_create(pthread_t *thread, void (*run)(void *), void *argument);
int uv_thread_join(pthread_t *thread);

#define STACK_BYTES (64 * 1024)
#define RECENT 64 /* calls of runtimes that were told of last */

struct record {
	struct record *next;
	size_t bytes;
	char content[];
};

struct starts {
	int group; /* of fanotify */
	int allowed; /* eventfd: a reader allowed something, or it is over */
	int queued;  /* eventfd, counted: a slot for a reader */
	_Atomic bool is_over;
	_Atomic int users; /* whoever comes last frees: a reader may be stuck for good */
	int owner;         /* our process */
	_Atomic int answerer;
	char *stack;       /* the answerer's */
	pthread_t keeper;
	struct start_counts counts;
	struct start_slot slots[STARTS_SLOTS];
	/* Readers and JavaScript only: the answerer never waits for a lock. */
	pthread_mutex_t lock;
	struct record *first, **last;
	size_t queued_bytes;
	int recent[RECENT];
	unsigned int recent_at;
};

static __u64 now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000ULL + now.tv_nsec;
}

static void wake(int eventfd, __u64 count)
{
	while (write(eventfd, &count, sizeof(count)) < 0 && errno == EINTR)
		;
}

static void starts__release(struct starts *s)
{
	struct record *next;

	if (atomic_fetch_sub(&s->users, 1) != 1)
		return;
	for (struct record *record = s->first; record; record = next) {
		next = record->next;
		free(record);
	}
	close(s->allowed);
	close(s->queued);
	munmap(s->stack, STACK_BYTES);
	free(s);
}

/* The answerer. */

static void answer(struct starts *s, int fd)
{
	struct fanotify_response response = { .fd = fd, .response = FAN_ALLOW };

	while (write(s->group, &response, sizeof(response)) < 0 && errno == EINTR)
		;
	close(fd);
}

static void hold(struct starts *s, int fd, int pid)
{
	atomic_fetch_add(&s->counts.permissions, 1);
	for (int i = 0; i < STARTS_SLOTS; i++) {
		struct start_slot *slot = &s->slots[i];

		if (slot->is_held || atomic_load(&slot->claim) != START_FREE)
			continue;
		slot->fd = fd;
		slot->pid = pid;
		slot->until_ns = now_ns() + STARTS_HOLD_MS * 1000000ULL;
		slot->is_held = true;
		atomic_store(&slot->may_go, false);
		atomic_store(&slot->claim, START_QUEUED);
		wake(s->queued, 1);
		return;
	}
	atomic_fetch_add(&s->counts.lost, 1);
	answer(s, fd);
}

static void take_events(struct starts *s)
{
	char buffer[4096] __attribute__((aligned(__alignof__(struct fanotify_event_metadata))));
	ssize_t bytes = read(s->group, buffer, sizeof(buffer));
	const struct fanotify_event_metadata *event = (void *)buffer;

	for (; bytes > 0 && FAN_EVENT_OK(event, bytes); event = FAN_EVENT_NEXT(event, bytes)) {
		if (event->fd >= 0 && event->mask & FAN_OPEN_EXEC_PERM)
			hold(s, event->fd, event->pid);
		else if (event->fd >= 0)
			close(event->fd);
	}
}

/* Answers what may go, and what has waited long enough. Gives the time until the next is due, milliseconds; -1: never. */
static int answer_due(struct starts *s)
{
	__u64 now = now_ns(), next = ~0ULL;

	for (int i = 0; i < STARTS_SLOTS; i++) {
		struct start_slot *slot = &s->slots[i];

		if (!slot->is_held)
			continue;
		if (!atomic_load(&slot->may_go) && slot->until_ns > now) {
			next = slot->until_ns < next ? slot->until_ns : next;
			continue;
		}
		if (!atomic_load(&slot->may_go))
			atomic_fetch_add(&s->counts.late, 1);
		answer(s, slot->fd);
		slot->is_held = false;
	}
	return next == ~0ULL ? -1 : (int)((next - now) / 1000000) + 1;
}

static int answerer__run(void *argument)
{
	struct starts *s = argument;
	struct pollfd descriptors[] = { { s->group, POLLIN, 0 }, { s->allowed, POLLIN, 0 } };
	__u64 ignored;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != s->owner)
		return 0;
	prctl(PR_SET_NAME, "rulelib-starts");
	setsid(); /* what stops the terminal's processes does not stop this one */
	while (!atomic_load(&s->is_over)) {
		poll(descriptors, 2, answer_due(s));
		if (descriptors[1].revents && read(s->allowed, &ignored, sizeof(ignored)) < 0)
			ignored = 0;
		if (descriptors[0].revents)
			take_events(s);
	}
	return 0;
}

/* Starts the answerer, and another when somebody killed it: what it held is in memory. Its parent, so that it dies with us. */
static void keeper__run(void *argument)
{
	const struct timespec pause = { .tv_nsec = 1000000 };
	struct starts *s = argument;
	sigset_t all;
	int child, status;

	/* The answerer has this thread's signal mask, and its errno, too: until it ends, this thread does nothing. */
	sigfillset(&all);
	syscall(SYS_rt_sigprocmask, SIG_SETMASK, &all, NULL, _NSIG / 8);
	while (!atomic_load(&s->is_over)) {
		child = clone(answerer__run, s->stack + STACK_BYTES, CLONE_VM | CLONE_FILES | CLONE_FS, s);
		atomic_store(&s->answerer, child);
		while (child > 0 && (waitpid(child, &status, __WALL | WUNTRACED) == child ? WIFSTOPPED(status) : errno == EINTR))
			kill(child, SIGCONT);
		atomic_store(&s->answerer, 0);
		nanosleep(&pause, NULL);
	}
}

/* The readers. */

struct start_slot *starts__next(struct starts *s)
{
	__u64 one;

	while (!atomic_load(&s->is_over)) {
		if (read(s->queued, &one, sizeof(one)) < 0 && errno != EINTR)
			return NULL;
		for (int i = 0; i < STARTS_SLOTS; i++) {
			int expected = START_QUEUED;

			if (atomic_compare_exchange_strong(&s->slots[i].claim, &expected, START_TAKEN))
				return &s->slots[i];
		}
	}
	return NULL;
}

void starts__allow(struct starts *s, struct start_slot *slot)
{
	if (!atomic_exchange(&slot->may_go, true))
		wake(s->allowed, 1);
}

bool starts__knows(struct starts *s, int pid)
{
	bool is_known = false;

	pthread_mutex_lock(&s->lock);
	for (int i = 0; i < RECENT; i++)
		is_known = is_known || s->recent[i] == pid;
	pthread_mutex_unlock(&s->lock);
	return is_known;
}

void starts__add(struct starts *s, const struct start_record *head, const char *const texts[4])
{
	const size_t sizes[4] = { head->exepath_bytes, head->args_bytes, head->cwd_bytes,
				  head->config_bytes > 0 ? head->config_bytes : 0 };
	size_t bytes = sizeof(*head) + sizes[0] + sizes[1] + sizes[2] + sizes[3], at = sizeof(*head);
	struct record *record = malloc(sizeof(*record) + bytes);

	if (record) {
		record->next = NULL;
		record->bytes = bytes;
		memcpy(record->content, head, sizeof(*head));
		for (int i = 0; i < 4; at += sizes[i], i++)
			memcpy(record->content + at, texts[i], sizes[i]);
	}
	pthread_mutex_lock(&s->lock);
	if (record && s->queued_bytes + bytes <= STARTS_QUEUE_BYTES) {
		*s->last = record;
		s->last = &record->next;
		s->queued_bytes += bytes;
		s->recent[s->recent_at++ % RECENT] = head->pid;
		record = NULL;
	} else {
		atomic_fetch_add(&s->counts.lost, 1);
	}
	pthread_mutex_unlock(&s->lock);
	free(record);
}

static void reader__run(void *argument)
{
	struct starts *s = argument;
	struct start_slot *slot;

	while ((slot = starts__next(s))) {
		start_reader__look(s, slot);
		starts__allow(s, slot);
		atomic_store(&slot->claim, START_FREE);
	}
	starts__release(s);
}

/* Whoever opened it. */

static int starts__run(struct starts *s)
{
	pthread_t reader;

	if (uv_thread_create(&s->keeper, keeper__run, s))
		return -EAGAIN;
	/* They are not waited for at the end, so they stay unjoined: one may be stuck. */
	for (int i = 0; i < STARTS_READERS; i++) {
		atomic_fetch_add(&s->users, 1);
		if (!uv_thread_create(&reader, reader__run, s))
			continue;
		atomic_fetch_sub(&s->users, 1);
		return 0;
	}
	return 0;
}

int starts__open(struct starts **out)
{
	struct starts *s = calloc(1, sizeof(*s));
	int err;

	if (!s)
		return -ENOMEM;
	s->last = &s->first;
	s->users = 1;
	s->owner = getpid();
	pthread_mutex_init(&s->lock, NULL);
	s->allowed = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	s->queued = eventfd(0, EFD_CLOEXEC | EFD_SEMAPHORE);
	s->stack = mmap(NULL, STACK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
	s->group = fanotify_init(FAN_CLASS_CONTENT | FAN_CLOEXEC | FAN_NONBLOCK, O_RDONLY | O_CLOEXEC | O_LARGEFILE);
	err = s->group < 0 || s->allowed < 0 || s->queued < 0 || s->stack == MAP_FAILED ? -errno : starts__run(s);
	if (err) {
		if (s->group >= 0)
			close(s->group);
		starts__release(s);
		return err;
	}
	*out = s;
	return 0;
}

int starts__watch(struct starts *s, const char *path)
{
	return fanotify_mark(s->group, FAN_MARK_ADD, FAN_OPEN_EXEC_PERM, AT_FDCWD, path) ? -errno : 0;
}

char *starts__take(struct starts *s, size_t *bytes)
{
	struct record *record, *next;
	char *all = NULL;
	size_t at = 0;

	pthread_mutex_lock(&s->lock);
	record = s->first;
	*bytes = s->queued_bytes;
	s->first = NULL;
	s->last = &s->first;
	s->queued_bytes = 0;
	pthread_mutex_unlock(&s->lock);
	if (record)
		all = malloc(*bytes);
	for (; record; record = next) {
		next = record->next;
		if (all)
			memcpy(all + at, record->content, record->bytes);
		at += record->bytes;
		free(record);
	}
	return all;
}

const struct start_counts *starts__counts(const struct starts *s)
{
	return &s->counts;
}

void starts__close(struct starts *s)
{
	if (!s)
		return;
	atomic_store(&s->is_over, true);
	wake(s->queued, STARTS_READERS);
	wake(s->allowed, 1);
	uv_thread_join(&s->keeper);
	for (int i = 0; i < STARTS_SLOTS; i++)
		if (s->slots[i].is_held)
			answer(s, s->slots[i].fd);
	close(s->group);
	starts__release(s);
}
