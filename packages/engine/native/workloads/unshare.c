/* SPDX-License-Identifier: Apache-2.0 */
/* Leaves namespaces, and acts in the new ones. */
#include "act.h"
#include "opened.h"
#include "place.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static long unshared(unsigned long flags)
{
	long returned = syscall(SYS_unshare, flags);

	act__begin("unshare");
	act__error(returned);
	act__number("unshareFlags", (long)flags);
	act__end();
	return returned;
}

static void leave_fs(long i)
{
	(void)i;
	act__must(unshared(CLONE_FS), "unshare");
	act__must(unshared(0), "unshare nothing");
}

static void do_fs(long i)
{
	act__in_child(leave_fs, i);
}

static void leave_mounts(long i)
{
	(void)i;
	act__must(unshared(CLONE_NEWNS | CLONE_FS), "unshare");
}

static void do_mounts(long i)
{
	act__in_child(leave_mounts, i);
}

/* An attempt counts. */
static void do_failing(long i)
{
	(void)i;
	unshared(0x1);
}

/* In a mount namespace of its own: a file of the old tree, one on a new mount, one behind a bind mount. */
static void act_inside(long i)
{
	char *path = place__absolute(place__format("inside-%ld", i));
	char *inner = place__absolute(place__format("mounted/inner-%ld", i));
	char *bound = place__absolute(place__format("bound/inner-%ld", i));

	act__must(unshare(CLONE_NEWNS), "unshare");
	act__must(mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL), "make the mounts private");
	place__file(path);
	opened__at(AT_FDCWD, path, O_RDONLY, path);
	act__must(mount("none", "mounted", "tmpfs", 0, NULL), "mount");
	opened__at(AT_FDCWD, inner, O_RDWR | O_CREAT, inner);
	act__must(mount("mounted", "bound", NULL, MS_BIND, NULL), "bind");
	opened__at(AT_FDCWD, bound, O_RDONLY, bound);
}

static void do_inside(long i)
{
	if ((mkdir("mounted", 0755) || mkdir("bound", 0755)) && errno != EEXIST)
		act__die("make a folder");
	act__in_child(act_inside, i);
}

static const struct act acts[] = {
	{ "fs", do_fs, false },
	{ "mounts", do_mounts, false },
	{ "failing", do_failing, false },
	{ "inside", do_inside, false },
	{ 0 },
};

int main(int argc, char **argv)
{
	return act__main(argc, argv, acts);
}
