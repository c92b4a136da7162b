/* SPDX-License-Identifier: Apache-2.0 */
#include "act.h"
#include "opened.h"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

static const struct {
	int bits;
	const char *name;
} flag_names[] = {
	{ O_CREAT, "O_CREAT" },	      { O_EXCL, "O_EXCL" },	    { O_NOCTTY, "O_NOCTTY" },
	{ O_TRUNC, "O_TRUNC" },	      { O_APPEND, "O_APPEND" },	    { O_NONBLOCK, "O_NONBLOCK" },
	{ O_SYNC, "O_SYNC" },	      { O_DIRECT, "O_DIRECT" },	    { O_NOFOLLOW, "O_NOFOLLOW" },
	{ O_NOATIME, "O_NOATIME" },   { O_CLOEXEC, "O_CLOEXEC" },   { O_PATH, "O_PATH" },
	{ O_TMPFILE, "O_TMPFILE" },   { O_DIRECTORY, "O_DIRECTORY" },
};

/* O_TMPFILE holds the bit of O_DIRECTORY: the longer one stands first and takes its bits with it. */
static void put_flags(int flags)
{
	static const char *const access_modes[] = { "O_RDONLY", "O_WRONLY", "O_RDWR", "3" };
	char *names[24] = { (char *)access_modes[flags & O_ACCMODE] };
	int left = flags, count = 1;

	for (size_t i = 0; i < sizeof(flag_names) / sizeof(*flag_names); i++) {
		if ((left & flag_names[i].bits) == flag_names[i].bits) {
			names[count++] = (char *)flag_names[i].name;
			left &= ~flag_names[i].bits;
		}
	}
	act__list("flags", names);
	act__number("flagsRaw", flags);
}

void opened__say(long fd, const char *path, int flags)
{
	act__begin("open");
	act__error(fd);
	act__text("path", path);
	put_flags(flags);
	act__end();
	if (fd >= 0)
		close(fd);
}

void opened__at(int folder, const char *name, int flags, const char *path)
{
	opened__say(act__must(syscall(SYS_openat, folder, name, flags, 0644), "open"), path, flags);
}

void opened__fails(int folder, const char *name, int flags, const char *path)
{
	long fd = syscall(SYS_openat, folder, name, flags, 0644);

	if (fd >= 0) {
		errno = EEXIST;
		act__die("fail to open");
	}
	opened__say(fd, path, flags);
}
