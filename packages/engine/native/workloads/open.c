/* SPDX-License-Identifier: Apache-2.0 */
/* Opens files by every system call and by every kind of name that leads to one. */
#include "act.h"
#include "opened.h"
#include "place.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static void do_open(long i)
{
#ifdef SYS_open
	char *path = place__absolute(place__format("open-%ld", i));

	place__file(path);
	opened__say(act__must(syscall(SYS_open, path, O_RDONLY, 0), "open"), path, O_RDONLY);
#else
	(void)i;
	act__skip("no open(2) on this architecture");
#endif
}

static void do_creat(long i)
{
#ifdef SYS_creat
	char *path = place__absolute(place__format("creat-%ld", i));

	opened__say(act__must(syscall(SYS_creat, path, 0644), "create"), path, O_CREAT | O_WRONLY | O_TRUNC);
#else
	(void)i;
	act__skip("no creat(2) on this architecture");
#endif
}

static void do_openat(long i)
{
	char *path = place__absolute(place__format("openat-%ld", i));

	place__file(path);
	opened__at(AT_FDCWD, path, O_RDONLY, path);
}

static void do_openat2(long i)
{
	char *path = place__absolute(place__format("openat2-%ld", i));
	struct open_how how = { .flags = O_RDWR | O_CREAT | O_CLOEXEC, .mode = 0600, .resolve = RESOLVE_NO_MAGICLINKS };

	opened__say(act__must(syscall(SYS_openat2, AT_FDCWD, path, &how, sizeof(how)), "open"), path, how.flags);
}

static void do_flags(long i)
{
	char *path = place__absolute(place__format("flags-%ld", i));
	int flags = O_RDWR | O_CREAT | O_EXCL | O_TRUNC | O_APPEND | O_NOCTTY | O_NONBLOCK | O_SYNC | O_NOFOLLOW |
		    O_NOATIME | O_CLOEXEC;

	opened__at(AT_FDCWD, path, flags, path);
	opened__at(AT_FDCWD, path, O_PATH | O_CLOEXEC, path);
	opened__at(AT_FDCWD, ".", O_RDONLY | O_DIRECTORY, place__folder());
}

static void do_relative(long i)
{
	const char *folder = strrchr(place__folder(), '/') + 1;
	char *name = place__format(".//../%s/./relative-%ld", folder, i);
	char *path = place__absolute(place__format("relative-%ld", i));

	place__file(path);
	opened__at(AT_FDCWD, name, O_RDONLY, path);
}

static int folder_named(const char *name)
{
	if (mkdir(name, 0755) && errno != EEXIST)
		act__die("make a folder");
	return act__must(open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC), "open a folder");
}

static void do_dirfd(long i)
{
	int folder = folder_named("dirfd");
	char *name = place__format("file-%ld", i);
	char *path = place__absolute(place__format("dirfd/%s", name));

	place__file(path);
	opened__at(folder, name, O_RDONLY, path);
	close(folder);
}

static void do_symlink(long i)
{
	char *path = place__absolute(place__format("target-folder/file-%ld", i));

	close(folder_named("target-folder"));
	place__file(path);
	if ((symlink("target-folder", "folder-link") || symlink("folder-link/file-0", "file-link")) && errno != EEXIST)
		act__die("make a symbolic link");
	opened__at(AT_FDCWD, place__format("folder-link/file-%ld", i), O_RDONLY, path);
	opened__at(AT_FDCWD, "file-link", O_RDONLY, place__absolute("target-folder/file-0"));
}

static void do_proc_fd(long i)
{
	char *path = place__absolute(place__format("proc-fd-%ld", i));
	int fd;

	place__file(path);
	fd = act__must(open(path, O_PATH | O_CLOEXEC), "open");
	opened__at(AT_FDCWD, place__format("/proc/self/fd/%d", fd), O_RDONLY, path);
	close(fd);
}

static void do_bytes(long i)
{
	char *path = place__absolute(place__format("a\xff\xc3(\xe2\x82 \"q\" \\ \n\t\x01 \xf0\x9f\x90\xa7 %ld", i));

	place__file(path);
	opened__at(AT_FDCWD, path, O_RDONLY, path);
}

/* A failed call leaves nothing but the name it gave, made absolute. */
static void do_missing(long i)
{
	char *name = place__format("missing-%ld", i);

	opened__fails(AT_FDCWD, place__absolute(name), O_RDONLY, place__absolute(name));
	opened__fails(AT_FDCWD, name, O_RDWR | O_CLOEXEC, place__absolute(name));
}

static void do_failing(long i)
{
	struct open_how how = { .flags = O_RDONLY, .resolve = ~0ULL };
	char *plain = place__absolute("plain");
	int folder = folder_named("failing");

	(void)i;
	place__file(plain);
	opened__fails(AT_FDCWD, place__absolute("plain/below"), O_RDONLY, place__absolute("plain/below")); /* ENOTDIR */
	opened__fails(AT_FDCWD, place__folder(), O_WRONLY, place__folder());				   /* EISDIR */
	opened__fails(AT_FDCWD, plain, O_WRONLY | O_CREAT | O_EXCL, plain);				   /* EEXIST */
	opened__fails(folder, "below", O_RDONLY, place__absolute("failing/below"));			   /* ENOENT */
	opened__say(syscall(SYS_openat2, AT_FDCWD, plain, &how, sizeof(how)), plain, O_RDONLY);		   /* EINVAL */
	/* Nothing says where this one starts: the name stays as it was given. */
	opened__fails(999, "no-folder", O_RDONLY, "no-folder");						   /* EBADF */
	opened__say(syscall(SYS_openat, AT_FDCWD, NULL, O_RDONLY), "", O_RDONLY);			   /* EFAULT */
	close(folder);
}

static const struct act acts[] = {
	{ "open", do_open, false },
	{ "creat", do_creat, false },
	{ "openat", do_openat, false },
	{ "openat2", do_openat2, false },
	{ "flags", do_flags, false },
	{ "relative", do_relative, false },
	{ "dirfd", do_dirfd, false },
	{ "symlink", do_symlink, false },
	{ "proc-fd", do_proc_fd, false },
	{ "bytes", do_bytes, false },
	{ "missing", do_missing, false },
	{ "failing", do_failing, false },
	{ 0 },
};

int main(int argc, char **argv)
{
	return act__main(argc, argv, acts);
}
