/* SPDX-License-Identifier: Apache-2.0 */
/* Opens a file by ways that make its path look like another's. The path told is the one that the file has. */
#include "act.h"
#include "opened.h"
#include "place.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_open_tree
#define SYS_open_tree 428
#endif
#define OPEN_TREE_CLONE 1

static const char *file_name(long i)
{
	return place__format("detour-%ld", i);
}

/* The file by its own name: after this the common fields are known without /proc. */
static void open_plainly(long i)
{
	place__file(file_name(i));
	opened__at(AT_FDCWD, file_name(i), O_RDONLY, place__absolute(file_name(i)));
}

static void chroot_away(long i)
{
	const char *path = place__absolute(file_name(i));

	open_plainly(i);
	act__must(chroot("."), "change the root");
	opened__at(AT_FDCWD, place__format("/%s", file_name(i)), O_RDONLY, path);
}

static void do_chroot(long i)
{
	act__in_child(chroot_away, i);
}

/* Off the tree a path is that within its file system, which is the real one only on the root's own. */
static bool is_on_root_file_system(void)
{
	struct stat root, here;

	act__must(stat("/", &root), "look at /");
	act__must(stat(".", &here), "look at the folder");
	return root.st_dev == here.st_dev;
}

static void open_from_clone(long i)
{
	int tree = syscall(SYS_open_tree, AT_FDCWD, ".", OPEN_TREE_CLONE | O_CLOEXEC);

	act__must(tree, "clone the tree");
	open_plainly(i);
	opened__at(tree, file_name(i), O_RDONLY, place__absolute(file_name(i)));
}

static void do_open_tree(long i)
{
	if (is_on_root_file_system())
		act__in_child(open_from_clone, i);
	else
		act__skip("the folder is on a file system of its own");
}

static void open_unmounted(long i)
{
	const char *path = place__absolute(file_name(i));
	int mounted;

	open_plainly(i);
	act__must(unshare(CLONE_NEWNS), "leave the mount namespace");
	act__must(mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL), "make mounts private");
	if (mkdir("detached", 0700) && errno != EEXIST)
		act__die("make a folder");
	act__must(mount(".", "detached", NULL, MS_BIND, NULL), "bind the folder");
	mounted = act__must(open("detached", O_PATH | O_DIRECTORY | O_CLOEXEC), "open the mount");
	act__must(umount2("detached", MNT_DETACH), "take the mount off");
	opened__at(mounted, file_name(i), O_RDONLY, path);
}

static void do_lazy_umount(long i)
{
	if (is_on_root_file_system())
		act__in_child(open_unmounted, i);
	else
		act__skip("the folder is on a file system of its own");
}

static const struct act acts[] = {
	{ "chroot", do_chroot, false },
	{ "open-tree", do_open_tree, false },
	{ "lazy-umount", do_lazy_umount, false },
	{ 0 },
};

int main(int argc, char **argv)
{
	return act__main(argc, argv, acts);
}
