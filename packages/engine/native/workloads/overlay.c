/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Executes itself from an overlay file system, as containers do, in a mount namespace of its own: from the lower layer
 * (the image), copied up by a write, and new in the upper layer.
 */
#include "act.h"
#include "place.h"

#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void make_folder(const char *name)
{
	if (mkdir(name, 0755) && errno != EEXIST)
		act__die("make a folder");
}

/* "upper" or "lower" tells the image that comes out where it lies; its parent is told the same way. */
static void execute(const char *path, const char *layer, const char *parent_layer)
{
	char *args[] = { "overlay", (char *)layer, (char *)parent_layer, NULL };
	char *environment[] = { place__format("RULELIB_ACT=%s", act__name()), NULL };

	execve(path, args, environment);
	act__die("execute itself");
}

static void inside(long i)
{
	const char *options = place__format("lowerdir=%s,upperdir=%s,workdir=%s", place__absolute("lower"),
					    place__absolute("upper"), place__absolute("work"));
	int changed;

	act__must(unshare(CLONE_NEWNS), "unshare");
	act__must(mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL), "make the mounts private");
	if (mount("overlay", "merged", "overlay", 0, options)) {
		act__skip("no overlay file system");
		return;
	}
	place__copy_of_self("merged/new");
	changed = act__must(open("merged/changed", O_WRONLY | O_APPEND | O_CLOEXEC), "change a file of the image");
	act__must(write(changed, "\n", 1), "change a file of the image");
	close(changed);
	switch (i % 3) {
	case 0:
		execute("merged/image", "lower", "none");
		break;
	case 1:
		execute("merged/changed", "upper", "none");
		break;
	default:
		execute("merged/new", "upper", "none");
	}
}

static void do_layers(long unused)
{
	(void)unused;
	make_folder("lower");
	make_folder("upper");
	make_folder("work");
	make_folder("merged");
	place__copy_of_self("lower/image");
	place__copy_of_self("lower/changed");
	for (long i = 0; i < 3; i++)
		act__in_child(inside, i);
}

/* The image from the overlay: says itself, and, where it has no overlay parent yet, executes both layers once more. */
static int say_self(char **argv)
{
	const char *paths[] = { "merged/image", "merged/new" }, *layers[] = { "lower", "upper" };

	act__begin("exec");
	act__list("args", argv);
	act__truth("upperlayer", argv[1][0] == 'u');
	act__truth("pupperlayer", argv[2][0] == 'u');
	act__end();
	for (int n = 0; n < 2 && argv[2][0] == 'n'; n++) {
		pid_t child = act__must(fork(), "fork");

		if (!child)
			execute(paths[n], layers[n], argv[1]);
		waitpid(child, NULL, 0);
	}
	return 0;
}

static const struct act acts[] = { { "layers", do_layers, false }, { 0 } };

int main(int argc, char **argv)
{
	if (getenv("RULELIB_ACT"))
		return say_self(argv);
	return act__main(argc, argv, acts);
}
