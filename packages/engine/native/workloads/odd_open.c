/* SPDX-License-Identifier: Apache-2.0 */
/* Opens what is hard to name: deleted and nameless files, deep folders, high descriptors, file handles. */
#include "act.h"
#include "opened.h"
#include "place.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static void do_deleted(long i)
{
	char *path = place__absolute(place__format("deleted-%ld", i));
	int fd;

	place__file(path);
	fd = act__must(open(path, O_RDONLY | O_CLOEXEC), "open");
	act__must(unlink(path), "delete the file");
	opened__at(AT_FDCWD, place__format("/proc/self/fd/%d", fd), O_RDONLY, path);
	close(fd);
}

static void do_memfd(long i)
{
	char *name = place__format("rulelib-%ld", i);
	int fd = act__must(memfd_create(name, MFD_CLOEXEC), "make a memfd");

	opened__at(AT_FDCWD, place__format("/proc/self/fd/%d", fd), O_RDWR, place__format("memfd:%s", name));
	close(fd);
}

static void do_tmpfile(long i)
{
	struct stat made;
	long fd = syscall(SYS_openat, AT_FDCWD, ".", O_TMPFILE | O_RDWR, 0600);

	(void)i;
	if (fd < 0 && errno == EOPNOTSUPP) {
		act__skip("no O_TMPFILE on this file system");
		return;
	}
	act__must(fd, "make a temporary file");
	act__must(fstat(fd, &made), "look at the temporary file");
	/* The kernel names it by its inode number (d_mark_tmpfile). */
	opened__say(fd, place__absolute(place__format("#%llu", (unsigned long long)made.st_ino)), O_TMPFILE | O_RDWR);
}

static void *in_thread(void *path)
{
	opened__at(AT_FDCWD, path, O_RDONLY, path);
	return NULL;
}

static void do_thread(long i)
{
	char *path = place__absolute(place__format("thread-%ld", i));
	pthread_t thread;

	place__file(path);
	if (pthread_create(&thread, NULL, in_thread, path) || pthread_join(thread, NULL))
		act__die("run a thread");
}

/* A descriptor beyond the first 64 lives in a table that the kernel has moved. */
static void do_high_fd(long i)
{
	enum { FILLED = 1500 };
	char *path = place__absolute(place__format("high-fd-%ld", i));
	struct rlimit limit = { 2 * FILLED, 2 * FILLED };

	place__file(path);
	act__must(setrlimit(RLIMIT_NOFILE, &limit), "raise the limit of open files");
	while (act__must(dup(1), "copy a descriptor") < FILLED)
		;
	opened__at(AT_FDCWD, path, O_RDONLY, path);
	act__must(close_range(3, FILLED, 0), "close the copies");
}

/* `path` is too long for a system call where it has more than 4095 bytes: the folder's descriptor still leads there. */
static void open_deepest(int folder, const char *last, const char *path)
{
	if (strlen(path) < 4096)
		opened__at(AT_FDCWD, path, O_RDWR | O_CREAT, path);
	else
		opened__at(folder, last, O_RDWR | O_CREAT, path);
	act__must(unlinkat(folder, last, 0), "remove the file");
}

static void do_longest(long i)
{
	place__deep(4095, place__format("longest-%ld", i), open_deepest);
}

static void do_longer(long i)
{
	place__deep(4096, place__format("longer-%ld", i), open_deepest);
	place__deep(6000, place__format("longer-%ld", i), open_deepest);
}

static int open_folder(int folder, const char *name)
{
	int next = act__must(openat(folder, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC), "open a folder");

	close(folder);
	return next;
}

/* Longer than collectors have buffers: not whole, but said so. */
static void do_too_long(long i)
{
	place__deep(9000, place__format("too-long-%ld", i), open_deepest);
}

/* Of 4095 bytes in the shortest components: the dearest path to walk. */
static void do_steps(long i)
{
	size_t base = strlen(place__folder()), steps = (4095 - base) / 2 - 1;
	int folder = open_folder(dup(1), place__folder());
	char *path = place__format("%s%*s", place__folder(), (int)(2 * steps), "");

	for (size_t step = 0; step < steps; step++) {
		memcpy(path + base + 2 * step, "/s", 2);
		act__must(mkdirat(folder, "s", 0755), "make a folder");
		folder = open_folder(folder, "s");
	}
	path = place__format("%s/%0*ld", path, (int)(4095 - strlen(path) - 1), i % 10);
	opened__at(AT_FDCWD, path, O_RDWR | O_CREAT, path);
	act__must(unlink(path), "remove the file");
	for (; steps; steps--) {
		folder = open_folder(folder, "..");
		act__must(unlinkat(folder, "s", AT_REMOVEDIR), "remove a folder");
	}
	close(folder);
}

static void do_handle(long i)
{
	char *path = place__absolute(place__format("handle-%ld", i));
	struct file_handle *handle = calloc(1, sizeof(*handle) + MAX_HANDLE_SZ);
	int mount_id, mount = act__must(open(".", O_RDONLY | O_DIRECTORY), "open the folder");

	place__file(path);
	handle->handle_bytes = MAX_HANDLE_SZ;
	if (name_to_handle_at(AT_FDCWD, path, handle, &mount_id, 0)) {
		act__skip("no file handles on this file system");
		return;
	}
	opened__say(act__must(open_by_handle_at(mount, handle, O_RDONLY), "open by handle"), path, O_RDONLY);
	close(mount);
}

static const struct act acts[] = {
	{ "deleted", do_deleted, false },
	{ "memfd", do_memfd, false },
	{ "tmpfile", do_tmpfile, false },
	{ "thread", do_thread, false },
	{ "high-fd", do_high_fd, false },
	{ "longest", do_longest, false },
	{ "longer", do_longer, false },
	{ "too-long", do_too_long, true },
	{ "steps", do_steps, false },
	{ "handle", do_handle, false },
	{ 0 },
};

int main(int argc, char **argv)
{
	return act__main(argc, argv, acts);
}
