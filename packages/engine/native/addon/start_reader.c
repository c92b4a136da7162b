/* SPDX-License-Identifier: Apache-2.0 */
/* Looks at a process that executes a runtime: what it was told to do, and the configuration of the container. */
#define _GNU_SOURCE
#include "starts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define POLL_NS 200000
#define POLLS 1000 /* 200 ms and more: an execution that takes longer is told of by others */

/* What is read of a process; of one reader. */
struct look {
	int pid;
	int folder; /* /proc/PID: of this very process, whoever has its number later */
	char exepath[STARTS_PATH_BYTES];
	char cwd[STARTS_PATH_BYTES];
	char args[STARTS_ARGS_BYTES + 1];
	ssize_t args_bytes;
};

static ssize_t read_all(int fd, char *buffer, size_t room)
{
	size_t used = 0;
	ssize_t got;

	while (used < room && (got = read(fd, buffer + used, room - used)) != 0) {
		if (got < 0 && errno != EINTR)
			return -1;
		used += got > 0 ? got : 0;
	}
	return used;
}

static ssize_t read_at(int folder, const char *name, char *buffer, size_t room)
{
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC);
	ssize_t bytes = fd < 0 ? -1 : read_all(fd, buffer, room);

	if (fd >= 0)
		close(fd);
	return bytes;
}

static void link_at(int folder, const char *name, char *target)
{
	ssize_t bytes = readlinkat(folder, name, target, STARTS_PATH_BYTES - 1);

	target[bytes > 0 ? bytes : 0] = 0;
}

static bool look__open(struct look *look, int pid)
{
	char path[32];

	snprintf(path, sizeof(path), "/proc/%d", pid);
	look->pid = pid;
	look->folder = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
	return look->folder >= 0;
}

static void look__read(struct look *look)
{
	link_at(look->folder, "exe", look->exepath);
	look->args_bytes = read_at(look->folder, "cmdline", look->args, STARTS_ARGS_BYTES);
	if (look->args_bytes < 0)
		look->args_bytes = 0;
	look->args[look->args_bytes] = 0;
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* As runtime-command.ts has it. */
static bool is_runtime_name(const char *name)
{
	return !strcmp(name, "runc") || !strcmp(name, "crun") || !strcmp(name, "youki");
}

static bool look__is_runtime(const struct look *look)
{
	return look->args_bytes && (is_runtime_name(base_name(look->exepath)) || is_runtime_name(base_name(look->args)));
}

static const char *look__next(const struct look *look, const char *arg)
{
	const char *next = arg ? arg + strlen(arg) + 1 : look->args;

	return next < look->args + look->args_bytes ? next : NULL;
}

static bool look__starts_container(const struct look *look)
{
	for (const char *arg = look__next(look, NULL); arg; arg = look__next(look, arg))
		if (!strcmp(arg, "create") || !strcmp(arg, "run") || !strcmp(arg, "restore"))
			return true;
	return false;
}

/* What --bundle or -b is given, in each of the forms that runtimes take; NULL: the working directory. */
static const char *look__bundle(const struct look *look)
{
	for (const char *arg = look__next(look, NULL); arg; arg = look__next(look, arg)) {
		const char *name = arg + strspn(arg, "-");
		size_t bytes = strcspn(name, "=");

		if (name == arg || !((bytes == 1 && *name == 'b') || (bytes == 6 && !strncmp(name, "bundle", 6))))
			continue;
		return name[bytes] ? name + bytes + 1 : look__next(look, arg);
	}
	return NULL;
}

/* The configuration, if it is a regular file and no longer than it may be: by its place first, since opening others acts. */
static char *look__config(const struct look *look, __s32 *bytes)
{
	const char *bundle = look__bundle(look);
	char path[STARTS_PATH_BYTES + 64], by_place[32], *content = NULL;
	struct stat status;
	int place, fd = -1;

	*bytes = -1;
	snprintf(path, sizeof(path), "%s/%.*s/config.json", bundle && *bundle == '/' ? "root" : "cwd", STARTS_PATH_BYTES,
		 bundle ? bundle : ".");
	place = openat(look->folder, path, O_PATH | O_CLOEXEC);
	if (place < 0)
		return NULL;
	snprintf(by_place, sizeof(by_place), "/proc/self/fd/%d", place);
	if (!fstat(place, &status) && S_ISREG(status.st_mode) && status.st_size <= STARTS_CONFIG_BYTES)
		fd = open(by_place, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	close(place);
	if (fd < 0)
		return NULL;
	content = malloc(STARTS_CONFIG_BYTES + 1);
	if (content)
		*bytes = read_all(fd, content, STARTS_CONFIG_BYTES + 1);
	close(fd);
	if (*bytes > STARTS_CONFIG_BYTES)
		*bytes = -1;
	return content;
}

static __u32 look__number(const struct look *look, const char *file, const char *format)
{
	char text[2048];
	ssize_t bytes = read_at(look->folder, file, text, sizeof(text) - 1);
	char *at;
	unsigned int number = 0;

	text[bytes > 0 ? bytes : 0] = 0;
	at = strstr(text, format);
	if (at)
		sscanf(at + strlen(format), "%u", &number);
	return number;
}

static void look__tell(struct look *look, struct starts *starts)
{
	struct start_record record = { .pid = look->pid };
	char mntns[STARTS_PATH_BYTES];
	char *config;

	if (!look__is_runtime(look) || !look__starts_container(look) || starts__knows(starts, look->pid))
		return;
	link_at(look->folder, "cwd", look->cwd);
	link_at(look->folder, "ns/mnt", mntns);
	sscanf(mntns, "mnt:[%u]", &record.mntns);
	record.uid = look__number(look, "status", "\nUid:");
	config = look__config(look, &record.config_bytes);
	record.exepath_bytes = strlen(look->exepath);
	record.args_bytes = look->args_bytes;
	record.cwd_bytes = strlen(look->cwd);
	starts__add(starts, &record, (const char *const[4]){ look->exepath, look->args, look->cwd, config });
	free(config);
}

/* The process that a runtime made is still its copy, with its arguments: what starts the container is the parent. */
static void look__tell_parent(struct look *look, struct starts *starts)
{
	struct look parent;

	if (!look__open(&parent, look__number(look, "status", "\nPPid:")))
		return;
	look__read(&parent);
	if (parent.args_bytes == look->args_bytes && !memcmp(parent.args, look->args, look->args_bytes))
		look__tell(&parent, starts);
	else
		look__tell(look, starts); /* it executes itself once more: crun does */
	close(parent.folder);
}

/* After the permission: until it is what it executes. */
static void look__follow(struct look *look, struct starts *starts)
{
	const struct timespec pause = { .tv_nsec = POLL_NS };

	for (int i = 0; i < POLLS && !look__is_runtime(look); i++) {
		nanosleep(&pause, NULL);
		look__read(look);
		if (!look->exepath[0])
			return;
	}
	look__tell(look, starts);
}

void start_reader__look(struct starts *starts, struct start_slot *slot)
{
	struct look look;

	if (!look__open(&look, slot->pid))
		return;
	look__read(&look);
	if (look__is_runtime(&look)) {
		look__tell_parent(&look, starts);
	} else {
		starts__allow(starts, slot);
		look__follow(&look, starts);
	}
	close(look.folder);
}
