/* SPDX-License-Identifier: Apache-2.0 */
/* Makes symbolic and hard links by every system call and from every kind of name. */
#include "act.h"
#include "place.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static void linked(const char *event_type, long returned, const char *old_path, const char *new_path)
{
	act__begin(event_type);
	act__error(returned);
	act__text("oldPath", old_path);
	act__text("newPath", new_path);
	act__end();
}

/* symlinkat(2) of given names, which mean the absolute paths `old_path` and `new_path`. */
static void symlink_is(const char *target, int folder, const char *name, const char *old_path)
{
	long returned = act__must(syscall(SYS_symlinkat, target, folder, name), "make a symbolic link");
	char *below = folder == AT_FDCWD ? place__format("%s", name) : place__format("links/%s", name);

	linked("symlink", returned, old_path, *name == '/' ? name : place__absolute(below));
}

static int links_folder(void)
{
	if (mkdir("links", 0755) && errno != EEXIST)
		act__die("make a folder");
	return act__must(open("links", O_RDONLY | O_DIRECTORY | O_CLOEXEC), "open a folder");
}

static void do_symlink(long i)
{
#ifdef SYS_symlink
	char *path = place__absolute(place__format("symlink-%ld", i));

	linked("symlink", act__must(syscall(SYS_symlink, "/rulelib/target", path), "make a symbolic link"),
	       "/rulelib/target", path);
#else
	(void)i;
	act__skip("no symlink(2) on this architecture");
#endif
}

static void do_symlinkat(long i)
{
	symlink_is("/rulelib/target", AT_FDCWD, place__absolute(place__format("symlinkat-%ld", i)), "/rulelib/target");
}

static void do_symlink_relative(long i)
{
	int folder = links_folder();

	symlink_is("../a/./b//c", folder, place__format("relative-%ld", i), place__absolute("a/b/c"));
	symlink_is("beside", AT_FDCWD, place__format("links/beside-%ld", i), place__absolute("links/beside"));
	symlink_is("beside", AT_FDCWD, place__format("beside-%ld", i), place__absolute("beside"));
	symlink_is("/rulelib/../rulelib//./target/", AT_FDCWD, place__format("unclean-%ld", i), "/rulelib/target");
	symlink_is("../../../../../../../../../../../../../../../../rulelib", folder, place__format("above-%ld", i), "/rulelib");
	close(folder);
}

static void do_symlink_long(long i)
{
	static char target[4096];

	memset(target, 'x', sizeof(target) - 1);
	for (size_t at = 0; at < sizeof(target) - 1; at += 200)
		target[at] = '/';
	symlink_is(target, AT_FDCWD, place__format("long-%ld", i), target);
}

static void do_symlink_bytes(long i)
{
	const char *target = "/rulelib/a\xff\xc3(\xe2\x82 \"q\" \\ \n\t\x01 \xf0\x9f\x90\xa7";

	symlink_is(target, AT_FDCWD, place__format("bytes-\xfe-%ld", i), target);
}

static void do_symlink_failing(long i)
{
	char *path = place__absolute(place__format("there-%ld", i));

	place__file(path);
	linked("symlink", syscall(SYS_symlinkat, "/rulelib/target", AT_FDCWD, path), "/rulelib/target", path);
}

static void do_link(long i)
{
#ifdef SYS_link
	char *from = place__absolute("link-from"), *to = place__absolute(place__format("link-%ld", i));

	place__file(from);
	linked("hardlink", act__must(syscall(SYS_link, from, to), "make a hard link"), from, to);
#else
	(void)i;
	act__skip("no link(2) on this architecture");
#endif
}

static void do_linkat(long i)
{
	char *from = place__absolute("linkat-from"), *to = place__absolute(place__format("linkat-%ld", i));

	place__file(from);
	linked("hardlink", act__must(syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0), "make a hard link"), from, to);
}

static void do_link_relative(long i)
{
	int folder = links_folder();
	char *to = place__format("hard-%ld", i);

	place__file("links/from");
	linked("hardlink", act__must(syscall(SYS_linkat, folder, "from", AT_FDCWD, to, 0), "make a hard link"),
	       place__absolute("links/from"), place__absolute(to));
	to = place__format("back-%ld", i);
	linked("hardlink", act__must(syscall(SYS_linkat, AT_FDCWD, "links/from", folder, to, 0), "make a hard link"),
	       place__absolute("links/from"), place__absolute(place__format("links/%s", to)));
	close(folder);
}

/* The old name is a descriptor: only the kernel knows its path. */
static void do_link_fd(long i)
{
	char *to = place__absolute(place__format("fd-%ld", i));
	int file;

	place__file("link-fd");
	file = act__must(open("link-fd", O_PATH | O_CLOEXEC), "open");
	linked("hardlink", act__must(syscall(SYS_linkat, file, "", AT_FDCWD, to, AT_EMPTY_PATH), "make a hard link"),
	       place__absolute("link-fd"), to);
	close(file);
}

static void do_link_failing(long i)
{
	char *from = place__absolute("failing-from"), *to = place__absolute(place__format("there-%ld", i));

	place__file(from);
	place__file(to);
	linked("hardlink", syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0), from, to);
}

static const struct act acts[] = {
	{ "symlink", do_symlink, false },
	{ "symlinkat", do_symlinkat, false },
	{ "symlink-relative", do_symlink_relative, false },
	{ "symlink-long", do_symlink_long, false },
	{ "symlink-bytes", do_symlink_bytes, false },
	{ "symlink-failing", do_symlink_failing, false },
	{ "link", do_link, false },
	{ "linkat", do_linkat, false },
	{ "link-relative", do_link_relative, false },
	{ "link-fd", do_link_fd, false },
	{ "link-failing", do_link_failing, false },
	{ 0 },
};

int main(int argc, char **argv)
{
	return act__main(argc, argv, acts);
}
